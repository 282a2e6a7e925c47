"""Ending a worker at a named point, in this process: what it has not committed is gone."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from unittest.mock import patch

from integration import asking, closing, pull, runs

# Where a worker may die: the name, the module that calls it, and whether it has done its work.
POINTS = {
    "fetch": (pull, "fetch"),
    "claim": (pull, "claim"),
    "write_items": (pull, "write_items"),
    "checkpoint": (pull, "checkpoint"),
    "finish": (runs, "finish"),
    "may_close": (closing, "may_close"),
    "close_slice": (closing, "close_slice"),
    "end": (closing, "end"),
    "ask": (asking, "ask"),
    "count": (runs, "count"),
    "write": (asking, "write"),
    "settle": (pull, "settle"),
    "agrees": (pull, "agrees"),
}


class KilledError(BaseException):
    """No `except Exception` of the worker sees it, as none sees a kill."""


@contextmanager
def killed(point: str, *, skip: int = 0) -> Iterator[None]:
    """Kill the worker in this block when it has done what `point` names, after `skip` times."""
    module, name = POINTS[point]
    original = getattr(module, name)
    left = skip

    def dying(*args: Any, **options: Any) -> Any:
        nonlocal left
        result = original(*args, **options)
        if left <= 0:
            raise KilledError(point)
        left -= 1
        return result

    with patch.object(module, name, dying), suppress(KilledError):
        yield
