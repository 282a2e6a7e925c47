"""Where a page lands: judged by one statement; only what changed travels on, by COPY.

A page of a thousand items costs a handful of statements, whatever is in them.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from integration.enums import Kind, Outcome
from integration.landing import judging
from integration.landing.judging import Change
from integration.mapping.reader import Accepted, Deleted
from sikas import bulk

# While a page lands. What has just come has no statistics, so the planner would read all records
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
_CREATE = """
    create temporary table if not exists {incoming} on commit delete rows as
    select ''::text as outcome, 0::bigint as record_id, 0::bigint as local_id, true as was_gone,
        ''::text as remote_id, 0::bigint as version, shape.*
    from ({shape}) shape with no data
"""


def newest_of(items: Iterable[Accepted]) -> list[Accepted]:
    """Return one item for each id, the one of the highest version."""
    newest: dict[str, Accepted] = {}
    for one in items:
        other = newest.get(one.remote_id)
        if other is None or one.version >= other.version:
            newest[one.remote_id] = one
    return list(newest.values())


@dataclass(frozen=True)
class Rows:
    """Where a new item is one row of one table, which it goes to straight.

    `columns` are those that `first` makes of a change, with a tab after each, and then the item's.
    """

    model: type[models.Model]
    columns: Sequence[str]
    first: Callable[[Change], str]

    def copy(self, changes: Iterable[Change]) -> None:
        """Insert the rows of new items."""
        lines = [self.first(one) + one.item.line for one in changes]
        bulk.copy_lines(self.model, self.columns, lines)


@dataclass(frozen=True)
class Sink:
    """How one kind is written.

    `shape` is a query with the columns of an item, of which only the types count. `new` takes new
    items. What else changed is in the temporary table `incoming_<kind>`: for `before`, a statement
    that makes what must be there first, and `writes`, the one that writes; without `new` they are
    for new items too. `local_id` is the key of the row that mirrors a record.
    """

    kind: Kind
    shape: str
    writes: str
    before: str = ""
    new: Rows | None = None
    local_id: str = "null::bigint"
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def incoming(self) -> str:
        """Name of the temporary table."""
        return f"incoming_{self.kind}"

    def land(self, items: Collection[Accepted], seen_by: Collection[int] = ()) -> Counter[Outcome]:
        """Write what is new in `items`, of those with one id the newest; within a transaction.

        `seen_by` are the keys of the runs that have seen them. Returns items by outcome.
        """
        if not items:
            return Counter()
        newest = newest_of(items)
        with connection.cursor() as cursor:
            cursor.execute(_SET)
            outcomes, changes = judging.judge(
                cursor, self.kind, newest, local_id=self.local_id, seen_by=seen_by
            )
            self._write(cursor, changes)
            cursor.execute(_RESET)
        outcomes[Outcome.DUPLICATE] = len(items) - len(newest)
        return outcomes

    def withdraw(self, items: Sequence[Deleted]) -> Counter[Outcome]:
        """Mark what the remote calls deleted; the end of the run closes it."""
        with connection.cursor() as cursor:
            return judging.withdraw(cursor, self.kind, items)

    def _write(self, cursor: Any, changes: Sequence[Change]) -> None:
        if self.new:
            self.new.copy(one for one in changes if one.outcome == Outcome.INSERTED)
            changes = [one for one in changes if one.outcome != Outcome.INSERTED]
        if changes:
            self._copy(cursor, changes)
            if self.before:
                cursor.execute(self.before, self.settings)
            cursor.execute(self.writes, self.settings)

    def _copy(self, cursor: Any, changes: Iterable[Change]) -> None:
        cursor.execute(_CREATE.format(incoming=self.incoming, shape=self.shape))
        cursor.execute(f"delete from {self.incoming}")  # noqa: S608 - a page within the same commit
        bulk.copy(cursor, self.incoming, map(_line, changes))


def _line(change: Change) -> str:
    item, outcome, *keys, was_gone = change
    known = (outcome, *keys, was_gone, item.remote_id, item.version)
    return bulk.fields(known) + "\t" + item.line
