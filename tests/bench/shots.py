"""Requests at their moments, as people make them: late ones wait in line and are timed from theirs.

Bare connections in a few threads: a client library would use more CPU than the portal.
"""

import re
import socket
import statistics
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

STATUS = re.compile(rb"^HTTP/1\.1 (\d{3})")
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
TIMEOUT = 60  # seconds


@dataclass(frozen=True)
class Shot:
    """One request: seconds after the start, what, by whom (cookies), from which address."""

    at: float
    path: str
    cookie: str = ""
    form: dict[str, str] | None = None
    origin: str = "10.0.0.1"
    group: str = "page"

    def bytes(self) -> bytes:
        """Return the request as it is sent."""
        body = urlencode(self.form) if self.form else ""
        lines = [
            f"{'POST' if self.form else 'GET'} {self.path} HTTP/1.1",
            "Host: localhost",
            f"X-Forwarded-For: {self.origin}",
            "X-Forwarded-Proto: http",
            f"Cookie: {self.cookie}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


@dataclass(frozen=True)
class Hit:
    """What came back for a shot: seconds from its moment, status (0: none), where it led."""

    shot: Shot
    seconds: float
    status: int
    location: str = ""


def fire(port: int, shots: Sequence[Shot], hands: int = 48) -> list[Hit]:
    """Send every shot at its moment, `hands` at once at most; return what came back."""
    began = time.monotonic() + 0.5
    local = threading.local()

    def shoot(shot: Shot) -> Hit:
        time.sleep(max(0, began + shot.at - time.monotonic()))
        try:
            status, location = _send(port, local, shot)
        except OSError:
            local.line, status, location = None, 0, ""
        return Hit(shot, time.monotonic() - began - shot.at, status, location)

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(shoot, sorted(shots, key=lambda shot: shot.at)))


def milliseconds(hits: Sequence[Hit], group: str) -> tuple[float, float]:
    """Return median and p95 of a group."""
    found = [hit.seconds * 1000 for hit in hits if hit.shot.group == group]
    return statistics.median(found), statistics.quantiles(found, n=20)[-1]


def failed(hits: Sequence[Hit], *good: int) -> int:
    """Return how many were answered with something else, or not at all."""
    return sum(hit.status not in good for hit in hits)


def _send(port: int, local: threading.local, shot: Shot) -> tuple[int, str]:
    line = getattr(local, "line", None)
    if line is None:
        line = local.line = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
    line.sendall(shot.bytes())
    status, head, is_open = receive(line)
    if not is_open:
        line.close()
        local.line = None
    location = LOCATION.search(head)
    return status, location[1].decode() if location else ""


def receive(line: socket.socket) -> tuple[int, bytes, bool]:
    """Read one answer to its end; return status, head, and whether another one may follow."""
    data = b""
    while b"\r\n\r\n" not in data:
        if not (more := line.recv(65536)):
            raise OSError("closed")
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    length, status = LENGTH.search(head), STATUS.match(head)
    assert status, head
    left = (int(length[1]) if length else 0) - len(body)
    while left > 0:
        left -= len(line.recv(65536))
    return int(status[1]), head, length is not None and b"connection: close" not in head.lower()
