"""What the list of programmes shows: a page of rows, and how many there are, each in one query.

Only the narrow search rows are read, of which a programme has one for each day. Without words they
are walked in the order of the list. What few have is looked up in the index of words and tokens
instead; what fits words best is judged among the newest of their hits.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from sikas import clock
from training.search import Criteria, places

REACH = 1_000  # programmes that pages lead to; more hits of words or filters are not counted
JUDGED = 200  # newest hits among which best fit is judged, then the next as many
SAMPLE = 1_000  # first rows in the order, of which so many must be hits to walk on to a full page:
ENOUGH, ENOUGH_FOR_FIT = 10, 40

# Of a row `r`; steps before carry its address alone, because its document is a kilobyte.
_COLUMNS = """r.programme_id, title, field, hours, source, provider, place,
    nullif(r.last_day, 'infinity'), quota, registered"""
_ADDRESS = "ctid as address, last_day, published_at, programme_id"
_TODAY = "since <= %(today)s and last_day >= %(today)s"
_OPEN_TODAY = f"{_TODAY} and last_day < 'infinity'"
_NEXT_FIRST = "last_day, published_at desc, programme_id desc"
_NEWEST_FIRST = "published_at desc, programme_id desc"
_ALL_WORDS = "plainto_tsquery('sikas', %(words)s)"
_ANY_WORD = "replace(plainto_tsquery('sikas', %(words)s)::text, '&', '|')::tsquery"
_EVERYTHING = """select field as named from training_programme
    where state = 'open' and not is_hidden"""

# Here the index of the order is walked: the planner expects `coalesce` of every second row …
_WALK = """
    select {address} from training_programmesearch where {today} and coalesce({match}, false)
    order by {order} limit %(found)s offset %(skipped)s
"""
# … and here the index of words and tokens answers: `is true` hides the days, the step the limit.
_LOOK_UP = """
    with hits as materialized (
        select {address} from training_programmesearch where {match} and ({today}) is true
    )
    select * from hits order by {order} limit %(found)s offset %(skipped)s
"""
_SAMPLE = """
    select count(*) from (
        select doc from training_programmesearch where {today} order by {order} limit {sample}
    ) first where {match}
"""
_PAGE = """
    with found as materialized ({found})
    select {columns} from found join training_programmesearch r on r.ctid = address
    order by {fit} r.last_day, r.published_at desc, r.programme_id desc
    limit %(size)s offset %(offset)s
"""


class Listed(NamedTuple):
    """A programme in the list; the last three are of the batch whose registration ends next."""

    programme_id: int
    title: str
    field: str
    hours: int | None
    source: str
    provider: str
    place: str
    until: date | None
    quota: int | None
    registered: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many programmes a search finds, and how many of each field as if none were chosen.

    Where anything but a field is asked for, nothing is counted beyond REACH: then `is_capped`, or
    the fields are not known.
    """

    total: int
    is_capped: bool
    by_field: Mapping[str, int] | None


def listed(asked: Criteria, *, limit: int, offset: int = 0, walks: bool = False) -> list[Listed]:
    """Return programmes: what fits best, where registration ends first, the newest; one query.

    Whether it `walks` the rows in their order decides how programmes are found, not which.
    """
    window = offset // JUDGED * JUDGED if asked.words else offset
    values = _values(asked) | {
        "found": JUDGED if asked.words else limit,
        "skipped": window,
        "size": limit,
        "offset": offset - window,
    }
    found = (_WALK if walks or not _query(asked) else _LOOK_UP).format(
        address=_ADDRESS, **_parts(asked)
    )
    fit = f"ts_rank(doc, {_words(asked)}) desc," if asked.words else ""
    with connection.cursor() as cursor:
        cursor.execute(_PAGE.format(found=found, columns=_COLUMNS, fit=fit), values)
        return [Listed(*row) for row in cursor.fetchall()]


def is_walked(asked: Criteria) -> bool:
    """Tell whether rows in their order soon have enough hits of a search; one query."""
    if not _query(asked):
        return True
    statement = _SAMPLE.format(sample=SAMPLE, **_parts(asked))
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(asked))
        (hits,) = cursor.fetchone()
    return bool(hits >= (ENOUGH_FOR_FIT if asked.words else ENOUGH))


def counted(asked: Criteria) -> Counts:
    """Return how many programmes a search finds; one query."""
    anywhere = asked.changed(field="")
    hits = [_EVERYTHING if anywhere.is_empty else _hits("field", anywhere)]
    if asked.field and not anywhere.is_empty:
        hits.append(_hits("null", asked))
    parts = (f"select named, count(*) from ({part}) hits group by named" for part in hits)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), _values(asked))
        found = dict(cursor.fetchall())
    of_field = found.pop(None, found.get(asked.field, 0))
    total = of_field if asked.field else sum(found.values())
    is_whole = anywhere.is_empty or sum(found.values()) <= REACH
    is_capped = total > REACH and not anywhere.is_empty
    return Counts(REACH if is_capped else total, is_capped, found if is_whole else None)


def _hits(named: str, asked: Criteria) -> str:
    """Return the statement of hits, as many as are counted."""
    found = "{match} and ({today}) is true" if _query(asked) else "{today}"
    found = found.format(**_parts(asked))
    return f"select {named} as named from training_programmesearch where {found} limit {REACH + 1}"  # noqa: S608


def _query(asked: Criteria) -> str:
    """Return the expression of the tsquery of words, field and place; empty for none of them."""
    parts = [_words(asked)] if asked.words else []
    if asked.field:
        digest = hashlib.md5(asked.field.encode(), usedforsecurity=False).hexdigest()
        parts.append(f"'kej{digest}'::tsquery")
    if asked.place:
        parts.append(f"'wil{places()[asked.place].pk}'::tsquery")
    return " && ".join(parts)


def _parts(asked: Criteria) -> dict[str, str]:
    """Return the parts of a statement by their names."""
    query = _query(asked)
    return {
        "match": f"doc @@ (select {query})" if query else "true",
        "today": _OPEN_TODAY if asked.open_only else _TODAY,
        "order": _NEWEST_FIRST if asked.words else _NEXT_FIRST,
    }


def _words(asked: Criteria) -> str:
    return _ANY_WORD if asked.any_word else _ALL_WORDS


def _values(asked: Criteria) -> dict[str, Any]:
    return {"words": asked.words, "today": timezone.localdate(clock.now())}
