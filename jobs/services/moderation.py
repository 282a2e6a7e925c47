"""What the office does with a vacancy: its decision, closing, what ran out."""

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from employers.services import require_reason, tell_team
from jobs.enums import CloseReason, VacancyState
from jobs.models import Vacancy
from sikas.accounts.models import User
from sikas.clock import DatabaseNow
from sikas.workflow.claims import release
from sikas.workflow.transitions import transition, transition_many


class DeadlinePassedError(ValidationError):
    """The closing date has passed or is missing; such a vacancy cannot be published."""

    def __init__(self) -> None:
        super().__init__(
            _("Batas waktu sudah lewat atau belum diisi. Minta perusahaan memperbaikinya.")
        )


@database.atomic
def decide_vacancy(*, vacancy: Vacancy, to: str, officer: User, reason: str = "") -> Vacancy:
    """Carry out an officer's decision: published, returned or rejected.

    Side effects in order: state and record, message to the company's team, the case is given back.
    Raises MissingReasonError, DeadlinePassedError, or TransitionRefusedError when the vacancy has
    moved on meanwhile.
    """
    publish = to == VacancyState.PUBLISHED
    reason = require_reason(reason, needed=not publish)
    if publish and not Vacancy.objects.filter(pk=vacancy.pk, closes_at__gt=DatabaseNow()).exists():
        raise DeadlinePassedError
    transition(vacancy, to, by=officer, reason=reason)
    _tell(vacancy, decision=to, reason=reason)
    release(vacancy, officer)
    return vacancy


@database.atomic
def close_vacancy(
    *, vacancy: Vacancy, reason: CloseReason, by: User | None, note: str = ""
) -> Vacancy:
    """Take an open vacancy off the page; the team is told when it was an officer who did it."""
    transition(vacancy, VacancyState.CLOSED, by=by, reason=note, close_reason=reason)
    if by and by.is_staff:
        _tell(vacancy, decision=VacancyState.CLOSED, reason=note)
    return vacancy


def withdraw_vacancy(*, vacancy: Vacancy, officer: User, reason: str) -> Vacancy:
    """Take an open vacancy off the page by the office's decision; the team reads the reason.

    Raises MissingReasonError, or TransitionRefusedError when the vacancy is not published.
    """
    note = require_reason(reason, needed=True)
    return close_vacancy(vacancy=vacancy, reason=CloseReason.WITHDRAWN, by=officer, note=note)


def close_expired_vacancies() -> int:
    """Close every published vacancy whose time is over; return how many.

    Only tidies up: pages judge `closes_at` themselves, so a late run shows nothing that is over.
    """
    due = Vacancy.objects.filter(state=VacancyState.PUBLISHED, closes_at__lte=DatabaseNow())
    return len(transition_many(due, VacancyState.CLOSED, by=None, close_reason=CloseReason.EXPIRED))


def _tell(vacancy: Vacancy, *, decision: str, reason: str) -> None:
    company: Company | None = vacancy.company
    if company:
        tell_team(
            company,
            event="jobs.vacancy_decision",
            key=f"vacancy:{vacancy.pk}:{vacancy.transitions.latest().pk}",
            context={
                "company": company.name,
                "title": vacancy.title,
                "decision": decision,
                "reason": reason,
                "path": _path_after(vacancy, decision),
            },
        )


def _path_after(vacancy: Vacancy, decision: str) -> str:
    """Return where the team goes on: to the public page, or to its own page of the vacancy."""
    if decision == VacancyState.PUBLISHED:
        return vacancy.get_absolute_url()
    return reverse("company_vacancy", args=[vacancy.company_id, vacancy.pk])
