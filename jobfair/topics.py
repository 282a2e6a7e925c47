"""What companies are told about by this app."""

from django.utils.translation import gettext_lazy as _

from sikas.accounts.enums import Kind
from sikas.notifications.topics import Topic

BOOTHS = Topic(
    key="booths",
    title=_("Stan di job fair"),
    explanation=_("Undangan, keputusan petugas tentang stan Anda, dan apa yang masih kurang."),
    events=("jobfair.booth",),
    kinds={Kind.COMPANY},
    essential=True,
)
