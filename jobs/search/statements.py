"""The SQL of search: probe the newest rows first, then force the index of words.

PostgreSQL cannot know whether two common words ever meet in one vacancy. When it guesses that they
do, it walks by date and may read everything. So the newest rows are probed by date; if they do not
fill the page, the inverted index answers alone. The query reaches the second step through a
subselect: the planner cannot look into it and has no reason to prefer another path.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jobs.search import lists
from jobs.search.criteria import Criteria
from jobs.search.cursors import Cursor, Key
from jobs.search.groups import Group
from jobs.search.lists import LEAST_SHARE

# Rows that are probed, times the root of the size of the table: so grow the hits that the second
# step must fetch at worst, and both steps cost about the same.
PROBE_FACTOR, LEAST_PROBE, MOST_PROBE = 10, 500, 6_000
CANDIDATES = 200  # newest hits among which best fit is judged
COMMON = 0.3  # share of all rows above which a filter is cheaper to check than to look up
HOPE = 4  # times the hits that independent words and filters would leave among the probed rows
COUNT_LIMIT = 1_000  # more hits are said to be more, not counted
# Weights of text, employer and place, occupation, title.
WEIGHTS = "'{0.05, 0.3, 0.5, 1}'"

# Of a row `r`. Steps in between carry its address alone: a row with its document is a kilobyte.
COLUMNS = (
    "r.vacancy_id, r.published_at, r.closes_at, r.title, r.employer, r.company_id, r.place,"
    " r.education, r.employment_type, r.openings, r.pay_min, r.pay_max, r.disabilities <> '{}',"
    " r.source"
)
ADDRESS = "ctid as address, published_at, vacancy_id"
AT_ADDRESS = "join jobs_vacancysearch r on r.ctid = address"
NEWEST_FIRST = "order by published_at desc, vacancy_id desc"
OPEN = "closes_at > (select sikas_now())"


Parameter = str | int | float | datetime
Filters = Sequence[tuple[Group, tuple[str, ...]]]


@dataclass
class Statement:
    """SQL text and its parameters, grown together."""

    sql: str
    params: list[Parameter]


def shares(criteria: Criteria) -> list[float]:
    """Return for each filter about which share of all open vacancies meets it."""
    known = lists.current().shares
    return [
        min(
            1,
            sum(known.get(token, LEAST_SHARE) for value in values for token in group.tokens(value)),
        )
        for group, values in criteria.filters
    ]


def probed(criteria: Criteria, enough: int, limit: int) -> int:
    """Return how many of the newest rows to probe for `enough` hits, better for `limit` of them.

    None when words and filters leave little hope there, or so few hits in all that the index has
    them sooner.
    """
    total = lists.current().vacancies
    rows = min(max(math.isqrt(PROBE_FACTOR**2 * total), LEAST_PROBE), MOST_PROBE)
    share = math.prod(shares(criteria)) * share_of_words(criteria)
    is_hopeless = HOPE * rows * share < enough
    return 0 if is_hopeless or total * share < min(rows, limit / share) else rows


def share_of_words(criteria: Criteria) -> float:
    """Return about which share of all open vacancies has the words."""
    known = lists.shares_of(criteria.words)
    return min(1, sum(known)) if criteria.any_word else math.prod(known)


def query(criteria: Criteria, filters: Filters) -> Statement:
    """Return the expression of the tsquery of the words and of `filters`."""
    parts, params = [], list[Parameter]()
    if criteria.words:
        parts.append(any_of_words() if criteria.any_word else "plainto_tsquery('sikas', %s)")
        params.append(" ".join(criteria.words))
    if filters:
        parts.append("%s::tsquery")
        params.append("&".join(f"({group.condition(values)})" for group, values in filters))
    return Statement(" && ".join(parts), params)


def searched(criteria: Criteria) -> tuple[Statement, str]:
    """Return the CTE `q` of a search that is not empty, and the condition that its hits meet.

    Filters that most rows meet would only make the index walk long lists: they are checked on the
    rows that the others leave, hidden from the planner by `is true`.
    """
    known = shares(criteria)
    limit = COMMON if criteria.words else max(COMMON, min(known))  # something must be looked up
    narrow = [pair for pair, share in zip(criteria.filters, known, strict=True) if share <= limit]
    wide = [pair for pair in criteria.filters if pair not in narrow]
    match = query(criteria, narrow)
    condition = f"doc @@ (select q from q) and {OPEN}"  # noqa: S608 - a constant
    if not wide:
        return Statement(f"q as materialized (select {match.sql} as q)", match.params), condition
    check = query(Criteria(), wide)
    sql = f"q as materialized (select {match.sql} as q, {check.sql} as wide)"
    condition += " and (doc @@ (select wide from q)) is true"
    return Statement(sql, [*match.params, *check.params]), condition


def any_of_words() -> str:
    """Return the expression of the tsquery that one of the words satisfies."""
    return "replace(plainto_tsquery('sikas', %s)::text, '&', '|')::tsquery"


def after(key: Key | None, *, including: bool = False) -> Statement:
    """Return the condition of what follows `key` in the order by newest."""
    if key is None:
        return Statement("true", [])
    sign = "<=" if including else "<"
    params: list[Parameter] = [key.published_at, key.vacancy_id]
    return Statement(f"(published_at, vacancy_id) {sign} (%s, %s)", params)


def two_steps(
    columns: str,
    match: str,
    condition: str,
    *,
    probe: int,
    enough: int,
    limit: int,
    order: str = "",
) -> str:
    """Return the CTEs that end in `hits`: the first `limit` rows after `condition` that `match`.

    Without an `order` the second step stops at any `limit` hits. With one it must not know of the
    limit, or it would walk by date.
    """
    stop = "" if order else f"limit {limit}"
    return f"""probe as materialized (
        select {columns} from (
            select *, ctid from jobs_vacancysearch where {condition} {NEWEST_FIRST} limit {probe}
        ) newest where {match} {NEWEST_FIRST} limit {limit}
    ), forced as materialized (
        select {columns} from jobs_vacancysearch
        where (select count(*) from probe) < {enough} and {match} and {condition} {stop}
    ), hits as materialized (
        select * from probe where (select count(*) from probe) >= {enough}
        union all (select * from forced {order} limit {limit})
    )"""  # noqa: S608 - constants of this module


def newest(criteria: Criteria, cursor: Cursor | None, size: int) -> Statement:
    """Return the statement of a page in the order by newest."""
    position = after(cursor.key if cursor else None)
    if criteria.is_empty:
        sql = f"select {COLUMNS} from jobs_vacancysearch r where {position.sql} and {OPEN}"  # noqa: S608
        return Statement(f"{sql} {NEWEST_FIRST} limit {size}", position.params)
    asked, match = searched(criteria)
    steps = two_steps(
        ADDRESS,
        match,
        position.sql,
        probe=probed(criteria, size, size),
        enough=size,
        limit=size,
        order=NEWEST_FIRST,
    )
    return Statement(
        f"with {asked.sql}, {steps} select {COLUMNS} from hits {AT_ADDRESS}"  # noqa: S608
        " order by r.published_at desc, r.vacancy_id desc",
        [*asked.params, *position.params, *position.params],
    )


def best(criteria: Criteria, cursor: Cursor | None, size: int) -> Statement:
    """Return the statement of a page in the order of fit, judged among the newest CANDIDATES hits.

    A later page judges the same hits: those that were there when the first page was made.
    """
    asked, match = searched(criteria)
    start = after(cursor.start if cursor else None, including=True)
    steps = two_steps(
        ADDRESS,
        match,
        start.sql,
        probe=probed(criteria, size, CANDIDATES),
        enough=size,
        limit=CANDIDATES,
        order=NEWEST_FIRST,
    )
    later, position = "true", list[Parameter]()
    if cursor:
        later = "(rank, published_at, vacancy_id) < (%s::real, %s, %s)"
        position = [cursor.rank or 0, cursor.key.published_at, cursor.key.vacancy_id]
    return Statement(
        f"""with {asked.sql}, {steps},
        ranked as (
            select hits.*, ts_rank({WEIGHTS}, r.doc, {any_of_words()}) as rank,
                first_value(hits.published_at) over by_newest as start_published_at,
                first_value(hits.vacancy_id) over by_newest as start_vacancy_id
            from hits {AT_ADDRESS}
            window by_newest as (order by hits.published_at desc, hits.vacancy_id desc)
        ),
        chosen as materialized (
            select * from ranked where {later}
            order by rank desc, published_at desc, vacancy_id desc limit {size}
        )
        select {COLUMNS}, rank, start_published_at, start_vacancy_id from chosen {AT_ADDRESS}
        order by rank desc, r.published_at desc, r.vacancy_id desc""",  # noqa: S608
        [*asked.params, *start.params, *start.params, " ".join(criteria.words), *position],
    )


def facet(criteria: Criteria, groups: list[Group], number: int) -> Statement:
    """Return the statement of up to COUNT_LIMIT + 1 hits, counted by the values of `groups`.

    Rows are (number, mask, value, count); `facet_of` says which group a mask stands for.
    """
    limit = COUNT_LIMIT + 1
    names = ", ".join(group.param for group in groups)
    sets = "".join(f", ({group.param})" for group in groups)
    counting = f"""select {number}, grouping({names}), concat({names}), count(*)
        from hits group by grouping sets ((){sets})"""  # noqa: S608 - names of our groups
    columns = ", ".join(f"{group.column} as {group.param}" for group in groups)
    if criteria.is_empty:
        hits = (
            f"select {columns} from jobs_vacancysearch where {OPEN}"  # noqa: S608
            f" {NEWEST_FIRST} limit {limit}"
        )
        return Statement(f"with hits as materialized ({hits}) {counting}", [])
    asked, match = searched(criteria)
    # Without luck: half a count from the probe is thrown away, a page is not.
    probe = probed(criteria, HOPE * limit, limit)
    if not probe:
        steps = f"hits as materialized (select {columns} from jobs_vacancysearch"  # noqa: S608
        steps += f" where {match} limit {limit})"
    else:
        columns += ", published_at, vacancy_id"
        steps = two_steps(columns, match, "true", probe=probe, enough=limit, limit=limit)
    return Statement(f"with {asked.sql}, {steps} {counting}", asked.params)


def facet_of(mask: int, groups: list[Group]) -> Group | None:
    """Return the group whose values a row counts; None for the row that counts all hits."""
    bits = len(groups)
    kept = ~mask & ((1 << bits) - 1)
    return groups[bits - kept.bit_length()] if kept else None
