"""What job seekers are told about by this app."""

from django.utils.translation import gettext_lazy as _

from sikas.accounts.enums import Kind
from sikas.notifications.topics import Topic

IDENTITY = Topic(
    key="identity",
    title=_("NIK dan profil"),
    explanation=_("Keputusan petugas tentang NIK dan akun Anda."),
    events=("seekers.account_closed", "seekers.nik_decision"),
    kinds={Kind.SEEKER},
    essential=True,
)
