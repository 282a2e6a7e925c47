"""New keys for 100,000 NIKs while the portal answers."""

import base64
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from io import StringIO

from django.conf import settings
from django.core.management import call_command

from tests import databases
from tests.bench.portal import database, environment, portal
from tests.bench.registry import Result, benchmark
from tests.harness import Client

ROWS = 100_000
OLD = b"o" * 32


@benchmark("people")
def rotation() -> Iterator[Result]:
    """Seconds and rows a second of rotate_nik_keys, and what a visitor noticed meanwhile."""
    with database() as name:
        _seal_under_an_old_key()
        with portal(name) as running:
            stop, waits = threading.Event(), list[float]()
            visitor = threading.Thread(target=_visit, args=(running.client(), stop, waits))
            visitor.start()
            began = time.perf_counter()
            try:
                _rotate(name)
            finally:
                spent = time.perf_counter() - began
                stop.set()
                visitor.join()
    yield Result(f"people.rotation_{ROWS}", spent, "s", 120)
    yield Result("people.rotation_rate", ROWS / spent, "rows/s")
    yield Result("people.rotation_requests", len(waits), "answers")
    yield Result("people.rotation_page.p95", statistics.quantiles(waits, n=20)[-1], "ms", 200)


def _seal_under_an_old_key() -> None:
    ours = settings.SEALING_KEYS, settings.BLIND_INDEX_KEYS
    settings.SEALING_KEYS, settings.BLIND_INDEX_KEYS = {"old": OLD}, {"b": OLD}
    try:
        call_command("demo", seekers=ROWS, stdout=StringIO())
    finally:
        settings.SEALING_KEYS, settings.BLIND_INDEX_KEYS = ours


def _rotate(name: str) -> None:
    """Run the command in a process that knows the old key too; its place keeps the old index."""
    variables = environment(name)
    variables["SEALING_KEYS"] += f",old:{base64.urlsafe_b64encode(OLD).decode()}"
    subprocess.run(
        [sys.executable, "manage.py", "rotate_nik_keys", "--commit"],
        cwd=databases.ROOT,
        env=os.environ | variables,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _visit(client: Client, stop: threading.Event, waits: list[float]) -> None:
    number = 0
    while not stop.is_set():
        number += 1
        began = time.perf_counter()
        status = client.get(f"/lowongan/?q=kasir{number}").status_code
        waits.append((time.perf_counter() - began) * 1000)
        if status != 200:
            raise RuntimeError(f"the portal answered {status}")
