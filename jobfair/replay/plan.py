"""Who sends what and when: the size of 2022 for any seed, with its rush at either end."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

PEOPLE, POSITIONS, APPLICATIONS = 356, 97, 2_278
QUOTA = 15  # of a person
# Share of all applications by part of the week: begin, end, share. It begins and ends with a rush;
# what remains is for a machine that is late.
RHYTHM = ((0.0, 0.05, 0.22), (0.05, 0.8, 0.53), (0.8, 0.92, 0.25))


@dataclass(frozen=True, order=True)
class Sending:
    """One application: when (0 opening, 1 closing), whose, for which position."""

    moment: float
    person: int
    position: int


def make_plan(seed: int) -> list[Sending]:
    """Return APPLICATIONS sendings in order of time: of everybody at least one, at most QUOTA."""
    chance = Random(f"2022:{seed}")  # noqa: S311
    popularity = list(accumulate(chance.uniform(0.3, 3) for _one in range(POSITIONS)))
    sendings = [
        Sending(_moment(chance), person, position)
        for person, number in enumerate(_numbers(chance))
        for position in _choose(number, popularity, chance)
    ]
    return sorted(sendings)


def _numbers(chance: Random) -> list[int]:
    """Return how many applications each person sends."""
    numbers = [1] * PEOPLE
    eager = [chance.uniform(0.2, 2) for _one in range(PEOPLE)]
    left = APPLICATIONS - PEOPLE
    while left:
        (person,) = chance.choices(range(PEOPLE), eager)
        if numbers[person] < QUOTA:
            numbers[person] += 1
            left -= 1
    return numbers


def _choose(number: int, popularity: Sequence[float], chance: Random) -> set[int]:
    """Return so many different positions, popular ones more often."""
    chosen: set[int] = set()
    while len(chosen) < number:
        chosen.add(bisect(popularity, chance.uniform(0, popularity[-1]) * 0.999_999))
    return chosen


def _moment(chance: Random) -> float:
    shares = [share for _begin, _end, share in RHYTHM]
    ((begin, end, _share),) = chance.choices(RHYTHM, shares)
    return chance.uniform(begin, end)
