"""Where a page ends: an opaque mark in the address from which the next page goes on."""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBER = r"(\d{1,17})"
_NEWEST = re.compile(rf"n{_NUMBER}\.{_NUMBER}")
_BEST = re.compile(rf"b{_NUMBER}\.{_NUMBER}\.{_NUMBER}\.{_NUMBER}\.([0-9.e-]{{1,24}})")


@dataclass(frozen=True, order=True)
class Key:
    """A vacancy's place in the order by newest."""

    published_at: datetime
    vacancy_id: int


@dataclass(frozen=True)
class Cursor:
    """The last row that was shown; in order of best fit also its rank and the newest row then."""

    key: Key
    rank: float | None = None
    start: Key | None = None

    def encode(self) -> str:
        """Return the mark for an address."""
        if self.rank is None or self.start is None:
            text = f"n{_numbers(self.key)}"
        else:
            text = f"b{_numbers(self.key)}.{_numbers(self.start)}.{self.rank!r}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(mark: str) -> Cursor | None:
    """Return the cursor that `mark` stands for; None when it is not one of ours."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,160}", mark):
        return None
    try:
        text = base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)).decode("ascii")
        if found := _NEWEST.fullmatch(text):
            return Cursor(_key(*found.groups()))
        if found := _BEST.fullmatch(text):
            moment, number, start_moment, start_number, rank = found.groups()
            return Cursor(_key(moment, number), float(rank), _key(start_moment, start_number))
    except (binascii.Error, UnicodeDecodeError, OverflowError, ValueError):
        return None
    return None


def _numbers(key: Key) -> str:
    return f"{(key.published_at - EPOCH) // timedelta(microseconds=1)}.{key.vacancy_id}"


def _key(microseconds: str, vacancy_id: str) -> Key:
    return Key(EPOCH + timedelta(microseconds=int(microseconds)), int(vacancy_id))
