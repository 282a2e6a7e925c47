"""Alerts: 95,000 kept searches against 10,000 new vacancies, and the messages that follow.

Words are drawn from titles of vacancies, the commonest most often, so that many people seek the
same; half of them in a kecamatan, some with more filters, as people combine them on the page.
"""

import gc
import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

from django.db import connection, transaction
from django.db.models import Count
from django.http import QueryDict

from jobs.alerts.digests import gather
from jobs.alerts.matching import find
from jobs.demo.mixing import zipf
from jobs.models import SavedSearch, VacancySearch
from jobs.search import criteria, lists, statements
from jobs.search.criteria import Criteria
from jobs.services.alerts import send_alerts
from sikas import clock
from sikas.accounts.enums import Kind
from sikas.accounts.models import User
from sikas.notifications.models import Message
from tests.bench import cpu
from tests.bench.portal import filled
from tests.bench.registry import Result, benchmark

SEARCHES, PEOPLE, VACANCIES = 95_000, 60_000, 10_000
TARGET = 3  # seconds, of matching all
COMPARED = 300  # distinct searches that are also asked one by one
DIFFERENT = 60_000  # combinations from which people draw
LONG_AGO = timedelta(days=400)
TYPED_WORDS, IN_DISTRICT, EDUCATED, KIND, PAID = 0.9, 0.5, 0.25, 0.15, 0.15  # shares


@benchmark("alerts")
def alerts() -> Iterator[Result]:
    """Seconds of matching all and of queueing, and how much longer one search at a time takes."""
    with filled(VACANCIES) as (_name, _spent), transaction.atomic():
        lists.forget()
        _save_searches()
        gc.collect()
        gc.freeze()  # the worker of the portal has not loaded all of this
        due = SavedSearch.objects.due()
        distinct = list(due.order_by("key", "pk").distinct("key"))
        yield Result("alerts.searches", due.count(), "searches")
        yield Result("alerts.distinct_searches", len(distinct), "searches")
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            processes = (os.getpid(), cursor.fetchone()[0])
        spent = cpu.seconds(*processes)
        digests, matching = _timed(lambda: gather(due, until=clock.now()))
        spent = cpu.seconds(*processes) - spent
        yield Result("alerts.matching", matching, "s", TARGET)
        yield Result("alerts.matching_cpu", spent, "s")
        yield Result("alerts.people_with_news", len(digests), "people")
        yield from _compare([search.criteria for search in distinct])
        told, queueing = _timed(send_alerts)
        yield Result("alerts.matching_and_queueing", queueing, "s")
        yield Result("alerts.people_told", told, "people")
        yield Result("alerts.messages", Message.objects.count(), "messages")
        again, took = _timed(send_alerts)
        yield Result("alerts.again", took, "s")
        yield Result("alerts.told_again", again, "people", 0)
        transaction.set_rollback(True)


def _compare(searches: list[Criteria]) -> Iterator[Result]:
    """Ask some distinct searches one by one, as anyone would, and compare what they find."""
    some = random.Random(3).sample(searches, COMPARED)
    ids = list(VacancySearch.objects.order_by("pk").values_list("pk", flat=True))
    found, ours = _timed(lambda: find(searches, ids))
    plain, theirs = _timed(lambda: [_plain(search) for search in some])
    by_search = dict(zip(map(id, searches), found, strict=True))
    pairs = zip(some, plain, strict=True)
    wrong = sum(by_search[id(search)].bit_count() != hits for search, hits in pairs)
    yield Result("alerts.posting_lists", ours, "s")
    yield Result("alerts.one_by_one_to_ours", theirs / COMPARED * len(searches) / ours, "x")
    yield Result("alerts.different_from_one_by_one", wrong, "searches", 0)


def _plain(search: Criteria) -> int:
    match = statements.query(search, search.filters)
    with connection.cursor() as database:
        database.execute(
            f"select count(*) from jobs_vacancysearch where doc @@ ({match.sql})"  # noqa: S608
            " and closes_at > sikas_now()",
            match.params,
        )
        return database.fetchone()[0]


def _timed(work: Callable):
    began = time.perf_counter()
    result = work()
    return result, time.perf_counter() - began


def _save_searches() -> None:
    """Save people with one search or more; drawn twice, a search is kept once."""
    chance = random.Random(95)
    drawn = zipf(_combinations(chance))
    names = (f"b{number}" for number in range(PEOPLE))
    accounts = (
        User(email=f"{name}@contoh.example", kind=Kind.SEEKER, password="!") for name in names
    )
    people = User.objects.bulk_create(accounts, batch_size=5_000)
    rows: dict[tuple[object, str], SavedSearch] = {}
    since = clock.now() - LONG_AGO
    while len(rows) < SEARCHES:
        person, search = chance.choice(people), drawn(chance)
        rows[person.pk, search.hits_key] = SavedSearch(
            user=person,
            text=search.text,
            filters=[[param, list(values)] for param, values in search.chosen],
            key=search.hits_key,
            matched_until=since,
        )
    SavedSearch.objects.bulk_create(rows.values(), batch_size=5_000)
    with connection.cursor() as database:
        database.execute("analyze jobs_savedsearch")


def _combinations(chance: random.Random) -> list[Criteria]:
    titles = VacancySearch.objects.values("title").annotate(n=Count("pk")).order_by("-n", "title")
    typed = zipf([row["title"].lower() for row in titles])
    known = lists.current()
    districts = zipf(list(known.districts))
    made: dict[str, Criteria] = {}
    for _number in range(DIFFERENT):
        words = typed(chance).split() if chance.random() < TYPED_WORDS else []
        pairs = [("q", " ".join(words[: chance.choice((1, 1, 2, 3))]))]
        for param, share, values in (
            ("kecamatan", IN_DISTRICT, districts),
            ("pendidikan", EDUCATED, zipf(["sma", "smp", "s1", "d3", "sd"])),
            ("jenis", KIND, zipf(["full_time", "contract", "daily", "part_time", "internship"])),
            ("upah", PAID, zipf(["3", "4", "2", "5"])),
        ):
            if chance.random() < share:
                pairs.append((param, values(chance)))
        query = QueryDict(mutable=True)
        for name, value in pairs:
            query.appendlist(name, value)
        search, _notes = criteria.read(query, known)
        if not search.is_empty:
            made.setdefault(search.hits_key, search)
    return list(islice(made.values(), DIFFERENT))
