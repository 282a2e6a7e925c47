"""What the list of programmes shows: a page of rows, and how many there are, each in one query.

Nothing is read of programmes that the page does not show: without words the batches are walked in
the order in which their registration ends, then the programmes that have none, the newest first.
With words the index of words answers, and what fits best is judged among the newest of its hits;
of common words the newest programmes have enough, without the many others that the index knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from sikas import clock
from training.search import Criteria, places

REACH = 1_000  # programmes that pages lead to; more hits of words or a place are not counted
PROBED = 3_000  # newest programmes among which common words are looked for first
JUDGED = 200  # newest hits among which best fit is judged, then the next as many

_PUBLIC = "p.state = 'open' and not p.is_hidden"
_FREE = "(quota is null or registered < quota) and registration_until >= %(today)s"
_PLACE = """p.provider_id in (
    select v.id from training_provider v join reference_area a on a.id = v.area_id
    where a.system = %(system)s and starts_with(a.code, %(code)s))"""
# Hidden: the planner takes the index.
_ALL_WORDS = "(select plainto_tsquery('sikas', %(words)s))"
_ANY_WORD = "(select replace(plainto_tsquery('sikas', %(words)s)::text, '&', '|')::tsquery)"
_BATCH = f"select from training_schedule where programme_id = p.id and {_FREE}"

_WALK = """
    with opened as materialized (
        select p.id, registration_until, quota, registered
        from training_schedule s join training_programme p on p.id = s.programme_id
        -- `is true` keeps the planner from reading all batches to compare them.
        where {free} and {condition} and (not exists (
            select from training_schedule sooner where sooner.programme_id = s.programme_id
                and {free}
                and (sooner.registration_until, sooner.id) < (s.registration_until, s.id)
        )) is true
        order by registration_until, programme_id desc limit %(end)s
    ), waiting as materialized (
        select p.id, published_at from training_programme p
        where not %(open_only)s and (select count(*) from opened) < %(end)s
            and {condition} and not exists ({batch})
        order by published_at desc, id desc limit %(end)s
    ), page as materialized (
        select id, registration_until, quota, registered, null as published_at from opened
        union all select id, null, null, null, published_at from waiting
        order by registration_until, published_at desc, id desc
        limit %(size)s offset %(offset)s
    )
    select {columns} from page {joins}
    order by registration_until, page.published_at desc, page.id desc
"""
_JUDGE = """
    with probe as materialized (
        select id, published_at from (
            select * from training_programme p where {public}
            order by published_at desc, id desc limit %(probed)s
        ) p where {condition} order by published_at desc, id desc limit %(judged_end)s
    ), forced as materialized (
        select p.id, published_at from training_programme p
        where (select count(*) from probe) < %(judged_end)s and {condition}
        order by published_at desc, id desc limit %(judged_end)s
    ), hits as materialized (
        select * from probe where (select count(*) from probe) = %(judged_end)s
        union all select * from forced
        order by published_at desc, id desc limit {judged} offset %(judged_from)s
    ), page as materialized (
        select hits.*, ts_rank(doc, {query}) as rank, nearest.*
        from hits join training_programme using (id)
        left join lateral (
            select registration_until, quota, registered from training_schedule
            where programme_id = hits.id and {free} order by registration_until, id limit 1
        ) nearest on true
        order by rank desc, registration_until, hits.published_at desc, hits.id desc
        limit %(size)s offset %(offset)s
    )
    select {columns} from page {joins}
    order by rank desc, registration_until, page.published_at desc, page.id desc
"""
_COLUMNS = """page.id, p.title, p.field, p.hours, p.source, v.name, v.place_name, a.name,
    registration_until, quota, registered"""
_JOINS = """join training_programme p on p.id = page.id
    join training_provider v on v.id = p.provider_id
    left join reference_area a on a.id = v.area_id"""


class Listed(NamedTuple):
    """A programme in the list; the last three are of the batch whose registration ends next."""

    programme_id: int
    title: str
    field: str
    hours: int | None
    source: str
    provider: str
    place_name: str
    area: str | None
    until: date | None
    quota: int | None
    registered: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many programmes a search finds, and how many of each field as if none were chosen.

    Where words or a place are asked for, nothing is counted beyond REACH: then `is_capped`.
    """

    total: int
    is_capped: bool
    by_field: Mapping[str, int]


def listed(
    asked: Criteria, *, limit: int, offset: int = 0, is_common: bool = False
) -> list[Listed]:
    """Return programmes: what fits best, where registration ends first, the newest; one query.

    Words that are said to be common are looked for among the newest programmes first.
    """
    values = _values(asked) | {"size": limit, "offset": offset, "end": offset + limit}
    if asked.words:
        window = offset // JUDGED * JUDGED
        values |= {"judged_from": window, "judged_end": window + JUDGED, "offset": offset - window}
        values["probed"] = PROBED if is_common else 0
    statement = (_JUDGE if asked.words else _WALK).format(
        columns=_COLUMNS, joins=_JOINS, condition=_condition(asked), public=_PUBLIC, free=_FREE,
        batch=_BATCH, query=_query(asked), judged=JUDGED,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [Listed(*row) for row in cursor.fetchall()]


def counted(asked: Criteria) -> Counts:
    """Return how many programmes a search finds; one query."""
    anywhere = asked.without(field="")
    cap = "" if anywhere.is_empty else f"limit {REACH + 1}"
    parts = [_count("field", anywhere, cap), *([_count("null", asked, cap)] if asked.field else [])]
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), _values(asked))
        found = dict(cursor.fetchall())
    total = found.pop(None, 0) if asked.field else sum(found.values())
    is_capped = bool(cap) and total > REACH
    return Counts(REACH if is_capped else total, is_capped, found)


def _count(named: str, asked: Criteria, cap: str) -> str:
    hits = f"select {named} as named from training_programme p where {_condition(asked)} {cap}"  # noqa: S608
    return f"select named, count(*) from ({hits}) hits group by named"  # noqa: S608


def _condition(asked: Criteria) -> str:
    """Return what a programme `p` must be, with names of `_values`."""
    parts = (
        (True, _PUBLIC),
        (asked.words, f"p.doc @@ {_query(asked)}"),
        (asked.field, "p.field = %(field)s"),
        (asked.place, _PLACE),
        (asked.open_only, f"exists ({_BATCH})"),
    )
    return " and ".join(sql for is_asked, sql in parts if is_asked)


def _query(asked: Criteria) -> str:
    return _ANY_WORD if asked.any_word else _ALL_WORDS


def _values(asked: Criteria) -> dict[str, Any]:
    area = places().get(asked.place)
    return {
        "words": asked.words,
        "field": asked.field,
        "system": area.system if area else "",
        "code": area.code if area else "",
        "open_only": asked.open_only,
        "today": timezone.localdate(clock.now()),
    }
