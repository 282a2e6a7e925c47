"""What this app keeps of people: who took a step with a vacancy, and who reported its result."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from jobs.models import FillReport, VacancyTransition
from sikas.personal_data import Keeper, Person, Section


def export(person: Person) -> Sequence[Section]:
    """Return the steps and reports of the person."""
    steps = VacancyTransition.objects.filter(by_id=person.user_id, by__isnull=False)
    reports = FillReport.objects.filter(reported_by_id=person.user_id, reported_by__isnull=False)
    rows = [
        {_("Lowongan"): str(step.subject), _("Langkah"): str(step), _("Waktu"): step.at}
        for step in steps.select_related("subject").order_by("at", "pk")
    ]
    rows += [
        {
            _("Lowongan"): str(report.vacancy),
            _("Langkah"): _("laporan terisi"),
            _("Waktu"): report.reported_at,
        }
        for report in reports.select_related("vacancy").order_by("reported_at", "pk")
    ]
    return [Section(_("Langkah Anda untuk lowongan"), rows)] if rows else ()


def erase(_person: Person) -> None:
    """Keep steps and reports: they are the vacancy's; the end of the account empties who did."""


KEEPER = Keeper(
    name="jobs",
    tables=("jobs.FillReport", "jobs.VacancyTransition"),
    export=export,
    erase=erase,
)
