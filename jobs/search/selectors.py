"""The one door to search: a page of open vacancies, and how many there are by filter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from jobs.search import statements
from jobs.search.criteria import BEST, Criteria
from jobs.search.cursors import Cursor, Key
from jobs.search.groups import GROUPS

PAGE_SIZE = 20


class Row(NamedTuple):
    """A vacancy as a list shows it; pay in rupiah a month, openings in people."""

    vacancy_id: int
    published_at: datetime
    closes_at: datetime
    title: str
    employer: str
    company_id: int | None  # none: the vacancy of another portal
    place: str
    education: int | None
    employment_type: str
    openings: int
    pay_min: int | None
    pay_max: int | None
    is_inclusive: bool  # open to people with a disability
    source: str


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in their order, and the cursor of the next page if there is one."""

    rows: list[Row]
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many vacancies a search has, and how many each value of a filter would leave.

    Nothing is counted beyond statements.COUNT_LIMIT: then `is_capped`, and the values are counted
    among that many hits.
    """

    total: int
    is_capped: bool
    by_value: Mapping[str, Mapping[str, int]]  # parameter, then value


def search_vacancies(
    criteria: Criteria, cursor: Cursor | None = None, *, size: int = PAGE_SIZE
) -> Page:
    """Return a page of open vacancies in the order that `criteria` asks for; one query.

    Rows that were published after the first page do not move the later pages.
    """
    by_fit = criteria.order == BEST and bool(criteria.words)
    if cursor and (cursor.rank is None) == by_fit:
        cursor = None  # a mark of the other order
    statement = (statements.best if by_fit else statements.newest)(criteria, cursor, size + 1)
    with connection.cursor() as database:
        database.execute(statement.sql, statement.params)
        found = database.fetchall()
    rows = [Row(*line[: len(Row._fields)]) for line in found[:size]]
    if len(found) <= size:
        return Page(rows, None)
    last = Key(rows[-1].published_at, rows[-1].vacancy_id)
    if not by_fit:
        return Page(rows, Cursor(last))
    rank, *start = found[size - 1][len(Row._fields) :]
    return Page(rows, Cursor(last, rank, cursor.start if cursor else Key(*start)))


def count_facets(criteria: Criteria) -> Counts:
    """Return the counts of a search; one query.

    The values of a filter in use are counted as if it were not: they are what to change it to.
    """
    facets = [group for group in GROUPS if group.column]
    active = [group for group in facets if criteria.values(group.param)]
    idle = [group for group in facets if group not in active]
    parts = [(criteria, idle), *((criteria.without(group.param), [group]) for group in active)]
    asked = [statements.facet(*part, number) for number, part in enumerate(parts)]
    with connection.cursor() as database:
        database.execute(
            " union all ".join(f"({part.sql})" for part in asked),
            [param for part in asked for param in part.params],
        )
        lines = database.fetchall()
    total = 0
    raw: dict[str, dict[str, int]] = {group.param: {} for group in facets}
    for number, mask, value, count in lines:
        if group := statements.facet_of(mask, parts[number][1]):
            raw[group.param][value] = count
        elif number == 0:
            total = count
    return Counts(
        total=min(total, statements.COUNT_LIMIT),
        is_capped=total > statements.COUNT_LIMIT,
        by_value={group.param: group.counts(raw[group.param]) for group in facets},
    )
