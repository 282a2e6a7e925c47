"""/healthz and /readyz: what fails them, what only degrades them, what they keep to themselves."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from sikas import health
from sikas.tasks import canary
from tests import databases
from tests.notifications.messages import queue_code

HEALTHY = {
    "database": "ok",
    "migrations": "ok",
    "broker": "ok",
    "cache": "ok",
    "worker": "ok",
    "disk": "ok",
    "outbox": "ok",
    "ministry": "ok",
}


@pytest.fixture(autouse=True)
def _no_kept_answer():
    health._readiness.forget()
    yield
    health._readiness.forget()
    health._migrated.clear()


def readyz(expected_status: int = 200) -> dict:
    health._readiness.forget()
    answer = Client().get("/readyz", headers={"host": "10.0.0.7"})
    assert answer.status_code == expected_status
    assert answer["Cache-Control"] == "no-store"
    return answer.json()


def test_healthz_needs_no_database_no_known_host_and_sets_no_cookie():
    answer = Client().get("/healthz", headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert not answer.cookies


@pytest.mark.django_db
def test_everything_well_is_ready():
    canary()
    assert readyz() == {"status": "ready", "checks": HEALTHY}


@pytest.mark.django_db
def test_silent_worker_is_stale_or_never_seen(clock):
    assert readyz() == {"status": "degraded", "checks": HEALTHY | {"worker": "never"}}
    canary()
    clock.move(timedelta(seconds=health.WORKER_STALE_SECONDS + 1))
    assert readyz()["checks"]["worker"] == "stale"


@pytest.mark.django_db
def test_message_due_for_long_is_a_backlog(clock):
    queue_code()
    canary()
    assert readyz()["checks"]["outbox"] == "ok"
    clock.move(timedelta(minutes=6))
    assert readyz()["checks"]["outbox"] == "backlog"


@pytest.mark.django_db
def test_lost_redis_degrades_only(settings, monkeypatch):
    canary()
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(health, "_cache", lambda: "fallback")
    words = {"broker": "down", "cache": "fallback"}
    assert readyz() == {"status": "degraded", "checks": HEALTHY | words}


@pytest.mark.django_db
def test_full_disk_degrades_only(monkeypatch):
    canary()
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1, "total": 100}))
    assert readyz() == {"status": "degraded", "checks": HEALTHY | {"disk": "low"}}


@pytest.mark.django_db
def test_missing_migration_is_unavailable(monkeypatch):
    health._migrated.clear()
    newest = health._newest_migrations() | {("notifications", "9999_not_applied")}
    monkeypatch.setattr(health, "_newest_migrations", lambda: newest)
    answer = readyz(503)
    assert answer["status"] == "unavailable"
    assert answer["checks"]["migrations"] == "missing"


@pytest.mark.django_db
def test_migrations_are_read_once_when_complete(django_assert_num_queries):
    readyz()
    with django_assert_num_queries(4):  # select 1, the canary, the outbox, the exchange
        readyz()


def test_lost_database_is_unavailable(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), databases.connected_to("sikas_test_that_is_not_there"):
        answer = readyz(503)
    assert answer["status"] == "unavailable"
    assert answer["checks"]["database"] == "down"
    assert answer["checks"]["worker"] == "unknown"
    assert answer["checks"]["disk"] == "ok"
    assert connection.settings_dict["NAME"] not in str(answer)


@pytest.mark.django_db
def test_answer_is_used_again_for_a_moment(django_assert_num_queries):
    readyz()
    with django_assert_num_queries(0):
        assert Client().get("/readyz").status_code == 200
