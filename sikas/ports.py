"""The port of the demo, and what to say when it cannot be had."""

import errno
import os
import socket
from collections.abc import Sequence
from dataclasses import dataclass

from sikas.processes import StartError

DEFAULT = 8000
HIGHEST = 65535
ADDRESSES = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))  # both are localhost
MISSING = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}


@dataclass(frozen=True)
class Port:
    """A port of localhost."""

    number: int

    def check(self, beside: Sequence[int] = ()) -> None:
        """Raise StartError, with a port that is free, when this one cannot be listened on.

        `beside` are other ports that the demo needs, higher than this one.
        """
        steps = [0, *(number - self.number for number in beside)]
        for number in (self.number, *beside):
            fault = Port(number).fault()
            if fault is not None:
                taken = fault == errno.EADDRINUSE
                reason = "is used by another program" if taken else os.strerror(fault)
                free = self._free(steps)
                raise StartError(f"Port {number} {reason}. Choose another: make run PORT={free}")

    def _free(self, steps: Sequence[int]) -> int:
        """Return a higher port that is free, as are those so many steps above it."""
        for number in range(max(self.number, 1023) + 1, HIGHEST + 1 - max(steps)):
            if all(Port(number + step).fault() is None for step in steps):
                return number
        return DEFAULT

    def fault(self) -> int | None:
        """Return the error number of listening on the port, or None."""
        if self.number > HIGHEST:
            return errno.EADDRNOTAVAIL
        for family, address in ADDRESSES:
            try:
                with socket.socket(family) as server:
                    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    server.bind((address, self.number))
                    server.listen()
            except OSError as error:
                if error.errno not in MISSING:
                    return error.errno
        return None


def port_from_environment() -> Port:
    """Return the port that PORT names; raise StartError when it is none."""
    text = os.environ.get("PORT") or str(DEFAULT)
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST):
        raise StartError(f"PORT={text!r} is no port. Give a number from 1 to {HIGHEST}.")
    return Port(int(text))
