"""Reading the frame around the items: what is not as agreed is a ProtocolError (SHAPE)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from integration.enums import Trouble
from integration.ports import ProtocolError

MOST = 2**31 - 1  # SyncRun.total holds as much
EARLIEST, LATEST = datetime(2015, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
ANY_SIZE = 100  # items that a page may have whatever was asked: a server may have a size of its own
LONGEST_CURSOR = 500  # characters; SyncRun.position holds as many


def member(data: Any, name: str) -> Any:
    """Return a member of an object; raises ProtocolError when there is none."""
    if not isinstance(data, dict) or name not in data:
        raise ProtocolError(Trouble.SHAPE, f"{name}: tidak ada")
    return data[name]


def listed(data: Any, name: str) -> Sequence[Any]:
    """Return a list."""
    value = member(data, name)
    if not isinstance(value, list):
        raise ProtocolError(Trouble.SHAPE, f"{name}: bukan daftar")
    return value


def items_of(data: Any, asked: int) -> Sequence[Any]:
    """Return the items of a page; raises ProtocolError for far more than were asked for."""
    items = listed(data, "data")
    if len(items) > max(2 * asked, ANY_SIZE):
        raise ProtocolError(Trouble.SHAPE, f"data: {len(items)} isian, diminta {asked}")
    return items


def number(data: Any, name: str) -> int:
    """Return a whole number that is not negative, nor more than anybody counts here."""
    value = member(data, name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
        raise ProtocolError(Trouble.SHAPE, f"{name}: bukan bilangan")
    return value


def cursor(data: Any, name: str) -> str:
    """Return a position, empty for null."""
    value = member(data, name)
    if value is None:
        return ""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_CURSOR:
        raise ProtocolError(Trouble.SHAPE, f"{name}: bukan penanda halaman")
    if not value.isascii() or not value.isprintable():
        raise ProtocolError(Trouble.SHAPE, f"{name}: bukan penanda halaman")
    return value


def moment(data: Any, name: str) -> datetime | None:
    """Return a moment in RFC 3339, None where it is missing."""
    value = data.get(name)
    if value is None:
        return None
    try:
        written = datetime.fromisoformat(value)
        found = written.astimezone(UTC) if written.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        found = None
    if found is None or not EARLIEST <= found <= LATEST:
        raise ProtocolError(Trouble.SHAPE, f"{name}: bukan waktu")
    return found
