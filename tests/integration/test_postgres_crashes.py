"""PostgreSQL ends at once while a feed is read: what was committed stays, the rest comes again."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Any

import pytest
from django.db import connection

from integration.enums import Kind, RecordState, Trouble
from integration.models import RemoteCompany, RemoteRecord, RemoteSeeker, Stream
from jobs.models import Vacancy
from tests.clock import Clock, bent_clock
from tests.factories import UserFactory
from tests.integration.exchange import PAGE, Exchange, configuration, know_industries
from tests.integration.invariants import heals, holds
from tests.integration.own_postgres import OwnPostgres
from tests.integration.points import is_second_reading, passing, points
from tests.integration.twins import go_on, written
from tests.integration.workers import Workers, foundry, stands_still, until
from tests.seekers.places import make_village
from training.models import Programme

SMALL = 2 * PAGE + 3  # records: three pages
MIRRORS: dict[Kind, Any] = {
    Kind.VACANCIES: Vacancy,
    Kind.TRAININGS: Programme,
    Kind.COMPANIES: RemoteCompany,
    Kind.SEEKERS: RemoteSeeker,
}
LAST = {"before figures are compared", "before drift is noted"}  # all may be written by then
ENDINGS, LONGEST_LIFE = 10, 0.3  # at random; seconds of a worker until its database ends
# `make test` ends it once for each kind, on one database.
SOME = {
    Kind.VACANCIES: "after a page's commit",
    Kind.TRAININGS: "after a page's rows",
    Kind.COMPANIES: "after the checkpoint",
    Kind.SEEKERS: "after the last statement",
}
CASES = [
    pytest.param({kind: [point] for kind, point in SOME.items()}, id="some"),
    *(pytest.param({kind: points(kind)}, marks=pytest.mark.long, id=kind.value) for kind in Kind),
]


@pytest.fixture(scope="module")
def own_postgres(database_server, django_db_blocker) -> Iterator[OwnPostgres]:
    """Yield a server that tests may end."""
    server = OwnPostgres()
    try:
        server.start()
        with django_db_blocker.unblock(), database_server.copy() as name:
            server.take_over(connection.get_connection_params() | {"dbname": name})
        yield server
    finally:
        server.remove()


@pytest.fixture
def clock(own_postgres, django_db_blocker) -> Iterator[Clock]:
    """Yield the clock of a new database on that server, which the test sees."""
    with django_db_blocker.unblock(), own_postgres.database(), bent_clock() as bent:
        make_village()
        know_industries()
        yield bent


@pytest.fixture
def exchange_of(simulator, connect, clock) -> Callable[[Kind], Exchange]:
    """Return a function that gives a kind something to read."""

    def exchange_of(kind: Kind) -> Exchange:
        made = Exchange(simulator, clock, kind)
        made.fill(SMALL)
        return made

    return exchange_of


@pytest.fixture
def workers(clock) -> Iterator[Workers]:
    with foundry() as made:
        yield made


def settings_of_server() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('fsync'), current_setting('synchronous_commit')")
        return list(cursor.fetchone())


def end_and_start(server: OwnPostgres) -> None:
    connection.close()
    server.end_at_once()
    server.start()


def each_is_there_once(kind: Kind) -> None:
    known = RemoteRecord.objects.filter(kind=kind)
    if kind == Kind.SEEKERS:  # who is gone is forgotten
        known = known.filter(state=RecordState.LIVE)
    assert MIRRORS[kind].objects.count() == known.count()


def end_at(server: OwnPostgres, exchange: Exchange, workers: Workers, number: int, point: str):
    """End the database while a worker stands at a point, and let the worker go on after it."""
    kind = exchange.kind
    is_whole, nth = passing(kind, number, point)
    Stream.objects.filter(kind=kind).update(wants_snapshot=is_whole)
    exchange.stir()
    if is_second_reading(kind, point):
        exchange.run()
    exchange.wait()
    ministry = configuration(exchange.simulator.url)
    worker = workers.start(kind, ministry, point=point, nth=nth, deed="SIGSTOP")
    until(partial(stands_still, worker))
    committed = written(kind)
    end_and_start(server)
    assert written(kind) == committed, point
    os.kill(worker, signal.SIGCONT)
    assert workers.end() == 0, point
    assert workers.code == 1 or point in LAST, point
    assert exchange.stream.trouble in {"", Trouble.BROKEN}, point


@pytest.mark.parametrize("moments", CASES)
def test_what_was_committed_is_there_and_the_rest_comes_with_the_next_turns(
    own_postgres, exchange_of, workers, moments: dict[Kind, list[str]]
):
    assert settings_of_server() == ["on", "on"]
    for kind, found in moments.items():
        exchange = exchange_of(kind)
        for number, point in enumerate(found):
            end_at(own_postgres, exchange, workers, number, point)
            exchange.wait()
            go_on(kind)
            for _ in range(2):  # one that is gone at a catalogue is gone after two readings
                exchange.run()
            holds(kind, exchange.contents())
            each_is_there_once(kind)


@pytest.mark.long
@pytest.mark.parametrize("kind", Kind)
def test_nothing_is_lost_whenever_it_ends(own_postgres, exchange_of, workers, kind):
    exchange = exchange_of(kind)
    chance, officer = Random(f"{kind} 82"), UserFactory.create(staff=True)
    for _ in range(ENDINGS):
        exchange.stir()
        exchange.wait()
        workers.start(kind, configuration(exchange.simulator.url))
        time.sleep(chance.uniform(0, LONGEST_LIFE))
        end_and_start(own_postgres)
        assert workers.end() == 0
    heals(kind, exchange.contents, exchange.run, officer)
    each_is_there_once(kind)
