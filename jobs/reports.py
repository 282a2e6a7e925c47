"""Reads of reports about vacancies: the officers' cases, and which of them cannot wait."""

from datetime import timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery

from jobs.models import Vacancy, VacancyReport
from jobs.models.vacancies import VacancyQuerySet
from jobs.report_enums import GRAVE_REASONS, ReportState

# So many persons with an account, each known by a code to an address, who say within so long that
# a vacancy is a fraud. It is looked at first; it is not hidden (ADR 56).
URGENT_PERSONS, URGENT_WITHIN = 3, timedelta(days=7)


def reported_vacancies() -> VacancyQuerySet:
    """Return the vacancies with open reports.

    Each has `reported_at`, when the first one came, `number_of_reports`, and `is_urgent`, which it
    stays until it is settled, however long that takes.
    """
    here = VacancyReport.objects.filter(vacancy=OuterRef("pk"), state=ReportState.OPEN).order_by()
    together = here.values("vacancy")
    grave = here.filter(_grave()).annotate(lately=_lately())
    return Vacancy.objects.filter(Exists(here)).annotate(
        reported_at=Subquery(together.annotate(first=Min("created_at")).values("first")),
        number_of_reports=Subquery(together.annotate(number=Count("pk")).values("number")),
        is_urgent=Exists(grave.filter(lately__gte=URGENT_PERSONS)),
    )


def number_of_urgent() -> int:
    """Return how many vacancies wait that several persons called a fraud."""
    return reported_vacancies().filter(Q(is_urgent=True)).count()


def open_reports(vacancy: Vacancy) -> "QuerySet[VacancyReport]":
    """Return the open reports about a vacancy in the order in which they came."""
    return VacancyReport.objects.filter(vacancy=vacancy, state=ReportState.OPEN).order_by(
        "created_at", "pk"
    )


def settled_before(vacancy: Vacancy) -> "QuerySet[VacancyReport]":
    """Return the settled reports about a vacancy, newest first."""
    settled = VacancyReport.objects.filter(vacancy=vacancy).exclude(state=ReportState.OPEN)
    return settled.order_by("-settled_at", "pk")


def _grave() -> Q:
    return Q(reason__in=GRAVE_REASONS, reporter__isnull=False)


def _lately() -> Subquery:
    """Return how many grave reports came within URGENT_WITHIN up to a report, itself included."""
    others = VacancyReport.objects.filter(
        _grave(),
        vacancy=OuterRef("vacancy"),
        state=ReportState.OPEN,
        created_at__lte=OuterRef("created_at"),
        created_at__gt=OuterRef("created_at") - URGENT_WITHIN,
    )
    return Subquery(others.order_by().values("vacancy").annotate(n=Count("pk")).values("n"))
