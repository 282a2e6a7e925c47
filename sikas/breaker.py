"""A breaker: a server that failed is left alone for a while, so that callers do not wait."""

import threading
import time


class Breaker:
    """Remembers that a server failed; lets one caller try again when the rest is over."""

    def __init__(self, rest_seconds: float) -> None:
        self._rest = rest_seconds
        self._retry_at = 0.0
        self._broken = False
        self._lock = threading.Lock()

    @property
    def broken(self) -> bool:
        """Whether the last call failed."""
        return self._broken

    def allows(self) -> bool:
        """Say whether to call the server now; while it is broken, one caller per rest may try."""
        if not self._broken:
            return True
        with self._lock:
            if time.monotonic() < self._retry_at:
                return False
            self._retry_at = time.monotonic() + self._rest
            return True

    def failed(self) -> bool:
        """Note a failure; return True when it is news."""
        with self._lock:
            news = not self._broken
            self._broken = True
            self._retry_at = time.monotonic() + self._rest
            return news

    def succeeded(self) -> bool:
        """Note a success; return True when it is news."""
        if not self._broken:
            return False
        with self._lock:
            self._broken = False
            return True
