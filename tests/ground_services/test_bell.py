"""The bell: a broker that is dead or hangs costs a request little once, and then nothing."""

import time
from collections.abc import Iterator

import pytest
from celery import current_app
from kombu import pools

from sikas import bell
from sikas.breaker import Breaker
from sikas.tasks import canary
from tests.redis_server import RedisServer

REST = 0.2  # seconds


@pytest.fixture
def broker(redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[RedisServer]:
    connection = current_app.connection_for_write(
        url=f"redis+socket://{redis_server.folder}/redis.sock", transport_options=bell.OPTIONS
    )
    producers = pools.producers[connection]
    monkeypatch.setattr(bell, "_producers", lambda: producers)
    monkeypatch.setattr(bell, "_broker", Breaker(REST))
    yield redis_server
    producers.force_close_all()


def test_living_broker_takes_the_bell(broker):
    assert bell.ring(canary) is True


def test_dead_broker_is_noticed_once_and_heard_again_when_it_returns(broker, caplog):
    assert bell.ring(canary) is True
    broker.kill()
    start = time.perf_counter()
    assert [bell.ring(canary) for _ in range(50)] == [False] * 50
    assert time.perf_counter() - start < 3 * bell.PUBLISH_TIMEOUT
    assert caplog.text.count("does not answer") == 1
    broker.start()
    time.sleep(REST)
    assert bell.ring(canary) is True


def test_hanging_broker_costs_one_short_wait(broker):
    bell._broker._rest = 60
    assert bell.ring(canary) is True
    broker.hang()
    start = time.perf_counter()
    assert bell.ring(canary) is False
    first = time.perf_counter() - start
    start = time.perf_counter()
    assert [bell.ring(canary) for _ in range(50)] == [False] * 50
    assert first < 4 * bell.PUBLISH_TIMEOUT
    assert time.perf_counter() - start < first


def test_breaker_lets_one_caller_try_when_the_rest_is_over():
    breaker = Breaker(rest_seconds=0.05)
    assert breaker.allows()
    assert breaker.failed() is True
    assert breaker.failed() is False
    assert not breaker.allows()
    time.sleep(0.06)
    assert [breaker.allows() for _ in range(3)] == [True, False, False]
    assert breaker.succeeded() is True
    assert breaker.succeeded() is False
    assert [breaker.allows() for _ in range(3)] == [True, True, True]
