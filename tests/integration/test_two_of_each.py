"""Two workers and two beats, as processes: a stream is read once, not twice."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

import pytest
import redis
from celery import current_app
from django.conf import settings
from django.db import connection
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from integration.enums import Kind
from integration.models import Stream, SyncRun
from integration.tasks import pull_due, pull_stream
from sikas.clock import now
from tests import databases
from tests.harness import stop
from tests.simulator.running import KEYS

PATIENCE = 60  # seconds
WORKER = "worker --queues default,sync --concurrency 1 --without-gossip --without-mingle"
BEAT = "beat --pidfile= --max-interval 1"


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@contextmanager
def celery(simulator, command: str) -> Iterator[None]:
    environment = os.environ | KEYS | {
        "DJANGO_SETTINGS_MODULE": "tests.server_settings",
        "HARNESS_DATABASE": str(connection.settings_dict["NAME"]),
        "REDIS_URL": settings.REDIS_URL,
        "CACHE_URL": settings.REDIS_URL,
        "MINISTRY_URL": simulator.url,
        "MINISTRY_PARTNER_URL": simulator.url,
        "MINISTRY_RATE": "1000",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "celery", "--app", "sikas", *command.split()],
        cwd=databases.ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        stop(process, seconds=0)


def readings(simulator) -> int:
    """Return how often somebody began to read, as the ministry saw it."""
    return sum("/v1/companies/snapshot" in one["path"] for one in simulator.requests())


def idle(broker: redis.Redis) -> bool:
    """Tell whether nothing waits and nothing is being done."""
    return not (broker.llen("default") or broker.llen("sync") or broker.hlen("unacked"))


@pytest.fixture
def ministry(own_database, simulator):
    """Return a ministry of one page, which takes its time; the stream is due, bells wait."""
    simulator.put("companies", "c1")
    simulator.fault("F1", endpoint="snapshot", seconds=1)
    Stream.objects.filter(kind=Kind.COMPANIES).update(is_pulled=True)
    current_app.control.purge()
    pull_due.delay()
    pull_due.delay()
    yield simulator
    current_app.control.purge()


def read_by_two(ministry, *others: str, careless: str = "") -> None:
    """Let two workers, and others, do what the bells say; then ring late."""
    with ExitStack() as running:
        for command in (f"{WORKER} {careless}", f"{WORKER} {careless}", *others):
            running.enter_context(celery(ministry, command))
        until(lambda: Stream.objects.get(kind=Kind.COMPANIES).last_success_at)
        for _ in range(4):
            pull_stream.delay(Kind.COMPANIES)
        with redis.Redis.from_url(settings.REDIS_URL) as broker:
            until(lambda: idle(broker))


def test_two_beats_and_two_workers_read_once(ministry):
    minute = IntervalSchedule.objects.create(every=60, period="seconds")
    tick = PeriodicTask.objects.create(  # beats that start find it overdue
        name="pull-due",
        task=pull_due.name,
        interval=minute,
        last_run_at=now() - timedelta(minutes=2),
    )
    read_by_two(ministry, BEAT, BEAT)
    tick.refresh_from_db()
    assert tick.total_run_count
    assert SyncRun.objects.count() == 1
    assert readings(ministry) == 1


def test_two_workers_without_the_guards_read_more_often(ministry):
    """Negative control: bells really come more often than a stream is due."""
    read_by_two(ministry, careless="-I tests.integration.careless")
    assert readings(ministry) > 1
