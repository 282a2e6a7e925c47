"""Where fields of a row come from when another office owns them.

Apps that know such an office register in `AppConfig.ready`, so that the floors below show and lock
those fields without knowing it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError


@dataclass(frozen=True)
class Origin:
    """What another office says of one row.

    Its owner does not change `columns`; with `is_official` nobody does, for they are as that office
    says. `words` say so at each of them. `about` says as what that office knows the row, `remedy`
    what its owner does when something is wrong; officers read `note` and `advice` and see more at
    `url`.
    """

    columns: frozenset[str]
    words: str
    about: str
    note: str
    url: str
    is_official: bool = True
    remedy: str = ""
    advice: str = ""

    def said_at(self, column: str) -> str:
        """Return the words at a field; empty where it is the row's own."""
        return self.words if column in self.columns else ""


class OfficialFieldError(ValidationError):
    """A field that another office owns is not changed here; nothing was written."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        super().__init__(origin.words)


@dataclass(frozen=True)
class Hearsay:
    """What another office says of a row before the two are joined: an officer compares."""

    label: str
    found: str
    fits: bool


Source = Callable[[Any], Origin | None]
Witness = Callable[[Any], Hearsay | None]
_sources: dict[type, Source] = {}
_witnesses: dict[type, Witness] = {}


def register(model: type, source: Source) -> None:
    """Say who knows where fields of a model come from; called once from `AppConfig.ready`."""
    _sources[model] = source


def register_witness(model: type, witness: Witness) -> None:
    """Say who can be heard about rows of a model; called once from `AppConfig.ready`."""
    _witnesses[model] = witness


def heard_of(row: Any) -> Hearsay | None:
    """Return what another office says of a row that an officer examines, if it says anything."""
    witness = _witnesses.get(type(row))
    return witness(row) if witness else None


def origin_of(row: Any) -> Origin | None:
    """Return what another office says of a row, None when none knows it."""
    source = _sources.get(type(row))
    return source(row) if source and row.pk else None


def refuse(row: Any, changed: Iterable[str], *, is_officer: bool = False) -> None:
    """Raise OfficialFieldError when one of the changed fields is not to be changed here."""
    origin = origin_of(row)
    if origin and (origin.is_official or not is_officer) and origin.columns & set(changed):
        raise OfficialFieldError(origin)
