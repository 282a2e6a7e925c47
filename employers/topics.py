"""What companies are told about by this app."""

from django.utils.translation import gettext_lazy as _

from sikas.accounts.enums import Kind
from sikas.notifications.topics import Topic

COMPANY = Topic(
    key="company",
    title=_("Perusahaan dan tim"),
    explanation=_("Keputusan petugas tentang perusahaan Anda, undangan, dan perubahan tim."),
    events=("employers.company_decision", "employers.invitation", "employers.team_change"),
    kinds={Kind.COMPANY},
    essential=True,
)
