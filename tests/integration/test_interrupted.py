"""Ctrl-C in `manage.py sync_pull`, as a process: it does not wait for the ministry's answer."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from integration.enums import Kind, RunState
from integration.models import Stream, SyncRun
from integration.streams import taken
from integration.tasks import pull_stream
from jobs.models import Vacancy
from tests.databases import ROOT
from tests.harness import stop, unmeasured
from tests.integration.exchange import PAGE, configuration
from tests.integration.workers import until
from tests.simulator.running import KEYS, running

SIZE = 2 * PAGE  # records: two pages
SLOW = 20  # seconds of the second answer: within the client's deadline
PATIENCE = 60  # seconds


@pytest.fixture
def slow(own_database):
    """Yield a ministry whose second page comes late; it ends with the test."""
    with running("--empty") as simulator:
        simulator.populate(vacancies=SIZE)
        simulator.fault("F1", endpoint="catalogue", skip=1, times=1, seconds=SLOW)
        yield simulator


@pytest.fixture
def command(slow):
    """Yield the command, which commits."""
    environment = KEYS | {
        "DJANGO_SETTINGS_MODULE": "tests.server_settings",
        "HARNESS_DATABASE": str(connection.settings_dict["NAME"]),
        "REDIS_URL": settings.REDIS_URL,
        "MINISTRY_URL": slow.url,
        "MINISTRY_RATE": "1000",
        "MINISTRY_PAGE_SIZE": str(PAGE),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "sync_pull", "vacancies", "--commit"],
        cwd=ROOT,
        env=unmeasured() | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        stop(process, seconds=0)


def test_interrupted_command_leaves_before_the_ministry_answers(slow, command, settings):
    until(lambda: SyncRun.objects.filter(pages=1) and slow.state()["faults"][0]["fired"])
    os.kill(command.pid, signal.SIGINT)
    out, err = command.communicate(timeout=PATIENCE)
    assert len(slow.requests()) == 1, "it waited for the answer"
    assert command.returncode == 130
    assert out.splitlines()[-1].split()[:5] == ["Lowongan", "nasional", "Seluruh", "katalog", "10"]
    assert "Dihentikan. Yang tersimpan tetap ada" in err
    assert "Traceback" not in err
    run, stream = SyncRun.objects.get(), Stream.objects.get(kind=Kind.VACANCIES)
    assert (run.state, run.received) == (RunState.RUNNING, PAGE)
    assert (stream.trouble, stream.failures, stream.leased_until) == ("", 0, None)
    with taken(Kind.VACANCIES) as fence:
        assert fence
    Stream.objects.update(is_pulled=True)
    settings.MINISTRY = settings.MINISTRY | configuration(slow.url)
    pull_stream(Kind.VACANCIES)
    run.refresh_from_db()
    assert (run.state, Vacancy.objects.count()) == (RunState.DONE, SIZE)
