"""What job seekers of the demo keep: vacancies in every state, and searches."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.http import QueryDict

from jobs.enums import Rhythm, VacancyState
from jobs.models import SavedSearch, SavedVacancy, Vacancy
from jobs.search import criteria, lists
from jobs.services.searches import pause, save_search
from sikas.accounts.models import User

KEPT, CLOSED, CLOSING = 4, 1, 1  # vacancies of a person
DAYS = 6  # ago, that the first was kept
SEARCHES = (
    ("q=operator+kebun", Rhythm.DAILY, False),
    ("kecamatan=120919&kecamatan=120920&pendidikan=sma", Rhythm.WEEKLY, False),
    ("q=perawat", Rhythm.WEEKLY, True),
)


@transaction.atomic
def load(*, now: datetime, people: Sequence[User]) -> bool:
    """Let people keep vacancies and searches, unless somebody did; tell whether it did."""
    if SavedVacancy.objects.exists() or SavedSearch.objects.exists():
        return False
    lists.forget()
    known = lists.current()
    vacancies = _vacancies()
    for person in people:
        SavedVacancy.objects.bulk_create(
            SavedVacancy(user=person, vacancy=vacancy, saved_at=now - timedelta(days=DAYS - number))
            for number, vacancy in enumerate(vacancies)
        )
        for query, rhythm, is_paused in SEARCHES:
            asked, _notes = criteria.read(QueryDict(query), known)
            search = save_search(person=person, criteria=asked, rhythm=rhythm)
            if is_paused:
                pause(search=search)
    return True


def _vacancies() -> list[Vacancy]:
    """Return open vacancies, the one that closes first, and a closed one."""
    public = Vacancy.objects.public()
    closing = public.order_by("closes_at", "pk")[:CLOSING]
    closed = Vacancy.objects.shown().filter(state=VacancyState.CLOSED).order_by("-closed_at", "pk")
    return [*public.order_by("-pk")[:KEPT], *closing, *closed[:CLOSED]]
