"""What a process keeps of public pages: for seconds, and never past a withdrawal.

When a company is suspended or a vacancy closed, nothing made before may be shown. Everything kept
carries the mark that stood when it was begun; `sikas.withdrawals` changes the mark at each
withdrawal, and takes it away while it cannot hear of them: then nothing is kept.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from time import monotonic
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Standing:
    """The mark of now: two equal ones mean that nothing was withdrawn between them."""

    def __init__(self) -> None:
        self.mark: int | None = None  # none: nobody listens
        self._next = 0

    def renew(self) -> None:
        """Let nothing pass that was made before; from now on withdrawals are heard."""
        self._next += 1
        self.mark = self._next

    def lose(self) -> None:
        """Keep nothing until somebody listens again."""
        self.mark = None


standing = Standing()


class Remembered(Generic[Value]):
    """A function without arguments whose answer is used again for some seconds."""

    def __init__(self, make: Callable[[], Value], seconds: float) -> None:
        self._make, self._seconds = make, seconds
        self._known: tuple[float, int, Value] | None = None
        self._lock = threading.Lock()
        self.__doc__ = make.__doc__

    def __call__(self) -> Value:
        """Return what is remembered, or make it anew; one thread at a time makes it."""
        if known := self._fresh():
            return known[2]
        with self._lock:
            if known := self._fresh():
                return known[2]
            mark = standing.mark
            value = self._make()
            if mark is not None:
                self._known = (monotonic() + self._seconds, mark, value)
            return value

    def _fresh(self) -> tuple[float, int, Value] | None:
        known = self._known
        return known if known and known[0] > monotonic() and known[1] == standing.mark else None


def remembered(seconds: float) -> Callable[[Callable[[], Value]], Remembered[Value]]:
    """Decorate a function without arguments; its answer is shared, so do not change it."""
    return lambda make: Remembered(make, seconds)


class Kept(Generic[Value]):
    """Values by key for some seconds, at most `room` of them by their weight.

    The one that nobody asked for the longest goes first. Two threads may make one value at the same
    time.
    """

    def __init__(self, seconds: float, room: int, weight: Callable[[Value], int]) -> None:
        self.room, self._seconds, self._weight = room, seconds, weight
        self._entries: OrderedDict[Hashable, tuple[float, int, Value]] = OrderedDict()
        self._used = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what is kept under a key, or make it."""
        if (value := self.take(key)) is not None:
            return value
        mark = standing.mark
        value = make()
        self.put(key, value, mark)
        return value

    def take(self, key: Hashable) -> Value | None:
        """Return what is kept under a key and still fresh."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            if entry[0] <= monotonic() or entry[1] != standing.mark:
                self._drop(key)
                return None
            self._entries.move_to_end(key)
            return entry[2]

    def put(
        self, key: Hashable, value: Value, mark: int | None, seconds: float | None = None
    ) -> None:
        """Keep a value whose making began under `mark`, and as many others as there is room for."""
        if mark is None or mark != standing.mark:
            return
        with self._lock:
            if key in self._entries:
                self._drop(key)
            until = monotonic() + (self._seconds if seconds is None else seconds)
            self._entries[key] = (until, mark, value)
            self._used += self._weight(value)
            while self._used > self.room:
                self._drop(next(iter(self._entries)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()
            self._used = 0

    def _drop(self, key: Hashable) -> None:
        self._used -= self._weight(self._entries.pop(key)[2])


# Pieces of pages by the version of what they show, in characters.
fragments: Kept[str] = Kept(seconds=60, room=4_000_000, weight=len)
