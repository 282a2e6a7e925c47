"""The harness starts a real server that shares the test's database and clock, and ends it."""

import signal
import subprocess
import sys

from tests.harness import race, stop

DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("on", flush=True)
time.sleep(60)
"""


def test_many_clients_are_answered_by_a_real_server(portal):
    answers = race([portal.client() for _ in range(8)], lambda client: client.get("/"))
    assert [answer.status_code for answer in answers] == [200] * 8


def test_server_that_does_not_end_is_killed_with_its_children():
    parent = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {DEAF!r}])\n{DEAF}"
    process = subprocess.Popen(
        [sys.executable, "-c", parent], stdout=subprocess.PIPE, process_group=0
    )
    assert process.stdout
    for _ in range(2):
        process.stdout.readline()
    stop(process, seconds=0.2)
    assert process.returncode == -signal.SIGKILL
    assert process.stdout.read() == b""  # the child has let go of it too
    process.stdout.close()
