"""A company's own vacancies: its shelves, and those that ask something of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, Min, OuterRef, Q, QuerySet, Subquery, TextChoices, When
from django.utils.translation import gettext_lazy

from employers.models import Company
from jobs.enums import IN_THE_MAKING, UNDECIDED, ApplicationState, CloseReason, VacancyState
from jobs.models import Application, Vacancy, VacancyTransition
from jobs.selectors import open_condition
from sikas import clock
from sikas.clock import DatabaseNow

CLOSES_SOON = timedelta(days=3)
REPORT_ASKED = timedelta(days=180)  # after it closed; then nobody remembers
NEEDING_SHOWN = 20


class Shelf(TextChoices):
    """Part of a company's vacancies, by its word in the address."""

    ALL = "", gettext_lazy("Semua")
    RETURNED = "perbaikan", gettext_lazy("Perlu perbaikan")
    DRAFT = "draf", gettext_lazy("Draf")
    WAITING = "diperiksa", gettext_lazy("Diperiksa")
    OPEN = "terbit", gettext_lazy("Terbit")
    OVER = "ditutup", gettext_lazy("Ditutup")
    REJECTED = "ditolak", gettext_lazy("Ditolak")


def _over() -> Q:
    """Condition that a vacancy was open and its time is over, whether it was tidied up or not."""
    late = Q(state=VacancyState.PUBLISHED, closes_at__lte=DatabaseNow())
    return Q(state=VacancyState.CLOSED) | late


def _on(shelf: Shelf) -> Q:
    states = {
        Shelf.RETURNED: VacancyState.RETURNED,
        Shelf.DRAFT: VacancyState.DRAFT,
        Shelf.WAITING: VacancyState.SUBMITTED,
        Shelf.REJECTED: VacancyState.REJECTED,
    }
    special = {Shelf.OPEN: open_condition, Shelf.OVER: _over, Shelf.ALL: Q}
    return Q(state=states[shelf]) if shelf in states else special[shelf]()


def shelf_counts(company: Company) -> dict[Shelf, int]:
    """Return how many vacancies stand on each shelf, in one query."""
    counts = {shelf.name: Count("pk", filter=_on(shelf)) for shelf in Shelf if shelf}
    found = company.vacancies.aggregate(ALL=Count("pk"), **counts)
    return {shelf: found[shelf.name] for shelf in Shelf}


def vacancies_on(company: Company, shelf: Shelf) -> "QuerySet[Vacancy]":
    """Return the vacancies of a shelf, last changed first, with all that a row shows."""
    return _with_facts(company.vacancies.filter(_on(shelf))).order_by("-updated_at", "-pk")


def vacancies_that_need(company: Company) -> list[Vacancy]:
    """Return the vacancies that ask something of the company now, most urgent first.

    Returned ones, those that close within CLOSES_SOON, closed ones without a result, drafts; in one
    query, at most NEEDING_SHOWN.
    """
    now = clock.now()
    soon = Q(state=VacancyState.PUBLISHED, closes_at__lte=now + CLOSES_SOON)
    unreported = Q(
        state=VacancyState.CLOSED, fill_report=None, closed_at__gte=now - REPORT_ASKED
    ) & ~Q(close_reason=CloseReason.WITHDRAWN)
    urgency = Case(
        When(state=VacancyState.RETURNED, then=0),
        When(state=VacancyState.PUBLISHED, then=1),
        When(state=VacancyState.CLOSED, then=2),
        default=3,
    )
    needing = company.vacancies.filter(Q(state__in=IN_THE_MAKING) | soon | unreported)
    return list(_with_facts(needing).order_by(urgency, "-updated_at", "-pk")[:NEEDING_SHOWN])


@dataclass(frozen=True)
class Applicants:
    """How many applicants wait for the company, how many of them it has not seen, since when."""

    waiting: int
    new: int
    since: datetime | None

    @property
    def waited(self) -> timedelta:
        """How long the first of them waits."""
        return clock.now() - self.since if self.since else timedelta()


def applicants_waiting(company: Company, vacancy: Vacancy | None = None) -> Applicants:
    """Return the numbers of a company, or of one of its vacancies, in one query."""
    found = Application.objects.filter(state__in=UNDECIDED)
    found = found.filter(vacancy=vacancy) if vacancy else found.filter(vacancy__company=company)
    return Applicants(
        **found.aggregate(
            waiting=Count("pk"),
            new=Count("pk", filter=Q(state=ApplicationState.SENT)),
            since=Min("waiting_since"),
        )
    )


def _with_facts(vacancies: "QuerySet[Vacancy]") -> "QuerySet[Vacancy]":
    last = VacancyTransition.objects.filter(subject=OuterRef("pk")).order_by("-at", "-pk")
    return vacancies.select_related("fill_report").annotate(
        last_reason=Subquery(last.values("reason")[:1])
    )
