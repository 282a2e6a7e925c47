"""Searches that job seekers keep, for tests."""

from datetime import timedelta

from django.http import QueryDict

from jobs.enums import Rhythm
from jobs.models import SavedSearch, Vacancy
from jobs.search import criteria, lists
from jobs.services.searches import save_search
from sikas.accounts.models import User
from sikas.clock import now
from tests.factories import UserFactory
from tests.jobs.factories import VacancyFactory


def kept_search(
    query: str = "q=kasir",
    *,
    person: User | None = None,
    rhythm: Rhythm = Rhythm.DAILY,
    days: int = 1,
) -> SavedSearch:
    """Keep the search of an address; it was last matched so many days ago."""
    asked, _notes = criteria.read(QueryDict(query), lists.current())
    search = save_search(person=person or UserFactory.create(), criteria=asked, rhythm=rhythm)
    search.matched_until = now() - timedelta(days=days)
    search.save(update_fields=["matched_until"])
    return search


def fresh_vacancy(title: str = "Kasir", *, hours: float = 2, **facts: object) -> Vacancy:
    """Publish a vacancy so many hours ago."""
    at = now() - timedelta(hours=hours)
    return VacancyFactory.create(title=title, published_at=at, created_at=at, **facts)
