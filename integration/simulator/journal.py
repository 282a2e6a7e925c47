"""Everything that happened at the ministry, in order: the proof of tests and its own memory.

An effect is a record that changed, with its new attributes: a simulator that starts with the
journal of an earlier run replays them. A request is method, address and status, never a secret.
"""

import sqlite3
from collections.abc import Iterator
from typing import Any

import orjson

SCHEMA = """
create table if not exists journal (
    seq integer primary key, at text not null, sort text not null, cause text not null,
    kind text not null default '', record text not null default '', version integer,
    operation text not null default '', key text not null default '', attributes blob,
    method text not null default '', path text not null default '', status integer
);
create table if not exists answers (
    key text primary key, body text not null, answer blob not null
);
"""
SHOWN = ("seq", "at", "sort", "cause", "kind", "record", "version", "operation", "key")
OF_REQUESTS = ("seq", "at", "sort", "cause", "method", "path", "status")
EFFECT = (
    "insert into journal (at, sort, cause, kind, record, version, operation, key, attributes)"
    " values (?, 'effect', ?, ?, ?, ?, ?, ?, ?)"
)
REQUEST = (
    "insert into journal (at, sort, cause, method, path, status) values (?, 'request', ?, ?, ?, ?)"
)
AT_MOST = 10_000  # entries read at once


class Journal:
    """Entries in SQLite; they outlive a process that is killed, not a machine that is."""

    def __init__(self, path: str = ":memory:") -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.executescript(SCHEMA)
        if path != ":memory:":
            self.connection.execute("pragma journal_mode = wal")
            self.connection.execute("pragma synchronous = off")

    def effect(
        self,
        *,
        at: str,
        cause: str,
        kind: str,
        record: str,
        version: int,
        operation: str,
        key: str,
        attributes: dict[str, Any] | None,
    ) -> None:
        """Note that a record was created, updated or removed, and why."""
        stored = None if attributes is None else orjson.dumps(attributes)
        self.connection.execute(EFFECT, (at, cause, kind, record, version, operation, key, stored))

    def request(self, *, at: str, method: str, path: str, status: int, cause: str = "") -> None:
        """Note a request; `cause` names the faults that it met, status 0 means no answer."""
        self.connection.execute(REQUEST, (at, cause, method, path, status))

    def entries(self, after: int = 0, *, attributes: bool = False) -> list[dict[str, Any]]:
        """Return what was noted after an entry, AT_MOST at once."""
        return [
            self._shown(row, attributes=attributes)
            for row in self._rows("seq > ? order by seq limit ?", (after, AT_MOST))
        ]

    def effects(self) -> Iterator[dict[str, Any]]:
        """Return every effect with its attributes, from the first on."""
        for row in self._rows("sort = 'effect' order by seq", ()):
            yield self._shown(row, attributes=True)

    def _rows(self, where: str, values: tuple[int, ...]) -> Iterator[sqlite3.Row]:
        cursor = self.connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(f"select * from journal where {where}", values)  # noqa: S608

    def _shown(self, row: sqlite3.Row, *, attributes: bool) -> dict[str, Any]:
        if row["sort"] == "request":
            return {name: row[name] for name in OF_REQUESTS}
        entry = {name: row[name] for name in SHOWN}
        if attributes:
            stored = row["attributes"]
            entry["attributes"] = None if stored is None else orjson.loads(stored)
        return entry

    def remember(self, key: str, body: str, answer: dict[str, Any]) -> None:
        """Keep the answer to an idempotency key."""
        self.connection.execute(
            "insert into answers values (?, ?, ?)", (key, body, orjson.dumps(answer))
        )

    def answers(self) -> dict[str, tuple[str, dict[str, Any]]]:
        """Return every answer that was kept, with the digest of the body that it answered."""
        rows = self.connection.execute("select key, body, answer from answers")
        return {key: (body, orjson.loads(answer)) for key, body, answer in rows}

    def last(self) -> int:
        """Return the number of the last entry."""
        return self.connection.execute("select coalesce(max(seq), 0) from journal").fetchone()[0]

    def begin(self) -> None:
        """Begin a transaction: thousands of entries at once."""
        self.connection.execute("begin")

    def commit(self) -> None:
        """End the transaction."""
        self.connection.execute("commit")

    def clear(self) -> None:
        """Forget everything; numbers go on, so that nobody mistakes a new entry for an old one."""
        last = self.last()
        self.connection.execute("delete from answers")
        self.connection.execute("delete from journal")
        self.connection.execute(
            "insert into journal (seq, at, sort, cause) values (?, '', 'reset', '')", (last + 1,)
        )
