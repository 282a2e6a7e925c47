"""What this app keeps of people: that they took part in a fair, and what they sent in it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from jobfair.models import Participant, ReportDownload
from sikas.personal_data import Keeper, Person, Section


def export(person: Person) -> Sequence[Section]:
    """Return the fairs in which the person took part, and the files of reports it took."""
    return [*_participations(person), *_downloads(person)]


def _participations(person: Person) -> Sequence[Section]:
    if person.seeker_id is None:
        return ()
    mine = Participant.objects.filter(seeker_id=person.seeker_id).select_related("fair")
    rows = [
        {
            _("Job fair"): row.fair.name,
            _("Terdaftar"): row.registered_at,
            _("Kartu peserta"): row.pass_code,
            _("Lamaran"): [
                str(entry) for entry in row.entries.select_related("application").order_by("pk")
            ],
        }
        for row in mine.order_by("pk")
    ]
    return [Section(_("Job fair"), rows)] if rows else ()


def _downloads(person: Person) -> Sequence[Section]:
    mine = ReportDownload.objects.filter(by=person.user_id, by__isnull=False)
    rows = [
        {_("Laporan"): str(row.report.fair), _("Berkas"): row.kind, _("Waktu"): row.at}
        for row in mine.select_related("report__fair").order_by("pk")
    ]
    return [Section(_("Laporan job fair yang diunduh"), rows)] if rows else ()


def erase(_person: Person) -> None:
    """Keep that somebody took part: fairs stay countable; whose it was is empty with the seeker."""


KEEPER = Keeper(
    name="jobfair",
    tables=(
        Participant._meta.label,
        "jobfair.Announcement",  # the office's words; who wrote them is emptied
        "jobfair.BoothTransition",
        "jobfair.FairTransition",
        ReportDownload._meta.label,  # that somebody took a file stays; who is emptied
        "jobfair.PositionTransition",
    ),
    export=export,
    erase=erase,
)
