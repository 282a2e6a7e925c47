"""One exchange over the network: bounded in time and size, with the server it was meant for.

The read timeout of requests begins again with every byte; here each single read from the socket,
of headers too, is given no more than what is left of the deadline.
"""

import http.client
import io
import os
import socket
import time
import zlib
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from integration.enums import Trouble
from integration.kemnaker.troubles import trouble_of
from integration.ports import ProtocolError

CONNECT_SECONDS = 3.0
POOL = 20  # connections kept by a process
CHUNK = 256 * 1024  # bytes read at once
GZIP = 16 + zlib.MAX_WBITS
MOST_MEMBERS = 10  # of one gzip: what is left after each is copied
FAILURES = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    UnicodeError,
)
HEADERS = {"User-Agent": "SIKAS", "Accept": "application/json", "Accept-Encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long an answer may take in all, how long it may be silent, how large it may be."""

    seconds: float = 35.0
    silence: float = 30.0
    size: int = 32 * 1024 * 1024  # bytes, counted after decompression too


USUAL = Limits()


class Deadline:
    """What is left of the time for an answer."""

    def __init__(self, limits: Limits) -> None:
        self._end = time.monotonic() + limits.seconds
        self._silence = limits.silence

    def left(self) -> float:
        """Return the seconds that are left; may be negative."""
        return self._end - time.monotonic()

    def wait(self) -> float:
        """Return how long to wait for the next bytes; raises TimeoutError when time is over."""
        left = self.left()
        if left <= 0:
            raise TimeoutError
        return min(left, self._silence)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; `body` is unpacked, and read only when the status is a success."""

    status: int
    headers: Mapping[str, str]
    body: bytes | bytearray


def exchange(
    method: str,
    url: str,
    *,
    deadline: Deadline,
    size: int,
    headers: Mapping[str, str],
    **content: Any,
) -> Reply:
    """Send one request (`content` as for requests: params, json, data); follow no redirect.

    Raises MinistryErrors that name no address, value or secret.
    """
    current = _deadline.set(deadline)
    try:
        with _session(os.getpid()).request(
            method,
            url,
            headers=headers,
            timeout=(min(CONNECT_SECONDS, deadline.wait()), deadline.wait()),
            allow_redirects=False,
            stream=True,
            **content,
        ) as response:
            body = _body(response, size) if response.status_code // 100 == 2 else b""  # noqa: PLR2004
            return Reply(response.status_code, response.headers, body)
    except FAILURES as error:
        raise trouble_of(error) from None  # its text names the whole address
    finally:
        _deadline.reset(current)


def _body(response: requests.Response, size: int) -> bytes | bytearray:
    body = bytearray()
    while piece := response.raw.read(CHUNK, decode_content=False):
        body += piece
        if len(body) > size:
            raise ProtocolError(Trouble.TOO_LARGE, f"lebih dari {size} byte")
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding in {"gzip", "x-gzip"}:
        return _unpacked(body, size)
    if encoding not in {"", "identity"}:
        raise ProtocolError(Trouble.NOT_JSON, "Content-Encoding tidak dikenal")
    return body


def _unpacked(packed: bytes | bytearray, size: int) -> bytearray:
    body = bytearray()
    for _member in range(MOST_MEMBERS):
        member = zlib.decompressobj(GZIP)
        try:
            body += member.decompress(packed, size + 1 - len(body))
        except zlib.error:
            raise ProtocolError(Trouble.NOT_JSON, "gzip rusak") from None
        if len(body) > size:
            raise ProtocolError(Trouble.TOO_LARGE, f"lebih dari {size} byte")
        if not member.eof:
            raise ProtocolError(Trouble.NOT_JSON, "gzip terpotong")
        packed = member.unused_data
        if not packed:
            return body
    raise ProtocolError(Trouble.NOT_JSON, "gzip dari terlalu banyak bagian")


_deadline: ContextVar[Deadline] = ContextVar("deadline")


class _TimedReader(io.RawIOBase):
    """Reads from a socket, each time with what is left of the deadline."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, deadline: Deadline) -> None:
        self._raw, self._sock, self._deadline = raw, sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._deadline.wait())
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedResponse(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.fp = io.BufferedReader(_TimedReader(self.fp.detach(), sock, _deadline.get()))


class _Timed(HTTPConnection):
    """Sends, too, within the deadline: a socket still has the time for connecting, or a rest."""

    response_class = _TimedResponse

    def send(self, data: Any) -> None:
        if self.sock is not None:
            self.sock.settimeout(_deadline.get().wait())
        super().send(data)


class _Secure(_Timed, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Timed


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class _TimedAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """Know of none: requests reads the whole body of a redirect, also of one not followed."""


@lru_cache(maxsize=1)
def _session(_process: int) -> requests.Session:
    """Return the session of this process; connections do not survive a fork.

    It reads nothing from the environment (a .netrc would replace our token) and keeps no cookies.
    """
    session = _Session()
    session.trust_env = False
    session.headers.clear()
    session.headers.update(HEADERS)
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    for scheme in ("http://", "https://"):
        session.mount(scheme, _TimedAdapter(pool_maxsize=POOL, max_retries=0))
    return session
