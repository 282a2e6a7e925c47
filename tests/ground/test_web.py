"""The web server ends in order: what it began is answered, and no worker stays behind."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.databases import ROOT
from tests.ground.test_environment import PRODUCTION
from tests.ground.test_supervisor import becomes_true, free_port, read_until

END_SECONDS = 20
SLOW = """
import time
import sikas.wsgi
def application(environ, start_response):
    print("began", flush=True)
    time.sleep(1)
    start_response("200 OK", [("Content-Length", "8")])
    return [b"answered"]
"""


def serve(target: str, port: int, folder: Path) -> subprocess.Popen[str]:
    options = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--no-ws"]
    return subprocess.Popen(
        [sys.executable, "-m", "granian", *options, "--port", str(port), target],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": f"{folder}:{ROOT}", **PRODUCTION},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.communicate(timeout=END_SECONDS)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def get(port: int) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=END_SECONDS)
    connection.request("GET", "/")
    return connection.getresponse().read()


def test_signal_while_workers_start_is_not_lost(tmp_path):
    process = serve("sikas.wsgi:application", free_port(), tmp_path)
    read_until(process, "Spawning worker-2")
    time.sleep(0.3)  # Django's start takes longer
    end(process)
    assert process.returncode == 0


def test_request_that_has_begun_is_answered_before_the_end(tmp_path):
    (tmp_path / "slow.py").write_text(SLOW)
    port = free_port()
    process = serve("slow:application", port, tmp_path)
    read_until(process, "Started worker")
    assert becomes_true(lambda: is_open(port))
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(get, port)
        read_until(process, "began")
        end(process)
        assert answer.result() == b"answered"
    assert process.returncode == 0
