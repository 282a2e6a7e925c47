"""`make run`: one tree of processes that starts, serves, refuses a second start and ends clean."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from sikas.processes import marked
from sikas.supervisor import MARK
from tests.databases import ROOT
from tests.harness import bare_environment, free_port

END_SECONDS = 60


def start(folder: Path, port: str) -> subprocess.Popen[str]:
    """Start the portal as on a bare machine."""
    return subprocess.Popen(
        [sys.executable, "-m", "sikas.supervisor"],
        cwd=ROOT,
        env=bare_environment(folder) | {"PORT": port},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def lines_until_ready(process: subprocess.Popen[str]) -> list[str]:
    """Return what the portal says up to its address and sign-ins."""
    said = []
    for line in process.stdout or ():
        said.append(line)
        if "ready: http://localhost:" in line:
            return said
    raise AssertionError("the portal ended before it was ready:\n" + "".join(said))


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "a folder"


@pytest.fixture
def running(folder) -> Iterator[tuple[subprocess.Popen[str], str]]:
    port = str(free_port())
    process = start(folder, port)
    lines_until_ready(process)
    yield process, port
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=END_SECONDS)


def test_portal_serves_and_leaves_nothing_behind(running, folder):
    process, port = running
    address = f"http://localhost:{port}"
    for path in ("/", "/healthz", "/readyz", "/akun/masuk/"):
        assert requests.get(address + path, timeout=30).status_code == 200, path
    second = start(folder, str(free_port()))
    said, _ = second.communicate(timeout=END_SECONDS)
    assert second.returncode == 1
    assert re.search(rf"runs already: {address}", said)

    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=END_SECONDS)
    assert process.returncode == 0
    assert marked(MARK, str(folder)) == []


@pytest.mark.parametrize("port", ["abc", "0", "70000"])
def test_wrong_port_is_told(folder, port):
    process = start(folder, port)
    said, _ = process.communicate(timeout=END_SECONDS)
    assert process.returncode == 1
    assert "is no port" in said


def test_busy_port_is_told_with_one_that_is_free(folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        busy = taken.getsockname()[1]
        process = start(folder, str(busy))
        said, _ = process.communicate(timeout=END_SECONDS)
    assert process.returncode == 1
    assert re.search(rf"Port {busy} is used by another program\. .* make run PORT=\d+", said)
