"""What a reply means: data, or which error; nothing in an error says what was asked or answered."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import orjson

from integration.enums import Trouble
from integration.kemnaker.wire import Reply
from integration.ports import (
    PermanentError,
    ProtocolError,
    RateLimitedError,
    TransientError,
)
from sikas import clock

USUAL_WAIT, SHORTEST_WAIT, LONGEST_WAIT = 30.0, 1.0, 900.0  # seconds of Retry-After
SUCCESS, REDIRECTION, SERVER_ERROR = 2, 3, 5  # hundreds of a status code
TRY_LATER = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY}
NOT_THERE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
NOT_ALLOWED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
BOM = b"\xef\xbb\xbf"
LONGEST_WHOLE_NUMBER = 19  # digits; more than any column of ours holds


class StatusError(PermanentError):
    """The server answered, and refused; a feed may know what its `status` means."""

    def __init__(self, status: int) -> None:
        super().__init__(_refusal(status), f"HTTP {status}")
        self.status = status


def _refusal(status: int) -> Trouble:
    if status in NOT_THERE:
        return Trouble.MISSING
    return Trouble.FORBIDDEN if status in NOT_ALLOWED else Trouble.REFUSED


@dataclass(frozen=True, slots=True)
class Answer:
    """The data of a reply, and when the server says it was."""

    data: Any
    date: datetime | None


def read(reply: Reply) -> Answer:
    """Return the data of a successful reply; raises MinistryErrors."""
    if reply.status // 100 != SUCCESS:
        raise _error(reply)
    return Answer(_data(reply.body), _moment(reply.headers.get("Date", "")))


def _error(reply: Reply) -> PermanentError | TransientError:
    status, detail = reply.status, f"HTTP {reply.status}"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return RateLimitedError(Trouble.THROTTLED, wait_asked(reply.headers), detail)
    if status == HTTPStatus.SERVICE_UNAVAILABLE and "Retry-After" in reply.headers:
        return RateLimitedError(Trouble.SERVER, wait_asked(reply.headers), detail)
    if status // 100 == SERVER_ERROR or status in TRY_LATER:
        return TransientError(Trouble.SERVER, detail)
    if status // 100 == REDIRECTION:
        return PermanentError(Trouble.REDIRECT, f"{detail} {_elsewhere(reply.headers)}".strip())
    return StatusError(status)


def _elsewhere(headers: Mapping[str, str]) -> str:
    try:
        host = urlsplit(headers.get("Location", "")).hostname or ""
    except ValueError:
        return ""
    return host[:100] if host.isascii() and host.isprintable() else ""


def wait_asked(headers: Mapping[str, str]) -> float:
    """Return the seconds of Retry-After: a number, or a date by the server's own clock."""
    text = headers.get("Retry-After", "").strip()
    if NUMBER.fullmatch(text):
        seconds = float(text)
    elif until := _moment(text):
        seconds = (until - (_moment(headers.get("Date", "")) or clock.now())).total_seconds()
    else:
        seconds = USUAL_WAIT
    return clamped(seconds)


def clamped(seconds: float) -> float:
    """Return a wait that is neither none nor for ever."""
    return min(max(seconds, SHORTEST_WAIT), LONGEST_WAIT)


def _moment(text: str) -> datetime | None:
    """Return an HTTP date."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _data(body: bytes | bytearray) -> Any:
    """Return what the body says; one bad value in it does not make the others unreadable.

    NaN, broken characters and the like stay in the items, for the mapping to refuse.
    """
    body = body.removeprefix(BOM)
    try:
        return orjson.loads(body)
    except ValueError:
        pass
    try:
        text = body.decode(errors="surrogateescape")
        return json.loads(text, strict=False, parse_int=_whole_number)
    except (ValueError, RecursionError):
        raise ProtocolError(Trouble.NOT_JSON, f"{len(body)} byte") from None


def _whole_number(digits: str) -> int | float:
    return int(digits) if len(digits) <= LONGEST_WHOLE_NUMBER else float(digits)
