"""Which occupations are looked at, and how many of the newest rows of each.

A code of a million rows may have fifty thousand: scoring them all takes longer than a page may.
So the newest of each code are scored, exactly, and beside them the newest in the kecamatan that
count most; the nearer a code, the more of its rows. Together never more than the two budgets.
"""

from collections.abc import Iterable, Sequence

from jobs.matching.weights import FAR, WISHED, WORKED, Look, closeness
from jobs.search import lists

NEWEST_BUDGET = 1_000  # rows scored of the whole code
NEAR_BUDGET = 600  # rows scored of chosen kecamatan
LEAST = 8  # rows of a code, however far
MOST_LOOKS = 30  # occupations; who wishes for all is served by his nearest
MOST_PLACES = 5  # kecamatan looked at one by one; of more, the newest of a code are enough


def looks_of(wished: Iterable[str], worked: Iterable[str]) -> list[Look]:
    """Return the occupations like those of a person, each once with its most points, best first."""
    known = lists.current().occupations
    best: dict[str, Look] = {}
    for sources, points, is_wished in ((wished, WISHED, True), (worked, WORKED, False)):
        for source in sources:
            for code in (source, *(code for code in known if code.startswith(source[:FAR]))):
                near = closeness(source, code)
                look = Look(code, points.get(near, 0), source, is_wished, near)
                if near and (code not in best or best[code].points < look.points):
                    best[code] = look
    return sorted(best.values(), key=lambda look: (-look.points, look.code))[:MOST_LOOKS]


def shares(looks: Sequence[Look], budget: int, places: int = 1) -> list[int]:
    """Return how many rows of each occupation to score, in each of so many places."""
    weights = [look.points**2 for look in looks]
    whole = sum(weights) * places or 1
    return [max(LEAST, budget * weight // whole) for weight in weights]
