"""The register of who keeps what about a person: each app says how it shows and how it forgets.

Apps register in `AppConfig.ready`, which runs from the top floor down; erasing follows that order,
so an app above still finds its rows by those of the apps below.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

FORGOTTEN = "(data dihapus)"  # what stands where a name stood that others still read


@dataclass(frozen=True)
class Person:
    """Whose data: someone with an account, someone the counter registered, or both in one.

    `contacts` are the addresses under which rows without an owner (codes, messages) are found.
    """

    user_id: Any = None  # the UUID of an account
    seeker_id: Any = None  # the number of a seeker
    contacts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Section:
    """What one app keeps of a person, for reading: Indonesian labels, values plain or dates.

    `link` is the address where the person corrects it, `ask` whether only an officer can.
    """

    title: str
    rows: Sequence[Mapping[str, Any]]
    link: str = ""
    ask: bool = False


@dataclass(frozen=True)
class Sighting:
    """Somebody looked at what is not shown to everybody."""

    at: datetime
    what: str
    who: str
    purpose: str = ""


@dataclass(frozen=True)
class LivingConsent:
    """A consent in force that its holder may withdraw; `key` names it among those of its app."""

    key: str
    title: str
    version: str
    given_at: datetime
    consequence: str


def _nothing(_person: Person) -> Sequence[Any]:
    return ()


@dataclass(frozen=True)
class Keeper:
    """An app that keeps personal data.

    `tables` are the models it answers for; `identify` completes a person (an account leads to a
    seeker and back); `export` returns what is kept; `erase` removes or anonymises it within the
    caller's transaction. `hold` keeps a person as he is until that transaction ends; it raises
    ValidationError when others work on him for too long. `obstacles` say in Indonesian what must be
    settled before the person may go without an officer; `sightings` who looked; `consents` what can
    be withdrawn, and `withdraw` does it (False: there is no such consent).
    """

    name: str
    export: Callable[[Person], Sequence[Section]]
    erase: Callable[[Person], None]
    tables: Sequence[str] = ()
    identify: Callable[[Person], Person] = lambda person: person
    hold: Callable[[Person], None] = lambda _person: None
    obstacles: Callable[[Person], Sequence[str]] = _nothing
    sightings: Callable[[Person], Sequence[Sighting]] = _nothing
    consents: Callable[[Person], Sequence[LivingConsent]] = _nothing
    withdraw: Callable[[Person, str], bool] = lambda _person, _key: False


_keepers: dict[str, Keeper] = {}


def register(keeper: Keeper) -> None:
    """Add an app; called once from its `AppConfig.ready`."""
    _keepers[keeper.name] = keeper


def keepers() -> Sequence[Keeper]:
    """Return every app that keeps personal data, upper floors first."""
    return tuple(_keepers.values())


def hold(*people: Person) -> None:
    """Hold people as they are, upper floors first; whoever forgets or merges begins with it.

    One order for all: what joins records of others with profiles, the profiles, their accounts. So
    nobody waits for somebody who waits for him.
    """
    for keeper in keepers():
        for person in people:
            keeper.hold(person)


def identify(person: Person) -> Person:
    """Return the person with every reference that the apps know."""
    for keeper in keepers():
        person = keeper.identify(person)
    return person
