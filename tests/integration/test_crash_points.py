"""A worker that is killed anywhere leaves the same rows as one that is not: real processes."""

import os
import signal
import time
from contextlib import suppress
from random import Random

import pytest
from django.db.models import F

from integration.enums import Kind, Mode, RunState
from integration.models import Stream, SyncRun
from tests import databases
from tests.clock import bent_clock
from tests.factories import UserFactory
from tests.integration.exchange import PAGE, VICTIMS, Exchange, configuration
from tests.integration.faults import PARTNERS
from tests.integration.invariants import heals, holds
from tests.integration.points import OF_WAITING, is_second_reading, passing, points
from tests.integration.twins import Twins, go_on
from tests.integration.workers import Workers, foundry

SMALL = 2 * PAGE + 3  # records: three pages
BETWEEN = {"between two slices"}
LONGEST_LIFE = 0.15  # seconds of a worker that is killed at random
SEQUENCES, STEPS = 25, 6  # of each kind; of each sequence
# `make test` has every third point of one kind.
CASES = [
    pytest.param(Kind.VACANCIES, 3, id="some"),
    *(pytest.param(kind, 1, marks=pytest.mark.long, id=kind.value) for kind in Kind),
]


@pytest.fixture
def twins(database_server, django_db_blocker, simulator, connect, request):
    """Return two databases that are connected with one ministry of a kind."""
    with (
        django_db_blocker.unblock(),
        database_server.copy() as calm,
        database_server.copy() as name,
        databases.connected_to(name),
        bent_clock() as clock,
    ):
        yield Twins(simulator, clock, request.param, calm)


@pytest.fixture
def workers(twins):
    with foundry() as made:
        yield made


def is_between_slices(kind: Kind) -> bool:
    """Tell whether a part of a closing is committed, and a part is not."""
    left = SyncRun.objects.filter(stream=kind, state=RunState.CLOSING, closed__gt=0)
    return left.filter(closed__lt=F("permitted")).exists()


@pytest.mark.parametrize(("twins", "step"), CASES, indirect=["twins"])
def test_whoever_goes_on_after_a_kill_leaves_the_same_rows(twins, workers, step):
    kind, disturbed = twins.kind, twins.disturbed
    ministry = configuration(disturbed.simulator.url)
    disturbed.fill(SMALL)
    for number, point in enumerate(points(kind)[::step]):
        is_whole, nth = passing(kind, number, point)
        if is_whole:
            twins.want_snapshot()
        disturbed.stir()
        if is_second_reading(kind, point):
            twins.run_calm()
            disturbed.run()
        twins.run_calm()
        disturbed.wait()
        assert workers.kill(kind, ministry, point, nth), point
        assert is_between_slices(kind) == (point in BETWEEN), point
        go_on(kind)
        for _ in range(2):  # one that is gone at a catalogue is gone after two readings
            twins.run_calm()
            disturbed.run()
        twins.assert_same()
        holds(kind, disturbed.contents())


@pytest.mark.long
@pytest.mark.parametrize("twins", PARTNERS, indirect=True)
def test_whoever_goes_on_after_a_kill_asks_for_what_waits(twins, workers):
    exchange, officer = twins.disturbed, UserFactory.create(staff=True)
    exchange.fill(SMALL)
    ministry = configuration(exchange.simulator.url)
    for point, nth in OF_WAITING.items():
        spoiled = exchange.simulator.put(exchange.kind.value, **VICTIMS[exchange.kind])["id"]
        exchange.pass_by(24 * 60 * 60)  # all is read, and it has not changed for long
        fault = exchange.simulator.fault("F12", "null", ids=[spoiled])
        assert exchange.run().quarantined == 1
        exchange.simulator.heal(fault)
        exchange.wait()
        assert workers.kill(exchange.kind, ministry, point, nth), point
        go_on(exchange.kind)
        runs = heals(exchange.kind, exchange.contents, exchange.run, officer)
        assert {run.mode for run in runs} == {Mode.CHANGES}


def disturb(exchange: Exchange, workers: Workers, chance: Random) -> None:
    """Do one thing that happens: at the ministry, on the way, or to a worker."""
    kind = exchange.kind.value
    match chance.choice(("stir", "kill", "kill", "kill", "fault", "snapshot", "turn")):
        case "stir":
            exchange.stir()
        case "kill":
            exchange.wait()
            worker = workers.start(exchange.kind, configuration(exchange.simulator.url))
            time.sleep(chance.uniform(0, LONGEST_LIFE))
            with suppress(ProcessLookupError):  # it was done
                os.kill(worker, signal.SIGKILL)
            workers.end()
        case "fault":
            name = chance.choice(("F2", "F4", "F5", "F6", "F9"))
            exchange.simulator.fault(name, kind=kind, times=2, skip=chance.randrange(3))
        case "snapshot":
            Stream.objects.filter(kind=exchange.kind).update(wants_snapshot=True)
        case "turn":
            exchange.turn()


@pytest.mark.long
@pytest.mark.parametrize("twins", Kind, indirect=True)
def test_workers_killed_at_any_moment_lose_nothing(twins, workers):
    exchange, officer = twins.disturbed, UserFactory.create(staff=True)
    exchange.fill(SMALL)
    for number in range(SEQUENCES):
        chance = Random(f"{exchange.kind} {number}")
        for _ in range(STEPS):
            disturb(exchange, workers, chance)
        exchange.simulator.heal()
        heals(exchange.kind, exchange.contents, exchange.run, officer)
