"""What faults make of an answer on its way: later, otherwise, in pieces, or not at all."""

import asyncio
import contextlib
import fcntl
import struct
import termios
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

from integration.simulator.errors import Refusal
from integration.simulator.faults import Fault
from integration.simulator.http import CHUNK, Answer, Connection, as_json
from integration.simulator.ministry import Ministry
from integration.simulator.server import reset

LATENCY = 1.0  # seconds
RETRY_SECONDS = 30
ABSURD = "99999999999"
DRIBBLE_SECONDS = 0.1
STALL_SECONDS = 120
UNDER_WAY_LOOKS, UNDER_WAY_SECONDS = 500, 0.01
ENDLESS_BYTES = 1_000_000_000
ELSEWHERE = "https://elsewhere.invalid/"
HTML = b"<!doctype html><html><head><title>Maintenance</title></head><body>Mohon maaf</body></html>"
GARBAGE = bytes(range(256)) * 4
UNAVAILABLE = 503


def of(taken: Sequence[Fault], name: str, *variants: str) -> list[Fault]:
    """Return the faults of a name, and of these variants if any are named."""
    return [
        fault
        for fault in taken
        if fault.name == name and (not variants or fault.variant in variants)
    ]


def instead(ministry: Ministry, taken: Sequence[Fault]) -> Answer | None:
    """Return what is answered without asking the ministry, or None."""
    for fault in taken:
        if fault.name == "F9" and fault.variant in ("request", "refused"):
            return Answer(0)
        if fault.name == "F8" and fault.variant == "expire":
            ministry.tokens.expire()
        make = INSTEAD.get((fault.name, fault.variant))
        if make:
            return make(ministry, fault)
    return None


def _failed(_ministry: Ministry, fault: Fault) -> Answer:
    status = fault.parameters.get("status", UNAVAILABLE)
    return as_json(Refusal(status, "server_error", "Try again later.").body(), status)


def _throttled(ministry: Ministry, fault: Fault) -> Answer:
    seconds = fault.parameters.get("seconds", RETRY_SECONDS)
    date = ministry.clock.now() + timedelta(seconds=seconds)
    wait = {
        "seconds": str(seconds),
        "date": format_datetime(date, usegmt=True),
        "absurd": ABSURD,
        "negative": f"-{seconds}",
        "garbage": "nanti saja",
    }.get(fault.variant)
    headers = [] if wait is None else [("Retry-After", wait)]
    return as_json(Refusal(429, "too_many_requests", "Slow down.").body(), 429, headers)


def _status(_ministry: Ministry, fault: Fault) -> Answer:
    status = fault.parameters.get("status", 404)
    return as_json(Refusal(status, "refused", "No.").body(), status)


def _unauthorized(_ministry: Ministry, _fault: Fault) -> Answer:
    body = Refusal(401, "unauthorized", "The access token is not accepted.").body()
    return as_json(body, 401, [("WWW-Authenticate", "Bearer")])


def _redirected(_ministry: Ministry, fault: Fault) -> Answer:
    location = fault.parameters.get("location", ELSEWHERE)
    return Answer(fault.parameters.get("status", 302), b"", headers=[("Location", location)])


INSTEAD: dict[tuple[str, str], Callable[[Ministry, Fault], Answer]] = {
    ("F2", "before"): _failed,
    **{
        ("F3", variant): _throttled
        for variant in ("seconds", "date", "missing", "absurd", "negative", "garbage")
    },
    ("F8", "forever"): _unauthorized,
    ("F14", "status"): _status,
    ("F16", "redirect"): _redirected,
}


def after(taken: Sequence[Fault], answer: Answer) -> Answer:
    """Return what is sent in place of the ministry's answer."""
    for fault in taken:
        if (fault.name, fault.variant) == ("F2", "after"):
            status = fault.parameters.get("status", UNAVAILABLE)
            answer = as_json(Refusal(status, "server_error", "Try again later.").body(), status)
        elif fault.name == "F4":
            answer = _garbled(answer, fault)
    return answer


def _garbled(answer: Answer, fault: Fault) -> Answer:
    text = "text/html; charset=utf-8"
    return {
        "truncated": lambda: replace(answer, body=answer.body[: len(answer.body) // 2]),
        "wrong": lambda: as_json(fault.parameters.get("body", {"message": "ok"})),
        "list": lambda: as_json([]),
        "html": lambda: Answer(200, HTML, text),
        "empty": lambda: replace(answer, body=b""),
        "gzip": lambda: replace(answer, body=GARBAGE, headers=[("Content-Encoding", "gzip")]),
    }[fault.variant]()


def answers_nothing(taken: Sequence[Fault]) -> bool:
    """Tell whether the client gets no byte of an answer."""
    return bool(of(taken, "F9", "request", "before", "refused"))


async def send(
    connection: Connection,
    answer: Answer,
    date: str,
    taken: Sequence[Fault],
    refuse: Callable[[float | None], Any],
) -> None:
    """Send an answer, as far as faults let it through."""
    for fault in taken:
        deliver = DELIVERIES.get((fault.name, fault.variant))
        if deliver:
            await deliver(connection, answer, date, fault)
            if fault.variant == "refused":
                refuse(fault.parameters.get("seconds"))
            reset(connection.writer)
            raise ConnectionAbortedError
    await connection.send(answer, date)


async def _nothing(connection: Connection, answer: Answer, date: str, fault: Fault) -> None:
    """Send nothing."""


async def _half(connection: Connection, answer: Answer, date: str, _fault: Fault) -> None:
    writer = connection.writer
    writer.write(connection.head(answer, date) + answer.body[: len(answer.body) // 2])
    await _sent(writer)


async def _whole(connection: Connection, answer: Answer, date: str, _fault: Fault) -> None:
    await connection.send(answer, date)
    await _sent(connection.writer)


async def _sent(writer: asyncio.StreamWriter) -> None:
    """Wait until the client has everything: a reset takes back what is still under way."""
    writer.transport.set_write_buffer_limits(high=0)
    await writer.drain()
    raw = writer.get_extra_info("socket")
    for _ in range(UNDER_WAY_LOOKS):
        (under_way,) = struct.unpack("i", fcntl.ioctl(raw.fileno(), termios.TIOCOUTQ, b"\0" * 4))
        if not under_way:
            return
        await asyncio.sleep(UNDER_WAY_SECONDS)


async def _slow(connection: Connection, answer: Answer, date: str, fault: Fault) -> None:
    pause = fault.parameters.get("interval", DRIBBLE_SECONDS)
    size = int(fault.parameters.get("size", 1))
    connection.writer.write(connection.head(answer, date))
    for start in range(0, len(answer.body), size):
        connection.writer.write(answer.body[start : start + size])
        await connection.writer.drain()
        await asyncio.sleep(pause)


async def _stall(connection: Connection, answer: Answer, date: str, fault: Fault) -> None:
    await _half(connection, answer, date, fault)
    seconds = fault.parameters.get("seconds", STALL_SECONDS)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(connection.reader.read(1), seconds)  # until the client leaves


async def _endless(connection: Connection, answer: Answer, date: str, fault: Fault) -> None:
    size = int(fault.parameters.get("bytes", ENDLESS_BYTES))
    head = connection.head(answer, date).partition(b"\r\n")[0]
    connection.writer.write(
        head + b"\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + b'{"data":['
    )
    chunk = b'{"id":"x"},' * (CHUNK // 11)
    for _ in range(0, size, len(chunk)):
        connection.writer.write(chunk)
        await connection.writer.drain()
    await _sent(connection.writer)


DELIVERIES = {
    ("F9", "request"): _nothing,
    ("F9", "before"): _nothing,
    ("F9", "refused"): _nothing,
    ("F9", "middle"): _half,
    ("F9", "after"): _whole,
    ("F10", "slow"): _slow,
    ("F10", "stall"): _stall,
    ("F10", "endless"): _endless,
}
