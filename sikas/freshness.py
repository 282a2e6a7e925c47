"""When what comes from elsewhere was last true; apps above tell it, pages below show it."""

from collections.abc import Callable
from datetime import datetime

from sikas.memory import Remembered

SECONDS = 60  # an answer is used again for so long

Moment = Callable[[], datetime | None]
_sources: dict[str, Remembered[datetime | None]] = {}


def register(name: str, read: Moment) -> None:
    """Say how to find when the data of this name were last in step with their origin."""
    _sources[name] = Remembered(read, SECONDS)


def moment(name: str) -> datetime | None:
    """Return when data were last in step; None when never, or when nobody brings them."""
    source = _sources.get(name)
    return source() if source else None
