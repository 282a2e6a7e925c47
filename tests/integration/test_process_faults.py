"""What happens to processes while a feed is read: a worker, Redis or PostgreSQL goes."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection

from integration import pull as pulling
from integration.enums import Kind, Trouble
from integration.kemnaker import budget
from integration.models import RemoteRecord, Stream, SyncRun
from integration.streams import LEASE
from jobs.models import Vacancy
from sikas import embedded
from sikas.breaker import Breaker
from tests.clock import bent_clock
from tests.factories import UserFactory
from tests.integration.exchange import PAGE, Exchange, configuration, know_industries
from tests.integration.invariants import heals, holds
from tests.integration.own_postgres import OwnPostgres
from tests.integration.twins import go_on, picture
from tests.integration.workers import Workers, foundry
from tests.redis_server import RedisServer
from tests.seekers.places import make_village

SMALL = 3 * PAGE + 1  # records: four pages
PATIENCE = 30  # seconds
SESSIONS = """
select state from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
"""
# Where a worker stands when its database ends, and the how manieth time it comes there.
MOMENTS = {
    "in the run's first transaction": 1,
    "after a page has come": 2,
    "after the judgement": 2,
    "after the checkpoint": 2,
    "after a page's commit": 2,
    "after the last statement": 1,
    "search rows made, not committed": 1,
    "before drift is noted": 1,
}
ENDINGS, LONGEST_LIFE = 10, 0.3  # at random; seconds of a worker until its database ends


@pytest.fixture
def own_postgres(own_database) -> Iterator[OwnPostgres]:
    """Let the test see its database on a server that it may end."""
    before = dict(connection.settings_dict)
    server = OwnPostgres()
    try:
        server.start()
        server.copy(connection.get_connection_params())
        connection.close()
        connection.settings_dict.update(HOST=str(server.folder), PORT="", USER=embedded.NAME)
        yield server
    finally:
        connection.close()
        connection.settings_dict.update(before)
        server.remove()


@pytest.fixture
def exchange(own_database, simulator, connect) -> Iterator[Exchange]:
    """Return national vacancies on a database that other processes see too."""
    make_village()
    know_industries()
    with bent_clock() as clock:
        made = Exchange(simulator, clock, Kind.VACANCIES)
        made.fill(SMALL)
        yield made


@pytest.fixture
def workers(exchange) -> Iterator[Workers]:
    with foundry() as made:
        yield made


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def stands_still(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def written(kind: Kind) -> tuple[Any, ...]:
    """Return all that a worker writes of a reading."""
    runs = list(SyncRun.objects.order_by("pk").values())
    return picture(kind), runs, Stream.objects.filter(kind=kind).values().get()


def wake_up_overtaken(exchange: Exchange, workers: Workers, *, careless: bool = False) -> bool:
    """Let a worker stand still, be overtaken and go on; return whether it wrote anything."""
    trap = {"point": "before a page is written", "nth": 2, "deed": "SIGSTOP", "careless": careless}
    worker = workers.start(exchange.kind, configuration(exchange.simulator.url), **trap)
    until(lambda: stands_still(worker))
    assert SyncRun.objects.get().pages == 1
    exchange.stir()
    exchange.turn()
    assert SyncRun.objects.get().pages == 1, "its lease is not over"
    exchange.pass_by((LEASE + timedelta(minutes=1)).total_seconds())
    exchange.run()
    before = written(exchange.kind)
    os.kill(worker, signal.SIGCONT)
    assert workers.end() == 0
    return written(exchange.kind) != before


def test_worker_that_was_overtaken_writes_nothing(exchange, workers):
    assert not wake_up_overtaken(exchange, workers)
    for _ in range(2):
        exchange.run()
    holds(exchange.kind, exchange.contents())


def test_worker_that_was_overtaken_writes_without_the_fence(exchange, workers):
    """Negative control: what wakes up really tries to write."""
    assert wake_up_overtaken(exchange, workers, careless=True)


def test_no_transaction_waits_for_the_ministry(exchange, workers):
    """What was read before is written meanwhile, and then nothing is open."""
    simulator = exchange.simulator
    number = simulator.fault("F1", endpoint="catalogue", skip=1, times=1, seconds=0.7)
    workers.start(exchange.kind, configuration(simulator.url))
    until(lambda: fired(simulator, number) and SyncRun.objects.filter(pages=1))
    asked, states = len(simulator.requests()), []
    while True:
        with connection.cursor() as cursor:
            cursor.execute(SESSIONS)
            found = [state for (state,) in cursor.fetchall()]
        if len(simulator.requests()) > asked:
            break  # the answer is out: what was found last may be a page that is written
        states += found
    assert workers.end() == 0
    assert states
    assert set(states) == {"idle"}
    assert SyncRun.objects.get().received == SMALL + 1


def fired(simulator, number: int) -> int:
    """Return how many requests a fault has met."""
    return next(one["fired"] for one in simulator.state()["faults"] if one["id"] == number)


def test_redis_that_is_lost_while_a_feed_is_read_costs_nothing(
    connected, clock, settings, monkeypatch, caplog
):
    server = RedisServer()
    server.start()
    settings.REDIS_URL = server.url
    monkeypatch.setattr(budget, "_redis_rests", Breaker(0))
    exchange = Exchange(connected, clock, Kind.VACANCIES)
    exchange.fill(SMALL)
    fetch = pulling.fetch

    def losing(*asked: Any) -> Any:
        page = fetch(*asked)
        server.kill()
        return page

    monkeypatch.setattr(pulling, "fetch", losing)
    try:
        assert exchange.run().received == SMALL + 1
    finally:
        server.remove()
    holds(exchange.kind, exchange.contents())
    assert "No budget in Redis: ConnectionError" in caplog.messages


def settings_of_server() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('fsync'), current_setting('synchronous_commit')")
        return list(cursor.fetchone())


@pytest.mark.long
def test_postgres_that_ends_at_once_loses_nothing(own_postgres, exchange, workers):
    """What was committed is there when it is back; what was not comes with the next turn."""
    assert settings_of_server() == ["on", "on"]
    kind, ministry = exchange.kind, configuration(exchange.simulator.url)
    for point, nth in MOMENTS.items():
        exchange.stir()
        exchange.wait()
        worker = workers.start(kind, ministry, point=point, nth=nth, deed="SIGSTOP")
        until(partial(stands_still, worker))
        committed = written(kind)
        connection.close()
        own_postgres.end_at_once()
        own_postgres.start()
        assert written(kind) == committed, point
        os.kill(worker, signal.SIGCONT)
        assert (workers.end(), workers.code) == (0, 1), point
        assert exchange.stream.trouble in {"", Trouble.BROKEN}, point
        exchange.wait()
        go_on(kind)
        for _ in range(2):
            exchange.run()
        holds(kind, exchange.contents())
        assert Vacancy.objects.count() == RemoteRecord.objects.count()


@pytest.mark.long
def test_postgres_that_ends_at_any_moment_loses_nothing(own_postgres, exchange, workers):
    chance, officer = Random(82), UserFactory.create(staff=True)
    for _ in range(ENDINGS):
        exchange.stir()
        exchange.wait()
        workers.start(exchange.kind, configuration(exchange.simulator.url))
        time.sleep(chance.uniform(0, LONGEST_LIFE))
        connection.close()
        own_postgres.end_at_once()
        own_postgres.start()
        assert workers.end() == 0
    heals(exchange.kind, exchange.contents, exchange.run, officer)
    assert Vacancy.objects.count() == RemoteRecord.objects.count()
