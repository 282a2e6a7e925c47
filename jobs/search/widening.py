"""A search that finds nothing: correct it, then ask for less, step by step, and say so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import connection

from jobs.search import statements
from jobs.search.corrections import correct
from jobs.search.criteria import Criteria
from jobs.search.cursors import Cursor
from jobs.search.groups import Group
from jobs.search.selectors import Page, search_vacancies

FEW = 200  # hits beyond which a filter is not narrow


@dataclass(frozen=True, slots=True)
class Found:
    """The page to show, and the search that it answers when the one asked for found nothing."""

    criteria: Criteria
    page: Page
    corrected: bool = False  # words were replaced
    dropped: tuple[Group, ...] = ()  # filters that were left out
    any_word: bool = False  # not every word has to be there
    everything: bool = False  # nothing fits: the newest vacancies instead


def find(criteria: Criteria, cursor: Cursor | None = None) -> Found:
    """Return a page for `criteria` or, if a first page finds nothing, for less than that."""
    page = search_vacancies(criteria, cursor)
    if page.rows or cursor or criteria.is_empty:
        return Found(criteria, page)
    meant = None if criteria.literal or not criteria.words else correct(criteria)
    found = Found(meant or criteria, page, corrected=meant is not None)
    for step in _steps(found):
        page = search_vacancies(step.criteria)
        if page.rows:
            return replace(step, page=page)
    return Found(criteria, page, everything=True)


def _steps(found: Found) -> Iterator[Found]:
    if found.corrected:
        yield found
    dropped: list[Group] = []
    left = found.criteria
    for group in _narrowest_first(left):
        dropped.append(group)
        left = left.without(group.param)
        if not left.is_empty:
            yield replace(found, criteria=left, dropped=tuple(dropped))
    if len(found.criteria.words) > 1:
        any_word = replace(found.criteria, any_word=True)
        if dropped:
            yield replace(found, criteria=any_word, any_word=True)
        left = replace(left, any_word=True)
        yield replace(found, criteria=left, dropped=tuple(dropped), any_word=True)
    yield Found(Criteria(), found.page, everything=True)


def _narrowest_first(criteria: Criteria) -> list[Group]:
    """Return the filters by how few vacancies each leaves of the words; one query."""
    filters = criteria.filters
    if len(filters) <= 1:
        return [group for group, _values in filters]
    counts, params = [], list[statements.Parameter]()
    for group, values in filters:
        match = statements.query(criteria, [(group, values)])
        counts.append(
            f"(select count(*) from (select from jobs_vacancysearch"  # noqa: S608 - constants
            f" where doc @@ (select {match.sql}) and {statements.OPEN} limit {FEW}) hits)"
        )
        params += match.params
    with connection.cursor() as database:
        database.execute(f"select {', '.join(counts)}", params)
        sizes = database.fetchone()
    ranked = sorted(zip(sizes, range(len(filters)), strict=True))
    return [filters[place][0] for _size, place in ranked]
