"""Requests read from a socket of ours by h11, and the answers to them."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import h11
import orjson

BODY_AT_MOST = 5_000_000  # bytes
CHUNK = 65_536
JSON = "application/json"


class TooLargeError(Exception):
    """A body is larger than the ministry takes."""


@dataclass(frozen=True)
class Request:
    """A request, read whole."""

    method: str
    path: str
    query: list[tuple[str, str]]
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """Return the body's value; raise ValueError when it is no JSON."""
        return orjson.loads(self.body)


@dataclass(frozen=True)
class Answer:
    """An answer that is not sent yet."""

    status: int
    body: bytes = b""
    content_type: str = JSON
    headers: list[tuple[str, str]] = field(default_factory=list)


def as_json(value: Any, status: int = 200, headers: list[tuple[str, str]] | None = None) -> Answer:
    """Return a value as an answer; what no JSON may hold (F12) is written as bad servers do."""
    try:
        body = orjson.dumps(value)
    except TypeError:
        body = json.dumps(value).encode()
    return Answer(status, body, JSON, headers or [])


class Connection:
    """One client, several requests one after another."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.state = h11.Connection(h11.SERVER)

    async def request(self) -> Request | None:
        """Return the next request, or None when there is no more.

        Raises h11.RemoteProtocolError and TooLargeError.
        """
        head = await self._event()
        if not isinstance(head, h11.Request):
            return None
        body = bytearray()
        while isinstance(event := await self._event(), h11.Data):
            body += event.data
            if len(body) > BODY_AT_MOST:
                raise TooLargeError
        address = urlsplit(head.target.decode("latin-1"))
        return Request(
            head.method.decode(),
            unquote(address.path, errors="replace"),
            parse_qsl(address.query, keep_blank_values=True),
            {name.decode(): value.decode("latin-1") for name, value in head.headers},
            bytes(body),
        )

    async def _event(self) -> Any:
        while (event := self.state.next_event()) is h11.NEED_DATA:
            if self.state.they_are_waiting_for_100_continue:
                go_on = h11.InformationalResponse(status_code=100, headers=[])
                self.writer.write(self.state.send(go_on) or b"")
            self.state.receive_data(await self.reader.read(CHUNK))
        return event

    def head(self, answer: Answer, date: str) -> bytes:
        """Return the first part of an answer, as it goes over the wire."""
        headers = [
            ("Content-Type", answer.content_type),
            ("Content-Length", str(len(answer.body))),
            ("Date", date),
            *answer.headers,
        ]
        response = h11.Response(status_code=answer.status, headers=headers)
        return self.state.send(response) or b""

    async def send(self, answer: Answer, date: str) -> None:
        """Send an answer whole."""
        self.writer.write(self.head(answer, date))
        self.writer.write(self.state.send(h11.Data(data=answer.body)) or b"")
        self.writer.write(self.state.send(h11.EndOfMessage()) or b"")
        await self.writer.drain()

    def goes_on(self) -> bool:
        """Make ready for the next request; return whether there can be one."""
        if self.state.our_state is h11.DONE and self.state.their_state is h11.DONE:
            self.state.start_next_cycle()
            return True
        return False
