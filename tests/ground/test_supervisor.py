"""The supervisor ends its whole tree, however it ends itself, and says what it cannot do."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sikas.processes import marked
from sikas.supervisor import MARK, children, environment
from tests.databases import ROOT

REAL = "import sys; from sikas import supervisor; sys.exit(supervisor.main())"
# The same tree with parts that start at once; the second does not know how to end.
QUICK = """
import sys
from sikas import supervisor
deaf = "import signal,time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
supervisor.Portal.prepare = lambda self: "the sign-ins"
supervisor.STOP_SECONDS = 1
supervisor.children = lambda port: [
    supervisor.Child("web", ["http.server", str(port), "--bind", "127.0.0.1"], "web",
                     supervisor.environment(port)),
    supervisor.Child("deaf", ["timeit", "-n1", "-r1", deaf], "worker",
                     supervisor.environment(port), death="KILL"),
]
sys.exit(supervisor.main())
"""
SERVERS = {"DATABASE_URL": "postgres://db.invalid/x", "REDIS_URL": "redis://redis.invalid"}
ENDINGS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL]
END_SECONDS = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# The tests themselves may run without a terminal, and what is ignored is inherited.
HEAR_HANGUPS = "import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"


def supervise(program: str, folder: Path, **variables: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HEAR_HANGUPS + program],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(folder), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def read_until(process: subprocess.Popen[str], words: str) -> str:
    said = ""
    assert process.stdout
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(said)


def becomes_true(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + END_SECONDS
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def part_of(folder: Path) -> list[int]:
    return marked(MARK, str(folder)) + marked("DATA_DIR", str(folder))


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.name)
def test_no_process_outlives_the_supervisor(tmp_path, ending):
    process = supervise(QUICK, tmp_path, PORT=str(free_port()), **SERVERS)
    said = read_until(process, "the sign-ins")
    assert "ready: http://localhost:" in said
    assert len(marked(MARK, str(tmp_path))) == 2  # else nothing would be left in any case
    process.send_signal(ending)
    process.communicate(timeout=END_SECONDS)
    assert process.returncode == (-signal.SIGKILL if ending == signal.SIGKILL else 0)
    assert becomes_true(lambda: not part_of(tmp_path)), part_of(tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL], ids=lambda e: e.name)
def test_no_part_of_the_portal_outlives_the_supervisor(tmp_path, ending):
    process = supervise(REAL, tmp_path / "a folder", PORT=str(free_port()))
    assert "Kode verifikasi" in read_until(process, "Kode verifikasi")
    assert len(part_of(tmp_path / "a folder")) > 5
    process.send_signal(ending)
    process.communicate(timeout=END_SECONDS)
    assert becomes_true(lambda: not part_of(tmp_path / "a folder"))


def test_busy_port_is_told_with_a_free_one(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = supervise(QUICK, tmp_path, PORT=str(port), **SERVERS).communicate()[0]
    assert said.startswith(f"Port {port} is used by another program. Choose another: make run PORT")
    assert said.count("\n") == 1


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "８０００"])
def test_wrong_port_is_told(tmp_path, port):
    said = supervise(QUICK, tmp_path, PORT=port, **SERVERS).communicate()[0]
    assert said == f"PORT={port!r} is no port. Give a number from 1 to 65535.\n"


def test_second_portal_says_where_the_first_runs(tmp_path):
    port = free_port()
    first = supervise(QUICK, tmp_path, PORT=str(port), **SERVERS)
    read_until(first, "ready")
    second = supervise(QUICK, tmp_path, PORT=str(free_port()), **SERVERS)
    assert second.communicate()[0] == f"The portal runs already: http://localhost:{port}\n"
    first.terminate()
    first.communicate(timeout=END_SECONDS)


def test_part_that_falls_again_and_again_ends_the_portal(tmp_path):
    program = QUICK.replace('"-n1", "-r1", deaf', '"raise SystemExit(3)"').replace(
        "supervisor.STOP_SECONDS", "supervisor.PAUSE_AT_MOST"
    )
    said = supervise(program, tmp_path, PORT=str(free_port()), **SERVERS).communicate()[0]
    assert "deaf ended 5 times in a row." in said
    assert not part_of(tmp_path)


def test_address_of_the_demo_has_its_port(monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)
    assert environment(8123)["SITE_URL"] == "http://localhost:8123"


def test_unit_of_production_serves_with_the_options_of_the_demo():
    unit = (ROOT / "deploy" / "sikas-web.service").read_text()
    (line,) = [line for line in unit.splitlines() if line.startswith("ExecStart=")]
    web = next(part for part in children(8000) if part.name == "web")
    assert line.split(" -m ")[1].split() == web.command
