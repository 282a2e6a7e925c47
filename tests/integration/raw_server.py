"""A server of bare sockets that does what no library would: cut, trickle, reset, never end."""

import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import Any

import orjson

Behaviour = Callable[[socket.socket], None]
TLS = b"\x16"  # how a client that speaks TLS begins
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close by RST


def reply(body: Any = None, status: int = 200, **headers: str) -> bytes:
    """Return a whole answer; `body` is bytes or data; headers are written with underscores."""
    content = body if isinstance(body, bytes) else orjson.dumps(body)
    lines = {"Content-Length": str(len(content)), "Connection": "close"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{head}\r\n".encode() + content


def reset(sock: socket.socket) -> None:
    """End the connection by a reset."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    sock.close()


def reset_after(sent: bytes) -> Behaviour:
    """Send something, then reset."""

    def behave(sock: socket.socket) -> None:
        sock.sendall(sent)
        reset(sock)

    return behave


def trickle(start: bytes, piece: bytes, every: float = 0.02) -> Behaviour:
    """Send pieces one after the other until nobody listens."""

    def behave(sock: socket.socket) -> None:
        sock.sendall(start)
        sock.settimeout(every)
        with suppress(OSError):
            while True:
                sock.sendall(piece)
                with suppress(TimeoutError):
                    if not sock.recv(1):
                        return

    return behave


def flood(start: bytes, piece: bytes) -> Behaviour:
    """Send pieces as fast as they go, until nobody listens."""

    def behave(sock: socket.socket) -> None:
        with suppress(OSError):
            sock.sendall(start)
            while True:
                sock.sendall(piece)

    return behave


class RawServer:
    """Answers connection by connection with its `script`; the last line of it is repeated."""

    def __init__(self, context: ssl.SSLContext | None = None, *, reads_after: float = 0) -> None:
        self.script: list[bytes | Behaviour] = []
        self.requests: list[bytes] = []
        self._context = context
        self._reads_after = reads_after  # seconds
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self.port: int = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        """Return the base address."""
        return f"http{'s' if self._context else ''}://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """Return what was asked for, in order."""
        return [request.split(b" ", 2)[1].decode() for request in self.requests]

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                thread = threading.Thread(target=self._serve, args=[sock], daemon=True)
                self._threads.append(thread)
                thread.start()

    def _serve(self, sock: socket.socket) -> None:
        with suppress(OSError), sock:
            if self._context:
                sock = self._context.wrap_socket(sock, server_side=True)
            with sock:
                time.sleep(self._reads_after)
                request = _read_request(sock)
                with self._lock:
                    self.requests.append(request)
                    step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
                if callable(step):
                    step(sock)
                else:
                    sock.sendall(step)

    def stop(self) -> None:
        """Refuse from now on."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)


def _read_request(sock: socket.socket) -> bytes:
    request = _received(sock)
    while b"\r\n\r\n" not in request and not request.startswith(TLS):
        request += _received(sock)
    head, _, body = request.partition(b"\r\n\r\n")
    length = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    pieces = [body]
    while sum(map(len, pieces)) < length:
        pieces.append(_received(sock))
    body = b"".join(pieces)
    return head + b"\r\n\r\n" + body


def _received(sock: socket.socket) -> bytes:
    data = sock.recv(65536)
    if not data:
        raise ConnectionError
    return data


@contextmanager
def serving(
    *script: bytes | Behaviour, context: ssl.SSLContext | None = None, reads_after: float = 0
) -> Iterator[RawServer]:
    """Yield a running server with this script."""
    server = RawServer(context, reads_after=reads_after)
    server.script = list(script)
    try:
        yield server
    finally:
        server.stop()
