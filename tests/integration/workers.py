"""Worker processes of a test: one pulls, and may be killed or stopped at a named point."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from integration.enums import Kind
from sikas.processes import bound
from tests.databases import ROOT
from tests.harness import stop, unmeasured

PATIENCE = 30  # seconds
WHERE = ("NAME", "HOST", "PORT", "USER", "PASSWORD")


class Workers:
    """Makes workers, one at a time, on the database that the test sees.

    `code` is what the last one returned: 1 when its task raised.
    """

    code = 0

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def start(self, kind: Kind, ministry: dict[str, Any], **trap: Any) -> int:
        """Start a worker that pulls a kind; return its number."""
        database = {name: connection.settings_dict[name] for name in WHERE}
        order = {"database": database, "kind": kind, "ministry": ministry} | trap
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return self._said()["pid"]

    def end(self) -> int:
        """Wait until the worker is over; return the signal that ended it, or 0."""
        said = self._said()
        self.code = said["code"]
        return said["signal"]

    def kill(self, kind: Kind, ministry: dict[str, Any], point: str, nth: int = 1) -> bool:
        """Let a worker pull and die at a point; return whether it came there."""
        trap = {"point": point, "nth": nth, "deed": "SIGKILL"}
        self.start(kind, ministry, **trap)
        return self.end() == signal.SIGKILL

    def _said(self) -> dict[str, int]:
        assert self._process.stdout
        return json.loads(self._process.stdout.readline())


@contextmanager
def foundry(**variables: str) -> Iterator[Workers]:
    """Start a process that makes workers."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.server_settings",
        "HARNESS_DATABASE": str(connection.settings_dict["NAME"]),
        "REDIS_URL": os.environ["REDIS_URL"],
    }
    process = subprocess.Popen(
        bound([sys.executable, "-m", "tests.integration.foundry"], signal_name="TERM"),
        cwd=ROOT,
        env=unmeasured() | environment | variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield Workers(process)
    finally:
        stop(process, seconds=0)
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()


def until(condition: Callable[[], object]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def stands_still(process: int) -> bool:
    """Tell whether a process was stopped."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "T"
