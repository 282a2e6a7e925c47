"""With worker, beat and Redis gone a fair opens, takes applications and closes on time."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client as Browser

from jobfair.models import Entry
from tests.jobfair.fairs import FairFactory, position_in
from tests.jobs.applicants import account_of, ready_seeker

NOWHERE = "unix:///nowhere/redis.sock?db=0"


@pytest.fixture
def without_redis(monkeypatch):
    """Let the server that starts next find nothing but PostgreSQL."""
    monkeypatch.setenv("REDIS_URL", NOWHERE)
    monkeypatch.setenv("CACHE_URL", NOWHERE)


def test_fair_keeps_its_hours_without_redis_worker_and_beat(without_redis, portal, clock):
    fair = FairFactory.create(coming=True)
    first, second = position_in(fair), position_in(fair)
    browser, client = Browser(), portal.client()
    browser.force_login(account_of(ready_seeker()))
    name = settings.SESSION_COOKIE_NAME
    client.cookies.set(name, browser.cookies[name].value)

    def send(position):
        client.get("/akun/keluar/")  # a page with a form's token
        path = f"{fair.get_absolute_url()}jabatan/{position.pk}/"
        page = client.get(path).text
        return client.submit(f"{path}lamar/", {"key": ""}), page

    assert "belum dihitung" in client.get(fair.get_absolute_url()).text
    answer, page = send(first)
    assert (answer.status_code, "Simpan jadwal" in page) == (409, True)
    clock.move(timedelta(days=1, seconds=1))
    answer, page = send(first)
    assert (answer.status_code, "Jatah Anda" in page) == (302, True)
    assert "sisa 14 dari 15" in client.get(answer.headers["Location"]).text
    clock.move(timedelta(days=7))
    answer, page = send(second)
    assert (answer.status_code, "sedang dicatat" in page) == (410, True)
    assert Entry.objects.count() == 1
