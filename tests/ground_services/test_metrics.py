"""/metrics: figures for who knows the token, nothing for anybody else."""

from datetime import timedelta

import pytest
from django.db import Error
from django.test import Client

from sikas import metrics
from sikas.tasks import canary
from tests.notifications.messages import queue_code

TOKEN = "token-of-the-test"

pytestmark = pytest.mark.django_db


def ask(token: str = f"Bearer {TOKEN}"):
    return Client().get("/metrics", headers={"host": "10.0.0.7", "authorization": token})


@pytest.fixture(autouse=True)
def _token(settings):
    settings.METRICS_TOKEN = TOKEN
    settings.ALLOWED_HOSTS = ["*"]


def test_figures_are_for_who_knows_the_token(settings):
    answer = ask()
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Cache-Control"] == "no-store"
    assert ask("Bearer x").status_code == 404
    assert ask("").status_code == 404
    settings.METRICS_TOKEN = ""
    assert ask("Bearer ").status_code == 404


def test_worker_and_outbox_are_counted(clock):
    assert "\nsikas_worker_canary_age_seconds " not in ask().content.decode()
    canary()
    queue_code()
    clock.move(timedelta(minutes=2))
    lines = ask().content.decode().splitlines()
    (age,) = [line for line in lines if line.startswith("sikas_worker_canary_age_seconds ")]
    assert 120 <= float(age.split()[1]) < 180
    (oldest,) = [line for line in lines if line.startswith("sikas_messages_oldest_seconds ")]
    assert float(oldest.split()[1]) >= 120


def test_lost_database_is_said(monkeypatch):
    def fail():
        raise Error

    monkeypatch.setattr(metrics, "_sources", [fail])
    assert ask().status_code == 503
