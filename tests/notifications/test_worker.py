"""A real worker: it hears the bell, and when it is killed while sending, the message still goes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from sikas import logs
from sikas.notifications import delivery
from sikas.notifications.enums import State
from sikas.notifications.models import Message
from sikas.notifications.tasks import sweep
from tests import databases
from tests.notifications.messages import queue_text

PATIENCE = 60  # seconds


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@contextmanager
def worker(gateway_file: Path, log: Path) -> Iterator[subprocess.Popen]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.server_settings",
        "HARNESS_DATABASE": str(connection.settings_dict["NAME"]),
        "REDIS_URL": settings.REDIS_URL,
        "CACHE_URL": settings.REDIS_URL,
        "SMS_BACKEND": "tests.notifications.gateways.StuckOnceGateway",
        "TEST_GATEWAY_FILE": str(gateway_file),
        "LOG_FORMAT": "json",
    }
    command = "-m celery --app sikas worker --concurrency 1 --without-gossip --without-mingle"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", *command.split()],
            cwd=databases.ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen) -> None:
    """End the worker and its child as a lost machine would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.django_db(transaction=True)
def test_worker_killed_while_sending_loses_no_message(tmp_path, clock):
    sent, log = tmp_path / "sent", tmp_path / "log"
    message = queue_text()
    with worker(sent, log) as first:
        until(sent.exists)
        kill(first)
    message.refresh_from_db()
    assert message.state == State.SENDING
    clock.move(delivery.LEASE + timedelta(seconds=1))
    with worker(sent, log):
        token = logs.request_id.set("request-of-the-test")
        queue_text(key="2")
        logs.request_id.reset(token)
        sweep.delay()
        until(lambda: Message.objects.filter(state=State.SENT).count() == 2)
    keys = [line.split()[0] for line in sent.read_text().splitlines()]
    assert sorted(keys) == sorted([str(message.pk)] * 2 + [str(Message.objects.get(key="2").pk)])
    lines = log.read_text()
    assert '"request_id": "request-of-the-test"' in lines
    assert "123456" not in lines
