"""Sockets of the simulator: on this machine only, to be closed and opened again at will."""

import asyncio
import contextlib
import socket
import ssl
import struct
import sys
import traceback
from collections.abc import Awaitable, Callable

import h11

from integration.simulator.errors import Refusal
from integration.simulator.http import Connection, Request, TooLargeError, as_json

HOST = "127.0.0.1"
LINGER_NOT = struct.pack("ii", 1, 0)  # closing sends a reset instead of an end
Handler = Callable[[Connection, Request], Awaitable[None]]


class Server:
    """Reads requests and lets `handle` answer them, on one port."""

    def __init__(self, handle: Handler, port: int, tls: ssl.SSLContext | None = None) -> None:
        self.handle, self.port, self.tls = handle, port, tls
        self.listener: asyncio.Server | None = None
        self.writers: set[asyncio.StreamWriter] = set()

    async def open(self) -> None:
        """Listen."""
        if self.listener is None:
            self.listener = await asyncio.start_server(
                self._serve, HOST, self.port, ssl=self.tls, reuse_address=True
            )
            self.port = self.listener.sockets[0].getsockname()[1]

    def close(self) -> None:
        """Stop listening and reset every connection: the next client is refused."""
        if self.listener is not None:
            self.listener.close()
            self.listener = None
        for writer in list(self.writers):
            reset(writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writers.add(writer)
        try:
            await self._talk(Connection(reader, writer))
        except (ConnectionError, ssl.SSLError, asyncio.CancelledError):
            pass  # the client went away, or the simulator ends
        finally:
            self.writers.discard(writer)
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                writer.close()

    async def _talk(self, connection: Connection) -> None:
        while True:
            try:
                request = await connection.request()
            except (h11.RemoteProtocolError, TooLargeError) as error:
                await self._turn_away(connection, error)
                return
            if request is None:
                return
            try:
                await self.handle(connection, request)
            except (ConnectionError, ssl.SSLError):
                raise
            except Exception:  # noqa: BLE001 - a fault of ours must be seen, and must not end the simulator
                traceback.print_exc(file=sys.stderr)
                await connection.send(as_json({}, 500), "")
            if not connection.goes_on():
                return

    async def _turn_away(self, connection: Connection, error: Exception) -> None:
        large = isinstance(error, TooLargeError)
        refusal = (
            Refusal(413, "too_large", "The body is too large.")
            if large
            else Refusal(400, "bad_request", "This is not HTTP.")
        )
        if connection.state.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            answer = as_json(refusal.body(), refusal.status, [("Connection", "close")])
            await connection.send(answer, "")


def reset(writer: asyncio.StreamWriter) -> None:
    """End a connection so that the client sees a reset."""
    raw = writer.get_extra_info("socket")
    if raw is not None:
        with contextlib.suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
    writer.transport.abort()
