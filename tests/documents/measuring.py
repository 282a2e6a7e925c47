"""What the process that reads a strange file costs, told by the kernel."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

MEGABYTE = 1024 * 1024
# Between the test and the reader stands a small process that waits for it: the kernel counts the
# memory of who starts a program as that program's, and the test itself is large.
WAITER = """
import os, signal, sys
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_pid, status, used = os.wait4(child, 0)
with open(sys.argv[1], "w") as report:
    report.write(f"{used.ru_utime + used.ru_stime} {used.ru_maxrss}")
code = os.waitstatus_to_exitcode(status)
if code < 0:
    signal.signal(-code, signal.SIG_DFL)
    os.kill(os.getpid(), -code)
sys.exit(code)
"""


@dataclass
class Cost:
    """Processor time in seconds and the most memory in bytes; zero when nothing was started."""

    seconds: float = 0
    memory: int = 0


@contextmanager
def measured_reader(report: Path) -> Iterator[Cost]:
    """Measure the process that the sandbox starts meanwhile, by a report in a file."""
    cost, run = Cost(), subprocess.run

    def through_waiter(command: list[str], **options: Any) -> "subprocess.CompletedProcess[bytes]":
        waiter = [sys.executable, "-I", "-S", "-c", WAITER, str(report)]
        return run([*waiter, *command], **options)

    with patch("sikas.documents.sandbox.subprocess.run", through_waiter):
        yield cost
    if report.exists():
        seconds, kilobytes = report.read_text().split()
        cost.seconds, cost.memory = float(seconds), int(kilobytes) * 1024
