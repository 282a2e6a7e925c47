"""All records of one kind, with the orders in which they are read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from zlib import crc32

MODULUS = 2**32


@dataclass(frozen=True, slots=True)
class Record:
    """One version of one record; without attributes it is deleted."""

    id: str
    version: int
    updated_at: str  # as on the wire, which sorts like time
    attributes: dict[str, Any] | None

    @property
    def deleted(self) -> bool:
        """Tell whether the record is no more."""
        return self.attributes is None

    def item(self) -> dict[str, Any]:
        """Return the record as the partner contract shows it."""
        return {
            "id": self.id,
            "version": self.version,
            "updated_at": self.updated_at,
            "deleted": self.attributes is None,
            "attributes": self.attributes,
        }


class Feed:
    """Records by id; what is sorted is sorted when somebody reads it after a change."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.earlier: dict[str, Record] = {}  # the version before the last one
        self.count = 0
        self.digest = 0
        self._views: dict[str, list[Any]] = {}

    def set(self, record: Record) -> None:
        """Take in a new version of a record."""
        old = self.records.get(record.id)
        if old:
            self.earlier[record.id] = old
            self._count(old, -1)
        self.records[record.id] = record
        self._count(record, 1)
        self._views.clear()

    def _count(self, record: Record, step: int) -> None:
        if not record.deleted:
            self.count += step
            self.digest += step * crc32(f"{record.id}:{record.version}".encode())

    def checksum(self) -> str:
        """Return the digest of all that lives, as the contract has it."""
        return f"{self.digest % MODULUS:08x}"

    def living(self) -> list[Record]:
        """Return what is not deleted, by id."""
        return self.view(
            "living",
            lambda: sorted(self._alive(), key=lambda record: record.id),
        )

    def changes(self) -> list[tuple[str, str]]:
        """Return (updated_at, id) of everything, in this order."""
        return self.view(
            "changes", lambda: sorted((rec.updated_at, rec.id) for rec in self.records.values())
        )

    def view(self, name: str, make: Callable[[], list[Any]]) -> list[Any]:
        """Return a list under its name, made anew after a change."""
        if name not in self._views:
            self._views[name] = make()
        return self._views[name]

    def _alive(self) -> Iterable[Record]:
        return (record for record in self.records.values() if record.attributes is not None)

    def versions(self) -> dict[str, int]:
        """Return the version of all that lives."""
        return {record.id: record.version for record in self.living()}

    def level(self, updated_at: str) -> None:
        """Give every record the same time of change."""
        for record in list(self.records.values()):
            attributes = record.attributes
            self.records[record.id] = Record(record.id, record.version, updated_at, attributes)
        self._views.clear()
