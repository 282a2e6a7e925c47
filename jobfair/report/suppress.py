"""Small numbers are people: which cells of a public table are not shown.

A cell from 1 to 4 is hidden, and with it as many others as it takes so that nobody can compute it
from the total: at least two cells are hidden, and together they leave every one of them room from
1 to LEAST. Zeros say nothing about anybody and are shown, unless the whole table is too small.
"""

from collections.abc import Sequence

LEAST = 5
Cell = int | None  # None: not shown


def is_small(number: int) -> bool:
    """Tell whether a number would point to people."""
    return 0 < number < LEAST


def table(cells: Sequence[int], people: Sequence[int] | None = None) -> list[Cell]:
    """Return the cells of a table whose total everybody knows, None for those not shown.

    `people` say for each cell how many persons are behind it, where a person may count several
    times in one. When no choice of cells protects the small ones, nothing of the table is shown.
    """
    behind = cells if people is None else people
    hidden = {i for i, number in enumerate(behind) if cells[i] and is_small(number)}
    hidden |= {i for i, number in enumerate(cells) if is_small(number)}
    if not hidden:
        return [*cells]
    left = [i for i in range(len(cells)) if cells[i] and i not in hidden]
    left.sort(key=lambda i: (cells[i], i))
    while left and not _protects([cells[i] for i in hidden]):
        hidden.add(left.pop(0))
    if not _protects([cells[i] for i in hidden]):
        return [None] * len(cells)
    return [None if i in hidden else number for i, number in enumerate(cells)]


def _protects(hidden: Sequence[int]) -> bool:
    """Tell whether each hidden cell, all of them at least 1, may be anything from 1 to LEAST."""
    return len(hidden) > 1 and sum(hidden) - (len(hidden) - 1) >= LEAST
