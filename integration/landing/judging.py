"""One statement judges the items of a page, keeps their records, and says what is to be written."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from integration.enums import Kind, Outcome
from integration.mapping import MAPPINGS
from integration.mapping.reader import Accepted, Deleted
from sikas import bulk

# The guard of versions: what is older than what we have changes nothing. Equal versions with other
# content are taken, because catalogues have no versions (theirs is the number of the run).
JUDGEMENT = """case
    when r.id is null then 'inserted'
    when i.version < r.version then 'stale'
    when r.state = 'suppressed' then 'unchanged'
    when r.content = decode(i.content, 'hex') and r.state = 'live' then 'unchanged'
    else 'updated' end"""
# A record that was suppressed while this waited for it is not renewed, and nothing is written.
_JUDGE = """
with judged as materialized (
    select i.place, i.remote_id, i.version, decode(i.content, 'hex') as content,
        coalesce(r.id, nextval('integration_remoterecord_id_seq')) as record_id,
        {local_id} as local_id, coalesce(r.state = 'gone', false) as was_gone,
        {judgement} as outcome
    from unnest(%(ids)s::text[], %(versions)s::bigint[], %(contents)s::text[])
        with ordinality as i (remote_id, version, content, place)
    left join integration_remoterecord r on r.kind = %(kind)s and r.remote_id = i.remote_id
),
renewed as (
    update integration_remoterecord r
    set version = j.version, content = j.content, state = 'live', is_withdrawn = false,
        changed_at = sikas_now()
    from judged j where j.outcome = 'updated' and r.id = j.record_id and r.state <> 'suppressed'
    returning r.id
),
added as (
    insert into integration_remoterecord (id, kind, remote_id, version, content, local_id)
    select record_id, %(kind)s, remote_id, version, content, local_id
    from judged where outcome = 'inserted'
),
confirmed as (
    update integration_remoterecord r set version = j.version, is_withdrawn = false
    from judged j where j.outcome = 'unchanged' and r.id = j.record_id
        and (r.is_withdrawn or %(keeps_version)s and j.version > r.version)
),
seen as (
    insert into integration_seenpage (run_id, records)
    select run_id, (select array_agg(record_id) from judged)
    from unnest(%(seen_by)s::bigint[]) as run_id
),
told as (
    select *, outcome = 'inserted' or record_id in (select id from renewed) as is_written
    from judged
)
select outcome, count(*), array_agg(place - 1) filter (where is_written),
    array_agg(record_id) filter (where is_written), array_agg(local_id) filter (where is_written),
    array_agg(was_gone) filter (where is_written)
from told group by outcome
"""
_WITHDRAW = """
with judged as (
    select r.id, d.version, case
        when r.id is null then 'unchanged'
        when d.version < r.version then 'stale'
        when r.state <> 'live' or r.is_withdrawn then 'unchanged' else 'updated' end as outcome
    from unnest(%(ids)s::text[], %(versions)s::bigint[]) as d (remote_id, version)
    left join integration_remoterecord r on r.kind = %(kind)s and r.remote_id = d.remote_id
),
marked as (
    update integration_remoterecord r
    set version = j.version, is_withdrawn = r.state <> 'gone'
    from judged j where r.id = j.id and j.outcome <> 'stale'
)
select outcome, count(*) from judged group by outcome
"""


class Change(NamedTuple):
    """An item that is to be written, and what is known of its record."""

    item: Accepted
    outcome: Outcome
    record_id: int
    local_id: int | None
    was_gone: bool


def judge(
    cursor: Any, kind: Kind, items: Sequence[Accepted], *, local_id: str, seen_by: Collection[int]
) -> tuple[Counter[Outcome], list[Change]]:
    """Return items by outcome, and those that are to be written.

    `local_id` is the SQL of the key of the row that mirrors a record. `seen_by` are the keys of the
    runs that have seen the items.
    """
    values = {
        "kind": kind,
        "keeps_version": bool(MAPPINGS[kind].envelope.version),
        "ids": bulk.array([one.remote_id for one in items]),
        "versions": bulk.array([str(one.version) for one in items]),
        "contents": bulk.array([one.content for one in items]),
        "seen_by": list(seen_by),
    }
    cursor.execute(_JUDGE.format(local_id=local_id, judgement=JUDGEMENT), values)
    outcomes: Counter[Outcome] = Counter()
    changes: list[Change] = []
    for name, count, *found in cursor.fetchall():
        outcome = Outcome(name)
        outcomes[outcome] = count
        for place, *rest in zip(*[column or () for column in found], strict=True):
            changes.append(Change(items[place], outcome, *rest))
    return outcomes, changes


def withdraw(cursor: Any, kind: Kind, items: Sequence[Deleted]) -> Counter[Outcome]:
    """Mark what the remote calls deleted; return items by outcome."""
    newest = {one.remote_id: one.version for one in sorted(items, key=lambda it: it.version)}
    values = {"kind": kind, "ids": [*newest], "versions": [*newest.values()]}
    cursor.execute(_WITHDRAW, values)
    outcomes = Counter({Outcome(name): count for name, count in cursor.fetchall()})
    outcomes[Outcome.DUPLICATE] = len(items) - len(newest)
    return outcomes
