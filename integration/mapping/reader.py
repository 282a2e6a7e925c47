"""Reads items of the wire by a mapping table: what is accepted, what is refused, what drifts."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from django.conf import settings

from integration.enums import Reason
from integration.mapping.differences import Differences
from integration.mapping.lists import Lists
from integration.mapping.parsers import BadError, Parser, instant, integer
from integration.mapping.showing import shown, written
from integration.mapping.tables import Field, Mapping
from sikas import bulk

ID_LONGEST = 64
GOT_LONGEST = 80
MOST_ORDERS = 10  # of names that a reader remembers
BIGGEST = 2**63 - 1
HIDDEN = "(disembunyikan)"
NOT_RECORD = BadError(Reason.NOT_RECORD, "data dengan isian bernama")
MISSING = BadError(Reason.MISSING, "harus diisi")
BROKEN = BadError(Reason.CHARACTERS, "teks tanpa karakter rusak")


@dataclass(slots=True)
class Accepted:
    """An item that can be used; `line` are its stored columns for COPY, `content` 32 hex digits."""

    remote_id: str
    version: int
    changed_at: datetime | None
    content: str
    line: str


@dataclass(slots=True)
class Deleted:
    """The remote says that a record is gone."""

    remote_id: str
    version: int
    changed_at: datetime | None


@dataclass(slots=True)
class Refused:
    """An item with the first thing that is wrong in it."""

    key: str
    version: int | None
    changed_at: datetime | None
    reason: Reason
    path: str
    expected: str
    got: str
    payload: Any


Item: TypeAlias = Accepted | Deleted | Refused


@dataclass(slots=True)
class _Head:
    """What is known of an item so far."""

    key: str = ""
    version: int | None = None
    changed_at: datetime | None = None
    is_deleted: bool = False


class _BadAtError(Exception):
    """Something bad at a path; never leaves this module."""

    def __init__(self, path: str, got: Any, error: BadError) -> None:
        super().__init__(path)
        self.path, self.got, self.error = path, got, error


class Reader:
    """Reads items of one kind during one run."""

    def __init__(self, mapping: Mapping, lists: Lists, *, version: int = 1) -> None:
        """`version` is that of items whose envelope has none."""
        self.mapping, self.lists = mapping, lists
        self._version = version
        self._is_personal = any(one.is_personal for one in mapping.fields)
        self.drift = Differences(mapping)
        self._usual: set[tuple[str, ...]] = set()
        self._steps = [_step(one, one.make(lists)) for one in mapping.fields]
        columns = [one.column for one in mapping.fields]
        self._compared = [columns.index(column) for column in mapping.compared]
        self._key = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32).digest()

    def read(self, item: Any) -> Accepted | Deleted | Refused:
        """Return what an item is; never raises for anything that JSON can hold."""
        head = _Head()
        try:
            self._read_head(item, head)
            if head.is_deleted:
                return Deleted(head.key, head.version or 0, head.changed_at)
            return self._read_body(item, head)
        except _BadAtError as bad:
            if bad.error.reason == Reason.TYPE:
                self.drift.retyped[bad.path + bad.error.within] += 1
            return Refused(
                key=head.key or self._digest(written(item).encode(errors="backslashreplace")),
                version=head.version,
                changed_at=head.changed_at,
                reason=bad.error.reason,
                path=bad.path,
                expected=bad.error.expected,
                got=self._got(bad),
                payload=item,
            )

    def _got(self, bad: _BadAtError) -> str:
        """Return the bad value; of a person none, for it may stand where it does not belong."""
        envelope = self.mapping.envelope
        if self._is_personal and bad.got and bad.path not in {"id", envelope.version}:
            return HIDDEN
        return shown(bad.got, GOT_LONGEST)

    def _read_head(self, item: Any, head: _Head) -> None:
        envelope = self.mapping.envelope
        if not isinstance(item, dict):
            raise _BadAtError("", item, NOT_RECORD)
        head.key = _at("id", _remote_id, item.get("id"))
        if envelope.version:
            head.version = _at(envelope.version, _version, item.get(envelope.version))
        else:
            head.version = self._version
        if envelope.changed_at:
            head.changed_at = _at(envelope.changed_at, instant, item.get(envelope.changed_at))
        if envelope.gone:
            path, is_gone = envelope.gone
            head.is_deleted = item.get(path) is not None and _at(path, is_gone, item[path])

    def _read_body(self, item: Any, head: _Head) -> Accepted:
        body = item.get(self.mapping.envelope.body) if self.mapping.envelope.body else item
        if not isinstance(body, dict):
            raise _BadAtError(self.mapping.envelope.body, body, NOT_RECORD)
        if tuple(body) not in self._usual and not self._is_usual(body):
            self.drift.note(body.keys())
        self.drift.look_around(item)
        values = [step(body) for step in self._steps]
        if self.mapping.check:
            self._check(self.mapping.check, values)
        line = bulk.line(values)
        try:
            content = self._digest(line.encode())
        except UnicodeEncodeError as error:
            raise self._broken_text(values) from error
        if self.mapping.stored:
            line = bulk.line(self.mapping.stored(values))
        return Accepted(head.key, head.version or 0, head.changed_at, content, line)

    def _is_usual(self, body: dict[str, Any]) -> bool:
        """Tell whether a body differs from the table in no name; a feed has one or two orders."""
        is_usual = self.drift.fits(body.keys())
        if is_usual and len(self._usual) < MOST_ORDERS:
            self._usual.add(tuple(body))
        return is_usual

    def _check(self, check: Callable[..., None], values: Sequence[Any]) -> None:
        try:
            check(*[values[index] for index in self._compared])
        except BadError as error:
            first = self.mapping.fields[self._compared[0]]
            raise _BadAtError(first.paths[0], error.got, error) from error

    def _broken_text(self, values: Sequence[Any]) -> _BadAtError:
        """Say which value holds half of a character (a lone surrogate)."""
        for one, value in zip(self.mapping.fields, values, strict=True):
            try:
                "".join(value if isinstance(value, str | tuple) else "").encode()
            except UnicodeEncodeError:
                return _BadAtError(one.paths[0], "", BROKEN)
        return _BadAtError("", "", BROKEN)

    def _digest(self, written: bytes) -> str:
        return hashlib.blake2b(written, digest_size=16, key=self._key).hexdigest()


def _step(one: Field, parse: Parser) -> Callable[[dict[str, Any]], Any]:
    """Return a function that reads one field of a body; it runs for every field of every item."""
    if one.paths[1:]:
        return _step_of_several(one, parse)
    path, empty, is_required = one.paths[0], one.empty, one.required
    is_nested = "." in path

    def read(body: dict[str, Any]) -> Any:
        value = _dig(body, path) if is_nested else body.get(path)
        try:
            found = empty if value is None or value == "" else parse(value)
            if is_required and (found is None or found == ""):
                raise MISSING
        except BadError as error:
            raise _BadAtError(path, value, error) from error
        return found

    return read


def _step_of_several(one: Field, parse: Parser) -> Callable[[dict[str, Any]], Any]:
    paths = one.paths
    is_nested = any("." in path for path in paths)

    def read(body: dict[str, Any]) -> Any:
        if is_nested:
            values = [_dig(body, path) for path in paths]
        else:
            values = [body.get(path) for path in paths]
        try:
            return parse(*values)
        except BadError as error:
            which = _culprit(parse, values)
            raise _BadAtError(paths[which], values[which], error) from error

    return read


def _culprit(parse: Parser, values: Sequence[Any]) -> int:
    """Return which of several values is the bad one: alone it is, or without it all is well."""
    nothing = [None] * len(values)
    places = range(len(values))
    alone = [[*nothing[:place], values[place], *nothing[place + 1 :]] for place in places]
    without = [[*values[:place], None, *values[place + 1 :]] for place in places]
    guilty = [place for place in places if _is_bad(parse, alone[place])]
    guilty += [place for place in reversed(places) if not _is_bad(parse, without[place])]
    return guilty[0] if guilty else 0


def _is_bad(parse: Parser, values: Sequence[Any]) -> bool:
    try:
        parse(*values)
    except BadError:
        return True
    return False


def _dig(body: Any, path: str) -> Any:
    for name in path.split("."):
        if not isinstance(body, dict):
            return None
        body = body.get(name)
    return body


def _at(path: str, parse: Parser, value: Any) -> Any:
    try:
        return parse(value)
    except BadError as error:
        raise _BadAtError(path, value, error) from error


def _remote_id(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or value == "":
        raise MISSING
    is_text = isinstance(value, str) and value.isascii() and value.isprintable()
    if not is_text or len(value) > ID_LONGEST:
        raise BadError(Reason.FORMAT, f"nomor sampai {ID_LONGEST} huruf dan angka")
    return str(value)


def _version(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadError(Reason.TYPE, "bilangan mulai 1")
    return integer(value, 1, BIGGEST)
