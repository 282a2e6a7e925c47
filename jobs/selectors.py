"""Reads of vacancies for their public pages."""

from datetime import timedelta

from django.db.models import Count, F, Q, QuerySet

from employers.models import Company
from jobs.enums import VacancyState
from jobs.models import Vacancy
from sikas import clock
from sikas.clock import DatabaseNow

# A closed vacancy keeps its page so long, for links in chats; afterwards it is gone (410).
CLOSED_PAGE_KEPT = timedelta(days=90)
SIMILAR = 4


def vacancy_page(pk: int) -> Vacancy | None:
    """Return a vacancy that has or had a public page, with all the page shows, in one query."""
    return (
        Vacancy.objects.shown()
        .select_related("company__industry", "occupation", "area__parent")
        .annotate(is_open=open_condition())
        .filter(pk=pk)
        .first()
    )


def open_condition() -> Q:
    """Condition that a published vacancy's time is not over, by the one clock."""
    return Q(state=VacancyState.PUBLISHED, closes_at__gt=DatabaseNow())


def is_open(vacancy: Vacancy) -> bool:
    """Say whether a vacancy read by `vacancy_page` was open when it was read."""
    return bool(vars(vacancy)["is_open"])


def is_gone(vacancy: Vacancy) -> bool:
    """Say whether a vacancy has been closed for so long that its page is gone."""
    ended = vacancy.closed_at or vacancy.closes_at
    return bool(ended and ended < clock.now() - CLOSED_PAGE_KEPT)


def similar_vacancies(vacancy: Vacancy) -> "QuerySet[Vacancy]":
    """Return up to SIMILAR open vacancies of the same occupation, newest first."""
    return (
        Vacancy.objects.public()
        .filter(occupation=vacancy.occupation_id)
        .exclude(pk=vacancy.pk)
        .select_related("company", "area__parent")
        .order_by("-published_at", "-pk")[:SIMILAR]
    )


def verified_company(pk: int) -> Company | None:
    """Return a company that has a public page."""
    return Company.objects.public().select_related("industry", "area").filter(pk=pk).first()


def vacancies_of(company: Company) -> "QuerySet[Vacancy]":
    """Return the open vacancies of a company, newest first."""
    return (
        Vacancy.objects.public()
        .filter(company=company)
        .select_related("company", "area__parent")
        .order_by("-published_at", "-pk")
    )


def company_list() -> "QuerySet[Company]":
    """Return verified companies with the number of their open vacancies, busiest first."""
    is_open = Q(vacancies__state=VacancyState.PUBLISHED, vacancies__closes_at__gt=DatabaseNow())
    return (
        Company.objects.public()
        .select_related("industry", "area")
        .annotate(open_vacancies=Count("vacancies", filter=is_open))
        .order_by(F("open_vacancies").desc(), "name", "pk")
    )
