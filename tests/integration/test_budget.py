"""The budget: never more requests than agreed, by all workers together, with or without Redis."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator

import pytest

from integration.enums import Trouble
from integration.kemnaker import budget, http
from integration.kemnaker.budget import PATIENCE, PROCESSES, Budget
from integration.ports import RateLimitedError, TransientError
from sikas.breaker import Breaker
from tests.databases import ROOT
from tests.integration.raw_server import reply
from tests.redis_server import RedisServer

# Takes turns until there are none, at a moment that does not pass; says how many it got.
TAKE_ALL = """
import sys
from django.conf import settings
url, host, rate = sys.argv[1:]
settings.configure(REDIS_URL=url)
from integration.kemnaker.budget import Budget
from integration.ports import RateLimitedError
budget = Budget(host, int(rate), now=lambda: 1000.0, sleep=lambda _: None)
turns = 0
try:
    while True:
        budget.take()
        turns += 1
except RateLimitedError:
    print(turns)
"""


class Time:
    """A clock that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.sleep_log: list[float] = []

    def read(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.sleep_log.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def own_redis(settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[RedisServer]:
    """Yield a Redis that the test may kill; a lost one is tried again at once."""
    monkeypatch.setattr(budget, "_redis_rests", Breaker(0))
    server = RedisServer()
    server.start()
    settings.REDIS_URL = server.url
    yield server
    server.remove()


def made(time: Time, rate: int = 2, host: str = "") -> Budget:
    return Budget(host or uuid.uuid4().hex, rate, now=time.read, sleep=time.sleep)


def turns(taker: Budget, time: Time, seconds: float) -> int:
    """Return how many turns somebody gets who asks all the time."""
    end, number = time.now + seconds, 0
    while time.now < end:
        taker.take()
        number += 1
    return number


def test_burst_is_followed_by_a_steady_pace(time):
    taker = made(time, rate=4)
    for _ in range(8):
        taker.take()
    assert time.sleep_log == [0.25] * 4
    time.now += 0.5
    for _ in range(3):
        taker.take()
    assert time.sleep_log == [0.25] * 5  # two were saved up
    time.now += 60
    for _ in range(5):
        taker.take()
    assert time.sleep_log == [0.25] * 6  # but never more than a burst


def test_turn_that_is_too_far_away_is_refused_and_not_taken(time):
    waits: list[float] = []
    queue = Budget(
        uuid.uuid4().hex, 2, now=time.read, sleep=waits.append
    )  # many wait at the same moment
    for _ in range(2 + 10):
        queue.take()
    assert waits[-1] == PATIENCE
    for _ in range(2):
        with pytest.raises(RateLimitedError) as caught:
            queue.take()
        assert (caught.value.trouble, caught.value.seconds) == (Trouble.BUDGET, PATIENCE + 0.5)
    time.now += 0.5
    queue.take()


def test_no_budget_is_no_request(time):
    with pytest.raises(RateLimitedError):
        made(time, rate=0).take()


def test_clock_that_goes_back_does_not_stop_everything(time):
    taker = made(time)
    for _ in range(3):
        taker.take()
    time.now -= 3600
    for _ in range(2):
        taker.take()
    assert time.sleep_log == [0.5, 0.5]  # the pace goes on, without a burst


def test_two_processes_share_one_budget(settings):
    def take_all(host: str, processes: int) -> int:
        command = [sys.executable, "-c", TAKE_ALL, settings.REDIS_URL, host, "20"]
        running = [
            subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, text=True)
            for _ in range(processes)
        ]
        return sum(int(process.communicate()[0]) for process in running)

    together = take_all(uuid.uuid4().hex, 2)
    assert abs(together - (20 + 20 * PATIENCE)) <= 1


def test_budget_is_kept_while_redis_is_gone_and_when_it_is_back(time, own_redis):
    taker = made(time)
    assert turns(taker, time, 60) == 2 + 120
    own_redis.kill()
    assert turns(taker, time, 60) == 60 * 2 / PROCESSES
    own_redis.start()
    assert 118 <= turns(taker, time, 60) <= 122


def test_processes_without_redis_do_not_take_more_than_the_budget(time, own_redis, monkeypatch):
    own_redis.kill()
    number = 0
    for _ in range(PROCESSES):  # each remembers nothing of the others
        monkeypatch.setattr(budget, "_shares", type(budget._shares)(budget._Share))
        number += turns(made(time, host="a.example"), time, 30)
    assert number <= 2 * 30


def test_share_of_a_process_is_refused_when_it_is_too_far_away(time, own_redis):
    own_redis.kill()
    queue = Budget("b.example", 2, now=time.read, sleep=time.sleep_log.append)
    for _ in range(2):
        queue.take()
    assert time.sleep_log == [2, 4]
    with pytest.raises(RateLimitedError) as caught:
        queue.take()
    assert caught.value.seconds == 6


def test_redis_that_is_back_is_used_again(time, own_redis, caplog):
    own_redis.kill()
    taker = made(time)
    taker.take()
    taker.take()
    own_redis.start()
    taker.take()
    assert time.sleep_log == [2, 2]
    assert [record.getMessage() for record in caplog.records] == [
        "No budget in Redis: ConnectionError"
    ]


def test_second_try_needs_a_turn_too(ask, raw_server, monkeypatch):
    monkeypatch.setattr(budget, "PATIENCE", 0)
    client = http.Server(raw_server.url, rate=1)
    raw_server.script = [reply({}, 500)]
    with pytest.raises(TransientError) as caught:
        client.get_json("test", "/", {})
    assert caught.value.trouble == Trouble.SERVER
    assert len(raw_server.requests) == 1
