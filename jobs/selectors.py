"""Reads of vacancies for their public pages."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Count, Q, QuerySet

from employers.models import Company
from jobs.enums import VacancyState
from jobs.models import Vacancy
from jobs.search.criteria import BEST, Criteria
from jobs.search.selectors import search_vacancies
from jobs.search.words import MAX_TYPED
from sikas import clock
from sikas.clock import DatabaseNow
from sikas.prepared import PreparedGet
from sikas.reference.models import Area

# A closed vacancy keeps its page so long, for links in chats; afterwards it is gone (410).
CLOSED_PAGE_KEPT = timedelta(days=90)
SIMILAR = 4


def vacancy_page(pk: int) -> Vacancy | None:
    """Return a vacancy that has or had a public page, with all the page shows, in one query."""
    return _VACANCY_PAGE.first(pk)


def vacancy_version(pk: int) -> Vacancy | None:
    """Return key, title, source, apply mode and last change of what `vacancy_page` would return.

    All that its page shows is the same while `updated_at` and `is_open` are; whether it may be
    shown at all is asked each time.
    """
    return _VACANCY_VERSION.first(pk)


def open_condition() -> Q:
    """Condition that a published vacancy's time is not over, by the one clock."""
    return Q(state=VacancyState.PUBLISHED, closes_at__gt=DatabaseNow())


def is_open(vacancy: Vacancy) -> bool:
    """Say whether a vacancy read by the functions above was open when it was read."""
    return bool(vars(vacancy)["is_open"])


def is_gone(vacancy: Vacancy) -> bool:
    """Say whether a vacancy has been closed for so long that its page is gone."""
    ended = vacancy.closed_at or vacancy.closes_at
    return bool(ended and ended < clock.now() - CLOSED_PAGE_KEPT)


def similar_vacancies(vacancy: Vacancy) -> "QuerySet[Vacancy]":
    """Return up to SIMILAR open vacancies of the same occupation, newest first.

    Where the occupation is not known, those with words of the title, for one query more.
    """
    same = (
        Q(occupation=vacancy.occupation_id)
        if vacancy.occupation_id
        else Q(pk__in=_alike(vacancy.title))
    )
    return (
        Vacancy.objects.public()
        .filter(same)
        .exclude(pk=vacancy.pk)
        .select_related("company", "area__parent")
        .order_by("-published_at", "-pk")[:SIMILAR]
    )


def _alike(title: str) -> list[int]:
    name, *_place = title.split(" - ")
    asked = Criteria(name[:MAX_TYPED], order=BEST, any_word=True)
    found = search_vacancies(asked, size=SIMILAR + 1).rows if asked.words else []
    return [row.vacancy_id for row in found]


def verified_company(pk: int) -> Company | None:
    """Return a company that has a public page."""
    found = Company.objects.public().select_related("industry", "area", "responsiveness")
    return found.filter(pk=pk).first()


def vacancies_of(company: Company) -> "QuerySet[Vacancy]":
    """Return the open vacancies of a company, newest first."""
    return (
        Vacancy.objects.public()
        .filter(company=company)
        .select_related("company", "area__parent")
        .order_by("-published_at", "-pk")
    )


def company_list(*, name: str = "", district: Area | None = None) -> "QuerySet[Company]":
    """Return verified companies by name: those whose name holds `name`, seated in `district`."""
    found = Company.objects.public().select_related("industry", "area")
    if name:
        found = found.filter(name__icontains=name)
    if district:
        found = found.filter(Q(area=district) | Q(area__parent=district))
    return found.order_by("name", "pk")


def open_vacancies_of(companies: Iterable[Company]) -> dict[int, int]:
    """Return the number of open vacancies by company, in one query."""
    rows = Vacancy.objects.public().filter(company__in=companies).order_by()
    return dict(rows.values_list("company").annotate(Count("pk")))


_VACANCY_PAGE = PreparedGet(
    lambda: (
        Vacancy.objects.shown()
        .select_related("company__responsiveness", "occupation", "area__parent")
        .annotate(is_open=open_condition())
    )
)
_VACANCY_VERSION = PreparedGet(
    lambda: (
        Vacancy.objects.shown()
        .only("title", "source", "apply_mode", "updated_at")
        .annotate(is_open=open_condition())
    )
)
