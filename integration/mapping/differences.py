"""How the form of what comes differs from a table: what developers must look at.

Only what the table reads is looked into: how deep that is, and how much, the remote cannot choose.
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from integration.mapping.parsers import IN_LIST
from integration.mapping.showing import shown
from integration.mapping.tables import Mapping

NAME_LONGEST = 120
MOST_NAMES = 200  # that one run remembers
MOST_ENTRIES = 200  # of one list that are looked at
MOST_ORDERS = 10  # of names that a part remembers


@dataclass
class Form:
    """What a table says of the names of one object: those it reads, and all that it knows."""

    taken: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)

    def fits(self, sent: Set[str]) -> bool:
        """Tell whether the names of an object are as the table has them."""
        return self.taken <= sent <= self.known


@dataclass(slots=True)
class Part:
    """An object that an item is, is in, or has within; or the objects of a list.

    `keys` lead to it, `prefix` stands before its names where they are told. The orders in which a
    fitting feed writes its names are `usual`: it has one or two.
    """

    keys: Sequence[str]
    prefix: str
    is_list: bool
    form: Form
    usual: set[tuple[str, ...]] = field(default_factory=set)

    def unusual(self, item: dict[str, Any]) -> Sequence[Any]:
        """Return what stands there in a form not met before; it runs for every item."""
        value: Any = item
        for key in self.keys:
            value = value.get(key) if value.__class__ is dict else None
        if not self.is_list:
            is_dict = value.__class__ is dict
            return () if value is None or (is_dict and tuple(value) in self.usual) else (value,)
        if value.__class__ is not list:
            return ()
        objects = [one for one in value[:MOST_ENTRIES] if one.__class__ is dict]
        return [one for one in objects if tuple(one) not in self.usual] if objects else ()


class Differences:
    """Names that a table does not know, those it takes that did not come, values of another type.

    Whether names that it knows and does not take are sent is nobody's business.
    """

    def __init__(self, mapping: Mapping) -> None:
        """Begin without any."""
        self._parts = list(_parts(mapping))
        self.extra: Counter[str] = Counter()
        self.missing: Counter[str] = Counter()
        self.retyped: Counter[str] = Counter()

    def look_around(self, item: dict[str, Any]) -> None:
        """Count the differences of one item, around its fields and within them."""
        for part in self._parts:
            for value in part.unusual(item):
                self._look_at(part, value)

    def _look_at(self, part: Part, value: Any) -> None:
        if not isinstance(value, dict):
            self.retyped[part.prefix.rstrip(".")] += 1
        elif not part.form.fits(value.keys()):
            self._note(part.form, part.prefix, value.keys())
        elif len(part.usual) < MOST_ORDERS:
            part.usual.add(tuple(value))

    def _note(self, form: Form, prefix: str, sent: Set[str]) -> None:
        for name in sent - form.known:
            path = prefix + name[:NAME_LONGEST]
            if len(self.extra) < MOST_NAMES or path in self.extra:
                self.extra[shown(path, NAME_LONGEST)] += 1
        self.missing.update(prefix + name for name in form.taken - sent)


def _forms(mapping: Mapping) -> dict[str, Form]:
    """Return by place what the table says of the names there: "" is the body."""
    envelope = mapping.envelope
    taken = [name for one in mapping.fields for name in one.names]
    taken += [] if envelope.body else ["id", *(envelope.gone or ())[:1]]
    forms = {"": Form()}
    for path in [*taken, *mapping.ignored]:
        steps = path.split(".")
        for depth, step in enumerate(steps):
            form = forms.setdefault(".".join(steps[:depth]), Form())
            name = step.removesuffix(IN_LIST)
            form.known.add(name)
            if path not in mapping.ignored and path not in mapping.optional:
                form.taken.add(name)
    return forms


def _parts(mapping: Mapping) -> Iterator[Part]:
    """Yield what lies around the body, the body, and what lies within its fields."""
    envelope = mapping.envelope
    if envelope.body:
        names = {"id", envelope.version, envelope.changed_at, envelope.body}
        names.update((envelope.gone or ())[:1])
        yield Part((), "", False, Form(names, names))
    around = [envelope.body] if envelope.body else []
    for place, form in _forms(mapping).items():
        keys = place.removesuffix(IN_LIST).split(".") if place else ()
        yield Part([*around, *keys], f"{place}." if place else "", place.endswith(IN_LIST), form)
