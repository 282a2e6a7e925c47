"""What is gone at the ministry: judged after a whole reading, and within limits.

An empty or short reading closes nothing. More than a few at once waits for an officer. What may be
closed, integration.closing closes.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from integration.enums import Kind, Mode, RecordState, RunState
from integration.models import RemoteRecord, Stream, SyncRun
from sikas.accounts.models import User

FEW = 20
SHARE = 0.05  # of all that live, or came
ENOUGH = 0.95  # of what the remote says it has; pages shift while one reads
# Pages of a catalogue shift: a record is gone only when two whole readings did not meet it.
READINGS = {Mode.CRAWL: 2, Mode.SNAPSHOT: 1}

_SEEN = """
select (
    select count(distinct seen) from integration_seenpage, unnest(records) as seen
    where run_id = %(run)s
) + (
    select count(distinct q.key) from integration_quarantined q
    where q.kind = %(kind)s and q.state <> 'resolved' and q.last_seen_at >= %(since)s
        and not exists (select from integration_remoterecord r
            where r.kind = q.kind and r.remote_id = q.key)
)
"""
# Whatever was met since the first of the judged readings began is there: in a page of theirs, of
# one that was given up, of changes, or of the one that runs now.
_DOOMED = """
select r.id from integration_remoterecord r
left join (
    select distinct unnest(page.records) as id
    from integration_seenpage page join integration_syncrun run on run.id = page.run_id
    where run.stream_id = %(kind)s and run.id >= %(first)s
) seen on seen.id = r.id
where r.kind = %(kind)s and r.state = %(state)s
    and (r.is_withdrawn or %(is_judged)s and seen.id is null and r.changed_at < %(since)s)
order by r.id
"""


@dataclass(frozen=True)
class Doomed:
    """What runs of one state, the newest first, would close.

    `whole` is the whole reading among them, if there is one; `first` the first of the readings that
    judge with it, without which only what was called deleted is gone.
    """

    runs: list[SyncRun]
    whole: SyncRun | None
    first: SyncRun | None
    records: list[int]

    @property
    def run(self) -> SyncRun:
        """The run in which is counted."""
        return self.runs[0]


def is_complete(run: SyncRun) -> bool:
    """Tell whether a reading met about as many records as the remote says it has."""
    if run.mode == Mode.CHANGES:
        return False
    seen = _count_seen(run)
    return seen > 0 and (run.total is None or seen >= run.total * ENOUGH)


def allowed(kind: Kind) -> int:
    """Return how many records may be closed without an officer."""
    living = RemoteRecord.objects.filter(kind=kind, state=RecordState.LIVE).count()
    return few_of(living)


def few_of(total: int) -> int:
    """Return how many of so many may be amiss without an officer."""
    return max(FEW, int(total * SHARE))


def doomed(kind: Kind, state: RunState) -> Doomed | None:
    """Return what is gone by the runs of a state: HELD ones, or those that are being closed."""
    runs = list(SyncRun.objects.filter(stream=kind, state=state).order_by("-pk"))
    if not runs:
        return None
    whole = SyncRun.objects.filter(stream=kind, is_complete=True).order_by("-pk").first()
    if whole and whole.state != state:
        whole = None
    first = _judged_from(whole) if whole else None
    return Doomed(runs, whole, first, records_of(kind, first))


def held_back(stream: Stream) -> Doomed | None:
    """Return what waits for an officer, if anything does."""
    return None if stream.held is None else doomed(Kind(stream.kind), RunState.HELD)


@transaction.atomic
def agree(*, kind: Kind, by: User) -> int:
    """Note that an officer agrees to close what waits; return how many, 0 when nothing waits.

    A worker carries it out: as many as may be take longer than a request has.
    """
    stream = Stream.objects.select_for_update(no_key=True).get(kind=kind)
    found = held_back(stream)
    if found is None:
        return 0
    run, number = found.run, len(found.records)
    run.by, run.permitted = by, run.closed + number
    run.save(update_fields=["by", "permitted"])
    stream.runs.filter(state=RunState.HELD).update(state=RunState.CLOSING)
    stream.held = None
    stream.save(update_fields=["held"])
    return number


def _judged_from(whole: SyncRun) -> SyncRun | None:
    """Return the first of the readings that judge what is gone; None when they are too few."""
    others = SyncRun.objects.filter(stream_id=whole.stream_id, mode=whole.mode, is_complete=True)
    others = others.filter(pk__lt=whole.pk).order_by("-pk")
    found = [whole, *others[: READINGS[Mode(whole.mode)] - 1]]
    return found[-1] if len(found) == READINGS[Mode(whole.mode)] else None


def records_of(
    kind: Kind, first: SyncRun | None, state: RecordState = RecordState.LIVE
) -> list[int]:
    """Return what was called deleted, and what was not met since a reading began, if one judges."""
    values: dict[str, Any] = {
        "kind": kind,
        "state": state,
        "is_judged": first is not None,
        "first": first and first.pk,
        "since": first and first.started_at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_DOOMED, values)
        return [key for (key,) in cursor.fetchall()]


def _count_seen(run: SyncRun) -> int:
    """Return how many records a reading met; one that we cannot read is there all the same."""
    values: dict[str, Any] = {"run": run.pk, "kind": run.stream_id, "since": run.started_at}
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, values)
        (count,) = cursor.fetchone()
    return int(count)
