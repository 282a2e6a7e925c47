"""The race harness: a real server on a database of its own, and many real clients.

    def test_two_taps_make_one_account(portal):
        clients = [portal.client() for _ in range(10)]
        answers = race(clients, lambda client: client.post("/akun/daftar/", FORM))

A race test has a negative control: the same race with its guard left out must show the fault.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar
from urllib.parse import urljoin

import requests

from sikas.processes import bound
from tests import databases

START_SECONDS = 60  # on a busy machine
REQUEST_SECONDS = 60
STOP_SECONDS = 10  # a server that is still there after these is killed with its workers
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')

Answer = TypeVar("Answer")


class Client(requests.Session):
    """A browser without scripts: cookies, and the CSRF token of the page it looks at."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.token = ""

    def request(self, method, url, **options) -> requests.Response:  # type: ignore[override]
        """Send one request, relative to the portal; redirects are left to the test."""
        options.setdefault("allow_redirects", False)
        options.setdefault("timeout", REQUEST_SECONDS)
        answer = super().request(method, urljoin(self.base, url), **options)
        found = TOKEN.search(answer.text) if "html" in answer.headers["Content-Type"] else None
        if found:
            self.token = found[1]
        return answer

    def submit(self, path: str, form: dict[str, str]) -> requests.Response:
        """Post a form with the token of the page seen last."""
        return self.post(path, form | {"csrfmiddlewaretoken": self.token})


@dataclass(frozen=True)
class Portal:
    """A running server."""

    url: str
    process: subprocess.Popen

    def client(self) -> Client:
        """Return a new client without cookies."""
        return Client(self.url)


def race(clients: Sequence[Client], act: Callable[[Client], Answer]) -> list[Answer]:
    """Let every client act at the same moment; return what each of them got."""
    start = threading.Barrier(len(clients))

    def run(client: Client) -> Answer:
        start.wait()
        return act(client)

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(run, clients))


def bare_environment(data: Path) -> dict[str, str]:
    """Return what a process on a bare machine sees, with a data folder of its own.

    What measures coverage goes along.
    """
    measured = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE")}
    return {"PATH": os.environ["PATH"], "DATA_DIR": str(data)} | measured


def unmeasured() -> dict[str, str]:
    """Return our own variables without those that measure coverage."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


@contextmanager
def serve(database: str, **more: str) -> Iterator[Portal]:
    """Start the portal on a database of the tests, with more variables in its environment."""
    environment = more | {
        "DJANGO_SETTINGS_MODULE": "tests.server_settings",
        "HARNESS_DATABASE": database,
    }
    with granian(environment, workers=2) as portal:
        yield portal


@contextmanager
def granian(
    environment: dict[str, str], *, workers: int, log: IO[str] | None = None
) -> Iterator[Portal]:
    """Run the web server as production does, with these variables on top of our own.

    It is not measured: that would double what each request costs, and what only a walk has been
    through counts as covered by nobody.
    """
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", "4", "--workers-kill-timeout", "2", "--log-level", "warning"),
        "sikas.wsgi:application",
    ]
    process = subprocess.Popen(
        bound(command, signal_name="TERM"),  # a killed run leaves no server behind
        cwd=databases.ROOT,
        env=unmeasured() | environment,
        start_new_session=True,
        stdout=log,
        stderr=log,
    )
    try:
        _wait_until_open(port, process)
        yield Portal(f"http://localhost:{port}/", process)
    finally:
        stop(process)


def stop(process: subprocess.Popen, seconds: float = STOP_SECONDS) -> None:
    """End a server that leads its process group; what has not ended in time is killed."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    with suppress(ProcessLookupError):  # nobody of the group is left
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_open(port: int, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server of the harness did not start")
