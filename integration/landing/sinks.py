"""COPY into a temporary table, then one statement: judge each item, write what is new, count.

A page of a thousand items costs five statements, whatever is in them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.db import connection

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

_CREATE = """
    create temporary table if not exists {incoming} on commit delete rows as
    select ''::text as remote_id, 0::bigint as version, ''::text as content, shape.*
    from ({shape}) shape with no data
"""
# While a page is merged. A temporary table has no statistics, so the planner would read all records
# for each page; search rows are made at the end of the run, thousands at a time.
_MEANWHILE = {
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "enable_seqscan": "off",
    "enable_material": "off",
    "jobs.search_later": "on",
}
_SET = "; ".join(f"set local {name} = {value}" for name, value in _MEANWHILE.items())
_RESET = "; ".join(f"set local {name} to default" for name in _MEANWHILE)
_MERGE = """
with judged as materialized (
    select i.*, coalesce(r.id, nextval('integration_remoterecord_id_seq')) as record_id,
        {local_id} as local_id, coalesce(r.state, '') as known_state, {judgement} as outcome
    from {incoming} i
    left join integration_remoterecord r on r.kind = %(kind)s and r.remote_id = i.remote_id
),
renewed as (
    update integration_remoterecord r
    set version = j.version, content = decode(j.content, 'hex'), state = 'live',
        is_withdrawn = false, changed_at = sikas_now()
    from judged j where j.outcome = 'updated' and r.id = j.record_id and r.state <> 'suppressed'
    returning r.id
),
{writes},
added as (
    insert into integration_remoterecord (id, kind, remote_id, version, content, local_id)
    select record_id, %(kind)s, remote_id, version, decode(content, 'hex'), local_id
    from judged where outcome = 'inserted'
),
confirmed as (
    update integration_remoterecord r set version = j.version, is_withdrawn = false
    from judged j where j.outcome = 'unchanged' and r.id = j.record_id
        and (r.is_withdrawn or %(keeps_version)s and j.version > r.version)
)
select outcome, count(*), array_agg(record_id) from judged group by outcome
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


@dataclass
class Landed:
    """What became of a page: items by outcome, and the keys of the records it spoke of."""

    outcomes: dict[Outcome, int] = field(default_factory=dict)
    records: list[int] = field(default_factory=list)

    def count(self, outcome: Outcome, items: int) -> None:
        """Add items to an outcome."""
        if items:
            self.outcomes[outcome] = self.outcomes.get(outcome, 0) + items


def newest_of(items: Iterable[Accepted]) -> Collection[Accepted]:
    """Return one item for each id, the one of the highest version."""
    newest: dict[str, Accepted] = {}
    for one in items:
        other = newest.get(one.remote_id)
        if other is None or one.version >= other.version:
            newest[one.remote_id] = one
    return newest.values()


@dataclass(frozen=True)
class Sink:
    """How one kind is written.

    `shape` is a query with the incoming columns, of which only the types count. `before` is a
    statement for what must be there first, `writes` are the common table expressions that write
    rows from `judged`, `local_id` is the key of the row that mirrors a record.
    """

    kind: Kind
    shape: str
    writes: str
    before: str = ""
    local_id: str = "null::bigint"
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def incoming(self) -> str:
        """Name of the temporary table."""
        return f"incoming_{self.kind}"

    def land(self, items: Collection[Accepted]) -> Landed:
        """Write what is new in `items`, of those with one id the newest; within a transaction."""
        landed = Landed()
        if not items:
            return landed
        newest = newest_of(items)
        landed.count(Outcome.DUPLICATE, len(items) - len(newest))
        mapping = MAPPINGS[self.kind]
        values: dict[str, Any] = {
            "kind": self.kind,
            "keeps_version": bool(mapping.envelope.version),
            **self.settings,
        }
        with connection.cursor() as cursor:
            self._copy(cursor, newest)
            cursor.execute(_SET)
            if self.before:
                cursor.execute(self.before, values)
            cursor.execute(self._merge(), values)
            for outcome, count, records in cursor.fetchall():
                landed.count(Outcome(outcome), count)
                landed.records += records
            cursor.execute(_RESET)
        return landed

    def withdraw(self, items: Sequence[Deleted]) -> Landed:
        """Mark what the remote calls deleted; the end of the run closes it."""
        landed = Landed()
        newest = {one.remote_id: one.version for one in sorted(items, key=lambda it: it.version)}
        landed.count(Outcome.DUPLICATE, len(items) - len(newest))
        with connection.cursor() as cursor:
            cursor.execute(
                _WITHDRAW,
                {"kind": self.kind, "ids": [*newest], "versions": [*newest.values()]},
            )
            for outcome, count in cursor.fetchall():
                landed.count(Outcome(outcome), count)
        return landed

    def _copy(self, cursor: Any, items: Collection[Accepted]) -> None:
        cursor.execute(_CREATE.format(incoming=self.incoming, shape=self.shape))
        cursor.execute(f"delete from {self.incoming}")  # noqa: S608 - a page within the same commit
        lines = [
            f"{bulk.text(one.remote_id)}\t{one.version}\t{one.content}\t{one.line}" for one in items
        ]
        rows = "".join(lines)
        # In one piece: for each piece the thread that reads the next page would be waited for.
        cursor.copy_expert(f"copy {self.incoming} from stdin", StringIO(rows), size=len(rows) + 1)

    def _merge(self) -> str:
        return _MERGE.format(
            incoming=self.incoming,
            local_id=self.local_id,
            judgement=JUDGEMENT,
            writes=self.writes.strip(),
        )
