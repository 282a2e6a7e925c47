"""The breaker: a host that fails is left alone by all, and one caller tries it again."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integration.enums import Trouble
from integration.kemnaker import breaker, http
from integration.models import Host
from integration.ports import PermanentError, RateLimitedError, RestingError, TransientError
from sikas.clock import DatabaseNow
from tests.integration.raw_server import reply

BROKEN, WELL = reply({}, 500), reply([1])
CALLERS = 8


@pytest.fixture(autouse=True)
def _one_try(monkeypatch):
    monkeypatch.setattr(http, "TRIES", 1)


def fail(ask, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(TransientError) as caught:
            ask(BROKEN)
        assert caught.value.trouble == Trouble.SERVER


def rest(ask) -> float:
    """Return how many seconds we are told to wait, without a request."""
    with pytest.raises(RestingError) as caught:
        ask(WELL)
    assert (caught.value.trouble, caught.value.cause) == (Trouble.RESTING, Trouble.SERVER)
    assert caught.value.detail.endswith("Server Kemnaker sedang rusak")
    return round(caught.value.seconds)


def test_host_that_fails_five_times_is_left_alone_longer_each_time(ask, raw_server, clock):
    fail(ask, breaker.FAILURES)
    for seconds in (60, 120, 240, 480, 900, 900):
        asked = len(raw_server.requests)
        assert rest(ask) == seconds
        assert len(raw_server.requests) == asked
        assert Host.objects.resting().exists()
        clock.move(timedelta(seconds=seconds + 1))
        fail(ask)
    assert Host.objects.get().failures == 11
    clock.move(timedelta(seconds=901))
    for _ in range(2):
        assert ask(WELL).data == [1]
    host = Host.objects.get()
    assert (host.failures, host.opened_until) == (0, None)
    assert (host.last_trouble, host.last_detail) == (Trouble.SERVER, "HTTP 500")
    fail(ask, breaker.FAILURES - 1)
    assert ask(WELL).data == [1]


@pytest.mark.parametrize("status", [302, 404, 422, 429])
def test_answer_that_refuses_is_no_failure(ask, status):
    fail(ask, breaker.FAILURES - 1)
    with pytest.raises(Exception, match=str(status)):
        ask(reply({}, status))
    fail(ask, breaker.FAILURES - 1)
    assert ask(WELL).data == [1]


def test_what_only_somebody_can_put_right_is_noted_and_does_not_open_it(db):
    for _ in range(breaker.FAILURES + 1):
        with pytest.raises(PermanentError), breaker.guarding("a.example"):
            raise PermanentError(Trouble.TLS, "SSLCertVerificationError")
    host = Host.objects.get()
    assert (host.failures, host.opened_until) == (0, None)
    assert (host.last_trouble, host.last_detail) == (Trouble.TLS, "SSLCertVerificationError")


def test_trial_that_ends_so_prolongs_the_rest(ask, raw_server, clock):
    fail(ask, breaker.FAILURES)
    clock.move(timedelta(seconds=61))
    with pytest.raises(PermanentError), breaker.guarding(f"127.0.0.1:{raw_server.port}"):
        raise PermanentError(Trouble.TLS)
    with pytest.raises(RateLimitedError) as caught:
        ask(WELL)
    assert round(caught.value.seconds) == 120


def test_one_who_asked_before_it_opened_does_not_prolong_the_rest(ask, raw_server):
    name = f"127.0.0.1:{raw_server.port}"
    asked_before = breaker._admit(name)
    fail(ask, breaker.FAILURES)
    opened_until = Host.objects.get().opened_until
    breaker._failed(name, asked_before, TransientError(Trouble.RESET))
    host = Host.objects.get()
    assert (host.failures, host.opened_until) == (breaker.FAILURES, opened_until)
    assert host.last_trouble == Trouble.RESET


def test_caller_that_died_while_trying_is_replaced(ask, raw_server, clock):
    fail(ask, breaker.FAILURES)
    clock.move(timedelta(seconds=61))
    assert breaker._admit(f"127.0.0.1:{raw_server.port}").trying
    assert rest(ask) == breaker.TRIAL
    clock.move(timedelta(seconds=breaker.TRIAL + 1))
    assert ask(WELL).data == [1]


def test_success_is_written_once_a_minute(ask, clock):
    def writes() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ask(WELL)
        return sum("insert into integration_host " in query["sql"] for query in queries)

    assert [writes(), writes(), writes()] == [1, 0, 0]
    clock.move(timedelta(seconds=61))
    assert [writes(), writes()] == [1, 0]


def admitted_at_once(host: str) -> int:
    """Let callers come at the same moment; return how many may ask."""
    start = threading.Barrier(CALLERS)

    def come(_number: int) -> bool:
        try:
            connection.ensure_connection()
            start.wait()
            breaker._admit(host)
        except RateLimitedError:
            return False
        else:
            return True
        finally:
            connection.close()

    Host.objects.update_or_create(
        name=host, defaults={"failures": 5, "opened_until": DatabaseNow() - timedelta(seconds=1)}
    )
    with ThreadPoolExecutor(CALLERS) as pool:
        return sum(pool.map(come, range(CALLERS)))


@pytest.mark.django_db(transaction=True)
def test_one_caller_tries_when_the_rest_is_over(monkeypatch):
    assert [admitted_at_once("a.example") for _ in range(3)] == [1, 1, 1]
    # Negative control: without the guard in the statement, several would.
    monkeypatch.setattr(
        breaker, "_TRY", breaker._TRY.replace("opened_until <= sikas_now()", "true")
    )
    assert max(admitted_at_once("a.example") for _ in range(3)) > 1
