"""The register of who keeps what about a person: each app says how it shows and how it forgets.

Apps register in `AppConfig.ready`, which runs from the top floor down; erasing follows that order,
so an app above still finds its rows by those of the apps below.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Person:
    """Whose data: someone with an account, someone the counter registered, or both in one."""

    user_id: UUID | None = None
    seeker_id: int | None = None


@dataclass(frozen=True)
class Section:
    """What one app keeps of a person, for reading: Indonesian labels, values as plain JSON."""

    title: str
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Keeper:
    """An app that keeps personal data.

    `identify` completes a person (an account leads to a seeker and back); `export` returns what is
    kept; `erase` removes or anonymises it within the caller's transaction.
    """

    name: str
    export: Callable[[Person], Sequence[Section]]
    erase: Callable[[Person], None]
    identify: Callable[[Person], Person] = lambda person: person


_keepers: dict[str, Keeper] = {}


def register(keeper: Keeper) -> None:
    """Add an app; called once from its `AppConfig.ready`."""
    _keepers[keeper.name] = keeper


def keepers() -> Sequence[Keeper]:
    """Return every app that keeps personal data, upper floors first."""
    return tuple(_keepers.values())


def identify(person: Person) -> Person:
    """Return the person with every reference that the apps know."""
    for keeper in keepers():
        person = keeper.identify(person)
    return person
