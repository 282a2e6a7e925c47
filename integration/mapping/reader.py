"""Reads items of the wire by a mapping table: what is accepted, what is refused, what drifts."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias

from django.conf import settings

from integration.enums import Reason
from integration.mapping.differences import Differences
from integration.mapping.lists import Lists
from integration.mapping.parsers import BadError, Parser, instant, integer
from integration.mapping.showing import shown, written
from integration.mapping.tables import Mapping
from sikas import bulk

ID_LONGEST = 64
GOT_LONGEST = 80
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
class _Draft:
    """An item, and what is known of it so far."""

    item: Any
    key: str = ""
    version: int | None = None
    changed_at: datetime | None = None
    is_deleted: bool = False
    values: Sequence[Any] = ()


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
        fields = [(place, one, one.make(lists)) for place, one in enumerate(mapping.fields)]
        self._plain = [
            (place, one.paths[0], parse, one.required)
            for place, one, parse in fields
            if not one.paths[1:]
        ]
        self._joined = [(place, one.paths, parse) for place, one, parse in fields if one.paths[1:]]
        self._empty = [one.empty for one in mapping.fields]
        self._is_nested = any("." in path for one in mapping.fields for path in one.paths)
        columns = [one.column for one in mapping.fields]
        self._compared = [columns.index(column) for column in mapping.compared]
        key = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32).digest()
        self._keyed = hashlib.blake2b(digest_size=16, key=key)

    def read(self, item: Any) -> Item:
        """Return what one item is."""
        return self.read_all([item])[0]

    def read_all(self, items: Iterable[Any]) -> list[Item]:
        """Return what each item is, in order; never raises for anything that JSON can hold."""
        read = [self._read(_Draft(item)) for item in items]
        written = iter(self._written([one for one in read if isinstance(one, _Draft)]))
        return [next(written) if isinstance(one, _Draft) else one for one in read]

    def _read(self, draft: _Draft) -> _Draft | Deleted | Refused:
        try:
            self._read_head(draft)
            if draft.is_deleted:
                return Deleted(draft.key, draft.version or 0, draft.changed_at)
            self._read_body(draft)
        except _BadAtError as bad:
            return self._refused(draft, bad)
        return draft

    def _written(self, drafts: Sequence[_Draft]) -> list[Accepted | Refused]:
        """Write all at once, faster than one by one: first for the content, then as kept."""
        lines = bulk.lines([one.values for one in drafts])
        found = [self._accepted(*one) for one in zip(drafts, lines, strict=True)]
        if stored := self.mapping.stored:
            pairs = zip(drafts, found, strict=True)
            good = [(draft, one) for draft, one in pairs if isinstance(one, Accepted)]
            lines = bulk.lines([stored(draft.values) for draft, _one in good])
            for (_draft, one), line in zip(good, lines, strict=True):
                one.line = line
        return found

    def _accepted(self, draft: _Draft, line: str) -> Accepted | Refused:
        try:
            content = self._digest(line.encode())
        except UnicodeEncodeError:
            return self._refused(draft, self._broken_text(draft.values))
        return Accepted(draft.key, draft.version or 0, draft.changed_at, content, line)

    def _refused(self, draft: _Draft, bad: _BadAtError) -> Refused:
        if bad.error.reason == Reason.TYPE:
            self.drift.retyped[bad.path + bad.error.within] += 1
        return Refused(
            key=draft.key or self._digest(written(draft.item).encode(errors="backslashreplace")),
            version=draft.version,
            changed_at=draft.changed_at,
            reason=bad.error.reason,
            path=bad.path,
            expected=bad.error.expected,
            got=self._got(bad),
            payload=draft.item,
        )

    def _got(self, bad: _BadAtError) -> str:
        """Return the bad value; of a person none, for it may stand where it does not belong."""
        return HIDDEN if self._is_personal and bad.got else shown(bad.got, GOT_LONGEST)

    def _read_head(self, draft: _Draft) -> None:
        envelope, item = self.mapping.envelope, draft.item
        if not isinstance(item, dict):
            raise _BadAtError("", item, NOT_RECORD)
        draft.key = _at("id", _remote_id, item.get("id"))
        if envelope.version:
            draft.version = _at(envelope.version, _version, item.get(envelope.version))
        else:
            draft.version = self._version
        if envelope.changed_at:
            draft.changed_at = _at(envelope.changed_at, instant, item.get(envelope.changed_at))
        if envelope.gone:
            path, is_gone = envelope.gone
            draft.is_deleted = item.get(path) is not None and _at(path, is_gone, item[path])

    def _read_body(self, draft: _Draft) -> None:
        name = self.mapping.envelope.body
        body = draft.item.get(name) if name else draft.item
        if not isinstance(body, dict):
            raise _BadAtError(name, body, NOT_RECORD)
        self.drift.look_around(draft.item)
        draft.values = self._values(partial(_dig, body) if self._is_nested else body.get)
        if self.mapping.check:
            self._check(self.mapping.check, draft.values)

    def _values(self, get: Callable[[str], Any]) -> list[Any]:
        """Return what the fields say; `get` returns what stands at a path."""
        values = self._empty.copy()
        for place, path, parse, is_required in self._plain:
            value = get(path)
            try:
                if value is not None and value != "":
                    values[place] = parse(value)
                if is_required and (values[place] is None or values[place] == ""):
                    raise MISSING
            except BadError as error:
                raise _BadAtError(path, value, error) from error
        for place, paths, parse in self._joined:
            try:
                values[place] = parse(*map(get, paths))
            except BadError as error:
                given = [*map(get, paths)]
                which = _culprit(parse, given)
                raise _BadAtError(paths[which], given[which], error) from error
        return values

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
        digest = self._keyed.copy()
        digest.update(written)
        return digest.hexdigest()


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
