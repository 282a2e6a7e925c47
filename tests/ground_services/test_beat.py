"""Jobs of the timetable run once for all beats, and again after a failure."""

import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from celery import current_app
from celery.signals import beat_init
from django.db import connection
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from sikas import beat
from sikas.beat import seconds_since, single_run

PERIOD = timedelta(seconds=60)


def counting_job() -> tuple[Callable[[], None], list[float]]:
    """Return a job under a name of its own, and the times of its runs."""
    runs: list[float] = []

    def job() -> None:
        runs.append(time.monotonic())
        time.sleep(0.1)

    job.__name__ = uuid.uuid4().hex
    return single_run(every=PERIOD)(job), runs


def tick_in_threads(job, count: int = 10) -> None:
    barrier = threading.Barrier(count)

    def tick(_: int) -> None:
        try:
            barrier.wait()
            job()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        list(pool.map(tick, range(count)))


@pytest.mark.django_db(transaction=True)
def test_ten_beats_at_once_run_a_job_once():
    job, runs = counting_job()
    tick_in_threads(job)
    assert len(runs) == 1


@pytest.mark.django_db(transaction=True)
def test_ten_beats_without_the_lock_run_it_more_often(monkeypatch):
    """Negative control: the ticks really meet."""
    monkeypatch.setattr(beat, "_START", "select true")
    job, runs = counting_job()
    monkeypatch.setattr(beat, "_LOCK", "select %s is not null")
    monkeypatch.setattr(beat, "_UNLOCK", "select %s")
    tick_in_threads(job)
    assert len(runs) == 10


@pytest.mark.django_db
def test_second_beat_with_any_offset_adds_no_runs(clock):
    job, runs = counting_job()
    for _ in range(5):
        job()
        clock.move(PERIOD * 0.3)
        job()
        clock.move(PERIOD * 0.7)
    assert len(runs) == 5


@pytest.mark.django_db
def test_failed_job_runs_again_at_the_next_tick():
    runs = []

    @single_run(every=PERIOD)
    def job_that_fails_first() -> None:
        runs.append(1)
        if len(runs) == 1:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        job_that_fails_first()
    job_that_fails_first()
    job_that_fails_first()
    assert len(runs) == 2


@pytest.mark.django_db
def test_age_of_a_job_is_known(clock):
    assert seconds_since("unknown") is None
    job, _ = counting_job()
    job()
    clock.move(timedelta(seconds=90))
    age = seconds_since(f"{__name__}.{job.__name__}")
    assert age is not None
    assert 90 <= age < 95


@pytest.mark.django_db
def test_timetable_of_the_code_is_the_only_one():
    interval = IntervalSchedule.objects.create(every=1, period="days")
    for name in ("canary", "removed"):
        PeriodicTask.objects.create(name=name, task="x", interval=interval)
    beat_init.send(sender=None)
    assert [task.name for task in PeriodicTask.objects.all()] == ["canary"]


def test_every_job_of_the_timetable_exists():
    current_app.loader.import_default_modules()
    tasks = {entry["task"] for entry in current_app.conf.beat_schedule.values()}
    assert tasks <= current_app.tasks.keys()


def test_visibility_timeout_is_the_same_in_all_places_and_above_the_limits():
    conf = current_app.conf
    timeouts = {
        conf.visibility_timeout,
        conf.broker_transport_options["visibility_timeout"],
        conf.result_backend_transport_options["visibility_timeout"],
    }
    assert timeouts == {900}
    assert conf.task_soft_time_limit < conf.task_time_limit < 900
