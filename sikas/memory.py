"""Values that every page needs and that may be seconds old, kept in the memory of the process."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """A function without arguments whose answer is used again for some seconds."""

    _all: "list[Remembered[object]]" = []

    def __init__(self, make: Callable[[], Value], seconds: float) -> None:
        self._make, self._seconds = make, seconds
        self._known: tuple[float, Value] | None = None
        self._lock = threading.Lock()
        self._all.append(self)  # type: ignore[arg-type]
        self.__doc__ = make.__doc__

    def __call__(self) -> Value:
        """Return what is remembered, or make it anew; one thread at a time makes it."""
        known = self._known
        if known and known[0] > monotonic():
            return known[1]
        with self._lock:
            if self._known and self._known[0] > monotonic():
                return self._known[1]
            value = self._make()
            self._known = (monotonic() + self._seconds, value)
            return value

    @classmethod
    def forget_all(cls) -> None:
        """Make everything anew next time."""
        for remembered in cls._all:
            remembered._known = None


def remembered(seconds: float) -> Callable[[Callable[[], Value]], Remembered[Value]]:
    """Decorate a function without arguments; its answer is shared, so do not change it."""
    return lambda make: Remembered(make, seconds)
