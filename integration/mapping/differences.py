"""How the form of what comes differs from a table: what developers must look at."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field

from integration.mapping.showing import shown

NAME_LONGEST = 120
MOST_NAMES = 200  # that one run remembers


@dataclass
class Differences:
    """Names that a table does not know, those it takes that did not come, values of another type.

    `taken` are the names that the table reads, `known` also those that it leaves; whether the
    latter are sent is nobody's business.
    """

    taken: frozenset[str]
    known: frozenset[str]
    extra: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    retyped: Counter[str] = field(default_factory=Counter)

    def fits(self, sent: Set[str]) -> bool:
        """Tell whether the names of an item are as the table has them."""
        return self.taken <= sent <= self.known

    def note(self, sent: Set[str]) -> None:
        """Count the difference of one item."""
        for name in sent - self.known:
            if len(self.extra) < MOST_NAMES or name in self.extra:
                self.extra[shown(name, NAME_LONGEST)] += 1
        self.missing.update(self.taken - sent)
