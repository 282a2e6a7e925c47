"""The daily message of new vacancies: one for each person and day, whatever happens meanwhile."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from jobs.alerts.digests import Digest, gather
from jobs.deadlines import today
from jobs.models import SavedSearch, SearchAlert, Vacancy
from jobs.presenters import VacancyRow
from jobs.search import lists
from jobs.search.describing import describe
from sikas import clock
from sikas.accounts.models import User
from sikas.notifications.services import Telling, tell_many

# Longer than any transaction that publishes: what is committed late is not overlooked.
SETTLING = timedelta(minutes=10)
TOGETHER = 200  # people of one transaction
FORGOTTEN_AFTER = timedelta(days=30)

CLAIM = """
    insert into jobs_searchalert (user_id, day, vacancies)
    select user_id, %s, vacancies from unnest(%s::uuid[], %s::int[]) as told(user_id, vacancies)
    order by user_id
    on conflict do nothing
    returning user_id
"""


def send_alerts() -> int:
    """Tell everybody of the new vacancies of the searches that are due; return how many were told.

    Side effects, for some people at a time, each in one transaction: the day's row, the message,
    and their searches are matched until then. In the end, the same of searches that found nothing.
    Safe to run again, at the same time too: who was told today is not told again, and the rest of
    a run that was killed is told by the next.
    """
    day, until = today(), clock.now() - SETTLING
    due = SavedSearch.objects.due()
    digests = gather(due, until=until)
    left, told = iter(digests.items()), 0
    while some := dict(islice(left, TOGETHER)):
        told += _tell(some, day, until)
    silent = due.exclude(user__in=list(digests)) if digests else due
    silent.filter(matched_until__lt=until).update(matched_until=until)
    return told


def forget_alerts() -> int:
    """Forget on which days people were told, long after; return how many rows went."""
    deleted, _models = SearchAlert.objects.filter(day__lt=today() - FORGOTTEN_AFTER).delete()
    return deleted


@transaction.atomic
def _tell(digests: Mapping[str, Digest], day: date, until: datetime) -> int:
    """Tell some people, those who may be told; return how many."""
    people = User.objects.filter(pk__in=digests, is_active=True).select_for_update(no_key=True)
    searches = _searches({number for digest in digests.values() for number in digest.searches})
    vacancies = _public({number for digest in digests.values() for number in digest.newest})
    contexts = {
        person: context
        for person in people.order_by("pk")
        if (context := _context(digests[str(person.pk)], searches.get(person.pk, []), vacancies))
    }
    claimed = _claim({person.pk: context["count"] for person, context in contexts.items()}, day)
    tell_many(
        event="jobs.search_alert",
        tellings=[
            Telling(person, f"alert:{day}", context)
            for person, context in contexts.items()
            if person.pk in claimed
        ],
    )
    SavedSearch.objects.due().filter(user__in=claimed, matched_until__lt=until).update(
        matched_until=until
    )
    return len(claimed)


def _context(
    digest: Digest, searches: list[dict[str, str]], vacancies: Mapping[int, dict[str, str]]
) -> dict[str, Any]:
    """Return what the message says; nothing when all of it is over, or nobody asks any more."""
    listed = [vacancies[number] for number in digest.newest if number in vacancies]
    if not listed or not searches:
        return {}
    return {
        "count": digest.vacancies - len(digest.newest) + len(listed),
        "more": digest.vacancies - len(digest.newest),
        "vacancies": listed,
        "searches": searches,
        "path": reverse("saved_searches"),
    }


def _searches(numbers: Collection[int]) -> dict[Any, list[dict[str, str]]]:
    """Return by person the searches that are still wanted: name, and address of the results."""
    known, address = lists.current(), reverse("vacancies")
    found: dict[Any, list[dict[str, str]]] = {}
    for search in SavedSearch.objects.filter(pk__in=numbers, is_paused=False).order_by("pk"):
        path = address + search.results_query
        shown = {"name": describe(search.criteria, known), "path": path}
        found.setdefault(search.user_id, []).append(shown)
    return found


def _public(numbers: Collection[int]) -> dict[int, dict[str, str]]:
    """Return the vacancies that everybody may see at this moment, as the message names them."""
    found = Vacancy.objects.public().filter(pk__in=numbers).order_by("pk")
    rows = found.select_related("company", "area__parent").defer("description", "requirements")
    shown = {vacancy.pk: VacancyRow.of(vacancy) for vacancy in rows}
    return {
        number: {
            "title": row.title,
            "employer": row.employer,
            "pay": row.pay,
            "place": row.place,
            "path": row.url,
        }
        for number, row in shown.items()
    }


def _claim(counts: Mapping[Any, int], day: date) -> set[Any]:
    """Note that these people are told today; return those who were not told before."""
    with connection.cursor() as database:
        database.execute(CLAIM, [day, [str(pk) for pk in counts], list(counts.values())])
        return {pk for (pk,) in database.fetchall()}
