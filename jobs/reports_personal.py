"""What this app keeps of who reported a vacancy, and how it forgets."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jobs.models import VacancyReport
from sikas.personal_data import FORGOTTEN, Keeper, Person, Section


def export(person: Person) -> Sequence[Section]:
    """Return what the person reported, and what came of it."""
    rows = [
        {
            _("Nomor"): report.number,
            _("Lowongan"): str(report.vacancy),
            _("Alasan"): str(report.get_reason_display()),
            _("Keterangan"): report.text,
            _("Dilaporkan"): report.created_at,
            _("Keadaan"): str(report.get_state_display()),
        }
        for report in _reports(person).select_related("vacancy").order_by("created_at", "pk")
    ]
    return [Section(_("Lowongan yang Anda laporkan"), rows)] if rows else ()


def erase(person: Person) -> None:
    """Forget who reported and in which words; the report itself stays for the office."""
    _reports(person).exclude(text="").update(text=FORGOTTEN)
    _reports(person).update(reporter=None, contact="")


def _reports(person: Person) -> "QuerySet[VacancyReport]":
    return VacancyReport.objects.filter(reporter_id=person.user_id, reporter__isnull=False)


KEEPER = Keeper(
    name="reports",
    tables=(
        "jobs.VacancyReport",
        "jobs.VacancyReportTransition",  # which officer settled a report
    ),
    export=export,
    erase=erase,
)
