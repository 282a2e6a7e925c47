"""What happens to processes while a feed is read: a worker stands still, or Redis goes."""

import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from integration import pull as pulling
from integration.enums import Kind
from integration.kemnaker import budget
from integration.models import SyncRun
from integration.streams import LEASE
from sikas.breaker import Breaker
from tests.clock import bent_clock
from tests.integration.exchange import PAGE, Exchange, configuration, know_industries
from tests.integration.invariants import holds
from tests.integration.twins import written
from tests.integration.workers import Workers, foundry, stands_still, until
from tests.redis_server import RedisServer
from tests.seekers.places import make_village

SMALL = 3 * PAGE + 1  # records: four pages
SESSIONS = """
select state from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
"""


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
