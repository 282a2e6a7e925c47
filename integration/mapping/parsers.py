"""Parsers of single values: a Python value, or BadError with a reason that an officer understands.

A `Make` is given the code lists of this office and returns a parser of one value (or of several,
for a field that is read from more than one place).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

from django.utils.timezone import localdate

from integration.enums import Reason
from integration.mapping.lists import Lists

Parser: TypeAlias = Callable[..., Any]
Make: TypeAlias = Callable[[Lists], Parser]

NUL = "\x00"
IN_LIST = "[]"  # stands in a path for each entry of a list
DAY = len("2026-11-23")
MOST_KNOWN = 5_000  # values that a parser remembers
EARLIEST = datetime(2015, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=2)  # of our clock: the remote's may go wrong
MOST_PAY = 1_000_000_000  # rupiah a month
_DIGITS = re.compile(r"-?[0-9]{1,18}")
CLEAN = "teks tanpa karakter rusak"


class BadError(Exception):
    """A value that cannot be used: why, and what was expected, in the officer's words.

    `got` says what came where that is not one value, `within` where in the value it stands.
    """

    within = ""

    def __init__(self, reason: Reason, expected: str, got: str = "") -> None:
        super().__init__(f"{reason}: {expected}")
        self.reason, self.expected, self.got = reason, expected, got


def same(parser: Parser) -> Make:
    """Make a parser that needs no code lists."""
    return lambda _lists: parser


def remembering(parse: Parser) -> Parser:
    """Parse the same values once: a feed names few places, but names them in every item."""
    known: dict[Any, Any] = {}

    def ask(*values: Any) -> Any:
        try:
            return known[values]
        except KeyError:
            found = parse(*values)
        except TypeError:  # a list where a name belongs
            return parse(*values)
        if len(known) < MOST_KNOWN:
            known[values] = found
        return found

    return ask


def digits(pattern: str, expected: str) -> Make:
    """Read a number that is text, such as a NIB; JSON numbers have lost their zeros."""
    compiled = re.compile(pattern, re.ASCII)

    def parse(value: Any) -> str:
        found = string(value, expected).strip()
        if not compiled.fullmatch(found):
            raise BadError(Reason.FORMAT, expected)
        return found

    return same(parse)


def whole(low: int, high: int) -> Make:
    """Read a whole number, also one that is written as text or with `.0`."""
    return same(lambda value: integer(value, low, high))


def flag(value: Any) -> bool:
    """Read true or false."""
    if value is True or value is False:
        return bool(value)
    raise BadError(Reason.TYPE, "ya atau tidak")


def unix_time(lists: Lists) -> Parser:
    """Read seconds since 1970."""
    low, high = int(EARLIEST.timestamp()), int((lists.now + AHEAD).timestamp())
    return lambda value: datetime.fromtimestamp(
        integer(value, low, high, "waktu sejak 2015, dalam detik"), UTC
    )


def moment(lists: Lists) -> Parser:
    """Read a time as of RFC 3339."""
    latest = lists.now + AHEAD

    def parse(value: Any) -> datetime:
        found = instant(value)
        if not EARLIEST <= found <= latest:
            raise BadError(Reason.RANGE, "waktu sejak 2015")
        return found

    return parse


def instant(value: Any) -> datetime:
    """Return a time as of RFC 3339, whatever its year; raises BadError."""
    expected = "waktu seperti 2026-11-23T08:30:00Z"
    written = string(value, expected)
    try:
        found = datetime.fromisoformat(written)
        if found.tzinfo:
            return found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadError(Reason.FORMAT, expected) from error
    raise BadError(Reason.FORMAT, expected)


def day(earliest: date, latest: date | None = None) -> Make:
    """Read a date between two others, or until today; of a time with a zone, the day it is here."""
    expected = "tanggal seperti 2026-11-23"

    def make(lists: Lists) -> Parser:
        last = latest or localdate(lists.now)

        def parse(value: Any) -> date:
            written = string(value, expected)
            try:
                found = date.fromisoformat(written) if len(written) == DAY else _day_of(written)
            except (ValueError, OverflowError) as error:
                raise BadError(Reason.FORMAT, expected) from error
            if not earliest <= found <= last:
                raise BadError(Reason.RANGE, f"tanggal {earliest.year} sampai {last.year}")
            return found

        return parse

    return make


def _day_of(written: str) -> date:
    """Return the day of a time; what stands after a day and is no time with a zone is left out."""
    day_there = date.fromisoformat(written[:DAY])
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return day_there
    return localdate(found) if found.tzinfo else day_there


def one_of(codes: Mapping[str, Any]) -> Make:
    """Read a code of a short fixed list."""
    expected = "salah satu dari " + ", ".join(codes)

    def parse(value: Any) -> Any:
        code = string(value, expected).strip()
        if code not in codes:
            raise BadError(Reason.UNKNOWN_CODE, expected)
        return codes[code]

    return same(parse)


def known_as(path: str, names: Mapping[str, Any], otherwise: Any) -> Make:
    """Read one of the names that we know; another one is noted as drift and read as `otherwise`."""

    def make(lists: Lists) -> Parser:
        def parse(value: Any) -> Any:
            name = string(value, "teks").strip()
            found = names.get(name.lower())
            if found is None and name:
                lists.note_unknown(path, name)
            return otherwise if found is None else found

        return parse

    return make


def rupiah(value: Any) -> int | None:
    """Read an amount a month; none and nought mean that it is not told."""
    return None if value is None else integer(value, 0, MOST_PAY, "rupiah sebulan") or None


def integer(value: Any, low: int, high: int, expected: str = "") -> int:
    """Return a whole number between two others; raises BadError."""
    if type(value) is int and low <= value <= high:
        return value
    expected = expected or f"bilangan {low} sampai {high}"
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadError(Reason.TYPE, expected)
    if not low <= value <= high:
        raise BadError(Reason.RANGE, expected)
    return value


def string(value: Any, expected: str) -> str:
    """Return a text without NUL, which the database refuses; raises BadError."""
    if not isinstance(value, str):
        raise BadError(Reason.TYPE, expected)
    if NUL in value:
        raise BadError(Reason.CHARACTERS, CLEAN)
    return value


def listed(value: Any, most: int) -> Sequence[Any]:
    """Return a list of at most `most` entries; raises BadError."""
    if not isinstance(value, list):
        raise BadError(Reason.TYPE, "daftar")
    if len(value) > most:
        raise BadError(Reason.TOO_LONG, f"paling banyak {most} isian")
    return value
