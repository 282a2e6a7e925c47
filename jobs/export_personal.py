"""What this app keeps of data that companies took away: applicants read of it, who did it too."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from jobs.models import ApplicantExport, Application
from sikas.personal_data import Keeper, Person, Section, Sighting


def export(person: Person) -> Sequence[Section]:
    """Return what the person downloaded for a company."""
    taken = ApplicantExport.objects.filter(by_id=person.user_id, by__isnull=False)
    rows = [
        {
            _("Perusahaan"): str(row.company),
            _("Unduhan"): str(row.get_kind_display()),
            _("Jumlah pelamar"): len(row.applications),
            _("Waktu"): row.at,
        }
        for row in taken.select_related("company").order_by("at", "pk")
    ]
    return [Section(_("Unduhan data pelamar oleh Anda"), rows)] if rows else []


def erase(_person: Person) -> None:
    """Leave the journal: it names nobody any more once accounts and applications are emptied."""


def sightings(person: Person) -> Sequence[Sighting]:
    """Return which companies took the person's application out of the portal."""
    if person.seeker_id is None:
        return ()
    mine = Application.objects.filter(seeker_id=person.seeker_id).order_by("pk")
    keys = list(mine.values_list("pk", flat=True))
    found = ApplicantExport.objects.filter(applications__overlap=keys).select_related("company")
    return [
        Sighting(row.at, _("Lamaran Anda"), str(row.company), str(row.get_kind_display()))
        for row in found.defer("applications")
        if keys
    ]


KEEPER = Keeper(
    name="applicant_exports",
    tables=("jobs.ApplicantExport",),
    export=export,
    erase=erase,
    sightings=sightings,
)
