"""What everything stands on: start, memory, and what a page without data costs."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import requests

from sikas.accounts.models import User
from tests import databases
from tests.bench import cpu
from tests.bench.portal import database, environment, portal
from tests.bench.registry import Result, benchmark
from tests.harness import granian

GIVE_UP = 900  # seconds


@benchmark("ground")
def pages() -> Iterator[Result]:
    """CPU of a page, application and database together, beside a page that does nothing."""
    with database() as name, portal(name) as running:
        user = User.objects.create_user(name="Butet", email="butet@contoh.id")
        nothing = running.milliseconds(running.client(), "/healthz")
        anonymous = running.milliseconds(running.client(), "/")
        signed_in = running.milliseconds(running.client(user), "/")
        yield Result("ground.healthz_cpu", nothing, "ms")
        yield Result("ground.anonymous_cpu", anonymous, "ms", 4)
        yield Result("ground.signed_in_cpu", signed_in, "ms", 4)
        yield Result("ground.anonymous_to_healthz", anonymous / nothing, "x")
        yield Result("ground.web_worker_memory", cpu.resident_mib(running.worker()), "MiB", 60)


@benchmark("ground")
def first_page() -> Iterator[Result]:
    """Seconds from the start of the web server to its first page."""
    with database() as name:
        began = time.perf_counter()
        with granian(environment(name), workers=1) as running:
            requests.get(running.url, timeout=30).raise_for_status()
            yield Result("ground.first_page", time.perf_counter() - began, "s", 1.5)


@benchmark("ground")
def from_clone() -> Iterator[Result]:
    """Seconds from a fresh clone in a bare environment to the first page of `make run`."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "sikas"
        began = time.perf_counter()
        subprocess.run(["git", "clone", "-q", databases.ROOT, clone], check=True)
        port = _free_port()
        log = (Path(folder) / "log").open("w")
        bare = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": os.environ["HOME"]}
        run = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=clone,
            env=bare | {key: value for key, value in os.environ.items() if key.startswith("PIP_")},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _wait_for_page(f"http://localhost:{port}/", run)
            yield Result("ground.clone_to_first_page", time.perf_counter() - began, "s")
        finally:
            os.killpg(run.pid, signal.SIGTERM)
            run.wait(60)
            log.close()
            shutil.rmtree(clone, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for_page(url: str, run: subprocess.Popen) -> None:
    deadline = time.monotonic() + GIVE_UP
    while time.monotonic() < deadline and run.poll() is None:
        try:
            if requests.get(url, timeout=5).ok:
                return
        except requests.RequestException:
            time.sleep(0.2)
    raise RuntimeError("make run did not show a page")
