"""What vacancies for benchmarks are mixed from, and how common each part is."""

import tomllib
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any, Generic, TypeVar

from jobs.demo.positions import (
    DATA,
    Position,
    bullets,
    phrases,
    read_positions,
    requirements,
    section,
)
from jobs.models.vacancies import MAX_TEXT
from sikas.reference.enums import EducationLevel
from sikas.reference.models import Occupation

T = TypeVar("T")

ZIPF = 0.9  # how steeply common things are commoner than rare ones
VARIANTS = 16  # ready texts of one position
CROWDED, SECTIONS = 0.06, (3, 24)  # share of texts that seek people for that many positions more
LONGEST = MAX_TEXT - 300  # leaves room for the sentence before it
BARE = 0.1  # share of texts without requirements
MINIMUM_PAY = 3_266_000


class Draw(Generic[T]):
    """Picks one of several things by weight."""

    def __init__(self, things: Sequence[T], weights: Sequence[float]) -> None:
        self.things, self._sums = things, list(accumulate(weights))

    def __call__(self, chance: Random) -> T:
        """Return one of the things."""
        return self.things[bisect(self._sums, chance.random() * self._sums[-1])]


def zipf(things: Sequence[T]) -> Draw[T]:
    """Return a draw in which the n-th thing is n ** -ZIPF as likely as the first."""
    return Draw(things, [rank**-ZIPF for rank in range(1, len(things) + 1)])


@cache
def words() -> dict[str, Any]:
    """Return what the rows are mixed from."""
    return tomllib.loads((DATA / "bulk.toml").read_text())


def employer_names() -> list[str]:
    """Return some thousand made-up names, always in the same order."""
    parts = words()
    names = [
        f"{form} {first}{second} {business}"
        for first in parts["first"]
        for second in parts["second"]
        for business in parts["business"]
        for form in dict.fromkeys(parts["forms"])
    ]
    Random(len(names)).shuffle(names)  # noqa: S311
    return names[:6000]


@dataclass(frozen=True)
class Kind:
    """A position with its occupation and ready texts."""

    occupation: int
    position: Position
    texts: tuple[tuple[str, str], ...]


def kinds(chance: Random) -> list[Kind]:
    """Return every occupation as something to advertise, the commonest first."""
    occupations = {row.code: row for row in Occupation.objects.filter(digits=4).order_by("code")}
    positions = read_positions()
    common = words()["common"]
    rest = [key for key in positions if key not in common]
    chance.shuffle(rest)
    ordered = [positions[key] for key in (*common, *rest)]
    named = {position.occupation for position in ordered}
    others = [
        _general(row)
        for code, row in occupations.items()
        if code not in named and not code.startswith("0")  # armed forces do not advertise
    ]
    chance.shuffle(others)
    return [
        Kind(occupations[position.occupation].pk, position, tuple(_texts(position, chance)))
        for position in (*ordered, *others)
    ]


def _general(row: Occupation) -> Position:
    parts = words()
    return Position(
        occupation=row.code,
        titles=(row.title[:80],),
        duties=tuple(parts["general_duties"]),
        requirements=tuple(parts["general_requirements"]),
        pay=(MINIMUM_PAY, MINIMUM_PAY * 2),
        education=EducationLevel.SMA if row.code > "3" else EducationLevel.S1,
        sector="lain",
    )


def _texts(position: Position, chance: Random) -> Iterator[tuple[str, str]]:
    """Yield pairs of description and requirements, from a line to a page."""
    extra = words()["extra"]
    for _number in range(VARIANTS):
        duties = chance.sample(position.duties, chance.randint(1, len(position.duties)))
        paragraphs = chance.sample(extra, int(chance.paretovariate(0.9)) % len(extra))
        if chance.random() < CROWDED:
            others = chance.sample(list(read_positions().values()), chance.randint(*SECTIONS))
            paragraphs += map(section, others)
        body = "\n\n".join([f"{phrases()['duties']}\n{bullets(duties)}", *paragraphs])
        yield body[:LONGEST], requirements(position) if chance.random() >= BARE else ""
