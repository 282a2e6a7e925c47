"""What became of a vacancy, told by its company."""

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.utils.translation import gettext as _

from jobs.enums import CloseReason, VacancyState
from jobs.models import FillReport, Vacancy
from jobs.services.moderation import close_vacancy
from sikas import clock
from sikas.accounts.models import User
from sikas.clock import DatabaseNow
from sikas.workflow.transitions import TransitionRefusedError

NUMBERS = ("men_here", "women_here", "men_elsewhere", "women_elsewhere")


class TooManyHiredError(ValidationError):
    """More people were hired than the vacancy asked for; `field` is a number to look at again."""

    def __init__(self, text: str, field: str) -> None:
        self.field = field
        super().__init__(text)


@database.atomic
def report_result(
    *,
    vacancy: Vacancy,
    men_here: int,
    women_here: int,
    men_elsewhere: int,
    women_elsewhere: int,
    by: User,
) -> FillReport:
    """Close an open vacancy with the people hired, or tell the result of a closed one.

    Told again, it replaces what was told before. Raises TooManyHiredError, or
    TransitionRefusedError when the vacancy never was open.
    """
    row = Vacancy.objects.select_for_update(no_key=True).get(pk=vacancy.pk)
    if row.state not in (VacancyState.PUBLISHED, VacancyState.CLOSED):
        raise TransitionRefusedError(row, VacancyState.CLOSED)
    report = FillReport(
        vacancy=row,
        openings=row.openings,
        men_here=men_here,
        women_here=women_here,
        men_elsewhere=men_elsewhere,
        women_elsewhere=women_elsewhere,
        reported_by=by,
        reported_at=DatabaseNow(),
    )
    _check(row, report)
    if row.state == VacancyState.PUBLISHED:
        close_vacancy(vacancy=row, reason=_reason(row, report), by=by)
    else:
        _correct_reason(row, report)
    report.save()
    return report


def _reason(vacancy: Vacancy, report: FillReport) -> CloseReason:
    if report.filled:
        return CloseReason.FILLED
    ended = vacancy.closed_at or clock.now()
    ran_out = vacancy.closes_at is not None and vacancy.closes_at <= ended
    return CloseReason.EXPIRED if ran_out else CloseReason.WITHDRAWN


def _correct_reason(vacancy: Vacancy, report: FillReport) -> None:
    """Let a vacancy that its company closed be filled, or not, as is told now.

    What ran out by itself stays so, and what the office withdrew.
    """
    last = vacancy.transitions.select_related("by").filter(to_state=VacancyState.CLOSED).last()
    by_company = last is not None and last.by is not None and not last.by.is_staff
    was_filled = vacancy.close_reason == CloseReason.FILLED
    if was_filled != bool(report.filled) and (by_company or was_filled):
        Vacancy.objects.filter(pk=vacancy.pk).update(close_reason=_reason(vacancy, report))


def _check(vacancy: Vacancy, report: FillReport) -> None:
    if report.men > vacancy.openings_men + vacancy.openings_either:
        text = _("Laki-laki yang diterima melebihi kebutuhan lowongan ini.")
        raise TooManyHiredError(text, "men_here" if report.men_here else "men_elsewhere")
    if report.women > vacancy.openings_women + vacancy.openings_either:
        text = _("Perempuan yang diterima melebihi kebutuhan lowongan ini.")
        raise TooManyHiredError(text, "women_here" if report.women_here else "women_elsewhere")
    if report.filled > vacancy.openings:
        text = _("Yang diterima melebihi jumlah kebutuhan: %s orang.")
        typed = next(name for name in NUMBERS if getattr(report, name))
        raise TooManyHiredError(text % vacancy.openings, typed)
