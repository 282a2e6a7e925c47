"""What this app keeps of invitations to apply; rows of candidates follow the profile alone."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from jobs.models import ApplyInvitation
from sikas.personal_data import Keeper, Person, Section


def export(person: Person) -> Sequence[Section]:
    """Return which companies invited the person, and when."""
    mine = ApplyInvitation.objects.filter(
        seeker_id=person.seeker_id, seeker__isnull=False
    ).select_related("vacancy__company")
    rows = [
        {
            _("Lowongan"): str(row.vacancy),
            _("Perusahaan"): str(row.vacancy.company or ""),
            _("Waktu"): row.at,
        }
        for row in mine.order_by("at", "pk")
    ]
    return [Section(_("Undangan melamar"), rows)] if rows else []


def erase(person: Person) -> None:
    """Delete the invitations that the person received; who sent others is emptied."""
    ApplyInvitation.objects.filter(seeker_id=person.seeker_id, seeker__isnull=False).delete()


KEEPER = Keeper(
    name="matching",
    tables=("jobs.ApplyInvitation",),
    export=export,
    erase=erase,
)
