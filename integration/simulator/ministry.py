"""The ministry without HTTP: its records and what may be asked of them.

Fast enough to be the in-memory fake of tests: a ministry of ten records is made and asked in
microseconds, its clock is injectable, its journal is in memory unless a file is named.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

import orjson

from integration.simulator import batches, pages
from integration.simulator.bulk import Bulk
from integration.simulator.clock import RemoteClock
from integration.simulator.errors import Refusal
from integration.simulator.faults import Faults
from integration.simulator.feed import Feed, Record
from integration.simulator.journal import Journal
from integration.simulator.population import Inventor
from integration.simulator.tokens import Tokens

KINDS = ("vacancies", "trainings", "companies", "seekers", "placements")


class Ministry:
    """Records of every kind, their journal, clock, tokens and faults.

    Reading methods return what the wire has, as Python values, or raise Refusal. Writing methods
    note each effect in the journal with its cause.
    """

    def __init__(
        self,
        *,
        seed: int = 2022,
        now: Callable[[], datetime] | None = None,
        journal: str = ":memory:",
        bulk: int = 0,
    ) -> None:
        self.clock = RemoteClock(now)
        self.journal = Journal(journal)
        self.faults = Faults(self)
        self.tokens = Tokens(self.clock)
        self.seed = seed
        self.bulk = Bulk(bulk, seed)
        self.cursors = 1  # the generation of cursors that are still known
        self._empty()
        self._replay()

    def _empty(self) -> None:
        self.feeds = {kind: Feed() for kind in KINDS}
        self.answers: dict[str, tuple[str, dict[str, Any]]] = {}
        self.late: list[tuple[datetime, str, Record, str, str]] = []
        self.inventor = Inventor(self.seed)
        self.random = Random(self.seed)  # noqa: S311 - the same every time

    def _replay(self) -> None:
        """Be what the journal says; whatever is invented from now on is new."""
        for entry in self.journal.effects():
            record = Record(entry["record"], entry["version"], entry["at"], entry["attributes"])
            self.feeds[entry["kind"]].set(record)
        self.answers = self.journal.answers()
        last = self.journal.last()
        if last:
            self.inventor = Inventor(self.seed + last)
            self.inventor.serial = last

    def reset(self) -> None:
        """Forget every record, fault, token, answer and entry; the clock is true again."""
        self._empty()
        self.faults.clear()
        self.tokens.clear()
        self.journal.clear()
        self.clock.reset()
        self.bulk.set(0)
        self.cursors += 1

    # What is written

    def put(
        self,
        kind: str,
        attributes: dict[str, Any] | None = None,
        *,
        record_id: str = "",
        cause: str = "control",
        key: str = "",
        whole: bool = False,
    ) -> Record:
        """Create a record, or change those attributes of it that are given.

        A new one gets an id, and what is missing is invented; `whole` takes the attributes as they
        are, whatever was there before.
        """
        old = self._latest(kind, record_id)
        base: dict[str, Any] = {}
        if not whole:
            known = old.attributes if old else None
            base = known or self.inventor.attributes(kind, self.clock.now())
        merged = base | (attributes or {})
        record_id = record_id or self.inventor.identity()
        return self._write(kind, self._next(record_id, old, merged), cause, key)

    def remove(self, kind: str, record_id: str, *, cause: str = "control", key: str = "") -> Record:
        """Delete a record; what is left says when, and its last version."""
        old = self._latest(kind, record_id)
        if old is None:
            raise Refusal(404, "not_found", "No such record.")
        if old.deleted:
            return old
        return self._write(kind, self._next(record_id, old, None), cause, key)

    def _latest(self, kind: str, record_id: str) -> Record | None:
        """Return the last version of a record, also one that is not seen yet."""
        known = self.feed(kind).records.get(record_id)
        hidden = (late for _, at, late, _, _ in self.late if (at, late.id) == (kind, record_id))
        return max(hidden, key=lambda record: record.version, default=known)

    def _next(
        self, record_id: str, old: Record | None, attributes: dict[str, Any] | None
    ) -> Record:
        version = old.version + 1 if old else 1
        return Record(record_id, version, self.clock.stamp(), attributes)

    def _write(self, kind: str, record: Record, cause: str, key: str) -> Record:
        late = self.faults.delay(kind)
        if late is None:
            self._apply(kind, record, cause, key)
        else:
            self.late.append((self.clock.true_now() + late, kind, record, cause, key))
        return record

    def _apply(self, kind: str, record: Record, cause: str, key: str) -> None:
        feed = self.feeds[kind]
        known = feed.records.get(record.id)
        if record.deleted:
            operation = "removed"
        else:
            operation = "updated" if known and not known.deleted else "created"
        feed.set(record)
        self.journal.effect(
            at=record.updated_at,
            cause=cause,
            kind=kind,
            record=record.id,
            version=record.version,
            operation=operation,
            key=key,
            attributes=record.attributes,
        )

    def show_late(self, *, everything: bool = False) -> None:
        """Let writes be seen whose time has come; they keep the earlier time of their write."""
        now = self.clock.true_now()
        due = [entry for entry in self.late if everything or entry[0] <= now]
        self.late = [entry for entry in self.late if entry not in due]
        for _at, kind, record, cause, key in due:
            self._apply(kind, record, cause, key)

    def feed(self, kind: str) -> Feed:
        """Return the records of a kind."""
        if kind not in self.feeds:
            raise Refusal(404, "not_found", f"There is no kind {kind!r}.")
        self.show_late()
        return self.feeds[kind]

    # What is read

    def catalogue(self, page: int = 1, limit: int = 18, query: str = "") -> dict[str, Any]:
        """Return a page of the public catalogue of vacancies, newest first."""
        return pages.catalogue(self, page, limit, query)

    def programmes(self, page: int = 1, limit: int = 18, **options: str) -> dict[str, Any]:
        """Return a page of training programmes; options are keyword, status, sort_by, order."""
        return pages.programmes(self, page, limit, **options)

    def changes(
        self, kind: str, *, since: str = "", cursor: str | None = None, limit: int = 100
    ) -> dict[str, Any]:
        """Return what changed at or after a time, in the order of (updated_at, id)."""
        return pages.changes(self, kind, since, cursor, limit)

    def snapshot(self, kind: str, *, cursor: str | None = None, limit: int = 100) -> dict[str, Any]:
        """Return what lives, in the order of ids."""
        return pages.snapshot(self, kind, cursor, limit)

    def record(self, kind: str, record_id: str) -> dict[str, Any]:
        """Return one record."""
        record = self.feed(kind).records.get(record_id)
        if record is None:
            raise Refusal(404, "not_found", "No such record.")
        if record.deleted:
            raise Refusal(410, "deleted", "The record was deleted.")
        return pages.spoiled(self, "record", kind, [record])[0]

    def checksums(self, kind: str) -> dict[str, Any]:
        """Return count and digest of what lives."""
        feed = self.feed(kind)
        return {
            "count": feed.count,
            "digest": feed.checksum(),
            "server_time": self.clock.text(),
        }

    def batch(self, kind: str, body: Any) -> dict[str, Any]:
        """Carry out a batch; one outcome per item, the same again for a key seen before."""
        return batches.carry_out(self, kind, body)

    def remembered(self, key: str, item: dict[str, Any]) -> tuple[bool, dict[str, Any] | None]:
        """Return whether a key was used for another item, and the answer it got."""
        known = self.answers.get(key)
        if known is None:
            return False, None
        return known[0] != digest(item), known[1]

    def remember(self, key: str, item: dict[str, Any], answer: dict[str, Any]) -> None:
        """Keep the answer of a key."""
        self.answers[key] = (digest(item), answer)
        self.journal.remember(key, digest(item), answer)


def digest(item: dict[str, Any]) -> str:
    """Return what two items share only when they say the same."""
    return hashlib.sha256(orjson.dumps(item, option=orjson.OPT_SORT_KEYS)).hexdigest()
