"""The table of one kind: the only place that knows names of the wire.

Validation, documentation (docs/ministry-mapping.md) and the report of drift are made from it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from integration.enums import Kind
from integration.mapping.parsers import IN_LIST, Make, Parser


class Owner(Enum):
    """Whose word counts for a field."""

    REMOTE = "Kemnaker"
    REMOTE_ONCE_MATCHED = "Kemnaker setelah dihubungkan"
    REMOTE_IF_VERIFIED = "Kemnaker bila diverifikasi di sana"


@dataclass(frozen=True)
class Field:
    """One column: where it comes from, how it is read, what it is called.

    `paths` are names of the wire, with dots for nested ones; a parser of several gets them all.
    `parts` are the names that it reads within the objects of a list. A `required` field must be
    there and not empty. `empty` is what stands where nothing was sent.
    """

    column: str
    paths: tuple[str, ...]
    make: Make
    label: str
    required: bool = False
    owner: Owner = Owner.REMOTE
    is_personal: bool = False
    empty: Any = None
    parts: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All that it reads, as it is told: `schedules`, `schedules[].quota`."""
        return (*self.paths, *(f"{self.paths[0]}{IN_LIST}.{part}" for part in self.parts))


@dataclass(frozen=True)
class Envelope:
    """Where an item says who it is; catalogues have neither version nor time.

    `gone` is a path and a parser that says whether the record is no longer there.
    """

    version: str = ""
    changed_at: str = ""
    gone: tuple[str, Parser] | None = None
    body: str = ""  # empty: the item is its own body


@dataclass(frozen=True)
class Mapping:
    """The table of one kind.

    `ignored` are known names that we do not take, each with the reason; `optional` are some that we
    take and that may stay away. `check` compares the values of the columns `compared`. `stored`
    makes of the values what `columns` keep, where that is not the same: personal values are sealed
    after they were compared.
    """

    kind: Kind
    fields: tuple[Field, ...]
    ignored: dict[str, str]
    envelope: Envelope = Envelope()
    check: Callable[..., None] | None = None
    compared: tuple[str, ...] = ()
    stored: Callable[[Sequence[Any]], Sequence[Any]] | None = None
    stored_columns: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns in the order of what is stored."""
        return self.stored_columns or tuple(one.column for one in self.fields)
