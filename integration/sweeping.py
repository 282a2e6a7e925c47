"""What is gone at the ministry is closed here, at the end of a whole reading and within limits.

An empty or short reading closes nothing. More than a few at once waits for an officer.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction

from integration.enums import Kind, Mode, RecordState, RunState
from integration.models import RemoteRecord, SeenPage, Stream, SyncRun
from jobs.enums import Source
from jobs.services.mirroring import close_withdrawn
from sikas.accounts.models import User
from training.services.mirroring import close_programmes

FEW = 20
SHARE = 0.05  # of all that live
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
_DOOMED = """
select r.id from integration_remoterecord r
left join (
    select distinct unnest(records) as id from integration_seenpage where run_id = any(%(runs)s)
) seen on seen.id = r.id
where r.kind = %(kind)s and r.state = %(state)s
    and (r.is_withdrawn or %(is_judged)s and seen.id is null)
"""


def is_complete(run: SyncRun) -> bool:
    """Tell whether a reading met about as many records as the remote says it has."""
    if run.mode == Mode.CHANGES:
        return False
    seen = _count_seen(run)
    return seen > 0 and (run.total is None or seen >= run.total * ENOUGH)


def sweep(stream: Stream, run: SyncRun) -> None:
    """Close what is gone, or note how much waits for an officer; within the run's last transaction.

    Sets `run.closed`, `run.state` and `stream.held`, which the caller saves.
    """
    doomed = _doomed(Kind(stream.kind), _readings(run))
    if len(doomed) > allowed(Kind(stream.kind)):
        run.state, stream.held = RunState.HELD, len(doomed)
        return
    stream.held = None
    conclude(run, doomed)


def allowed(kind: Kind) -> int:
    """Return how many records may be closed without an officer."""
    living = RemoteRecord.objects.filter(kind=kind, state="live").count()
    return max(FEW, int(living * SHARE))


def held_back(stream: Stream) -> tuple[SyncRun, list[int]] | None:
    """Return the run that waits for an officer and the records that it would close.

    None when a newer run found that nothing must wait.
    """
    run = stream.runs.exclude(state=RunState.RUNNING).first()
    if stream.held is None or run is None or run.state != RunState.HELD:
        return None
    return run, _doomed(Kind(stream.kind), _readings(run))


@transaction.atomic
def confirm(*, kind: Kind, by: User) -> int:
    """Close what an officer agreed to close; return how many, 0 when nothing waits any more."""
    stream = Stream.objects.select_for_update(no_key=True).get(kind=kind)
    found = held_back(stream)
    if found is None:
        return 0
    run, doomed = found
    conclude(run, doomed)
    run.state, run.by = RunState.DONE, by
    run.save(update_fields=["closed", "state", "by"])
    stream.held = None
    stream.save(update_fields=["held"])
    return run.closed


def conclude(run: SyncRun, doomed: Sequence[int]) -> None:
    """Close what is gone, and forget pages that judge nothing any more; sets `run.closed`.

    Of whoever was erased here only the number is left: it is noted when that too is gone there.
    """
    kind = Kind(run.stream_id)
    run.closed = close(kind, doomed)
    if kind == Kind.SEEKERS and run.is_complete:
        gone = _doomed(kind, [run.pk], RecordState.SUPPRESSED)
        RemoteRecord.objects.filter(pk__in=gone).update(is_withdrawn=True)
    _forget_old_pages(run)


def close(kind: Kind, doomed: Sequence[int]) -> int:
    """Mark records as gone and close what mirrors them; return how many."""
    if not doomed:
        return 0
    records = RemoteRecord.objects.filter(pk__in=doomed)
    mirrors = [key for key in records.values_list("local_id", flat=True) if key]
    records.update(state="gone", is_withdrawn=False)
    if closing := CLOSINGS.get(kind):
        closing(mirrors)
    return len(doomed)


CLOSINGS: Mapping[Kind, Callable[[Sequence[int]], object]] = {
    Kind.VACANCIES: lambda keys: close_withdrawn(keys, source=Source.KARIRHUB),
    Kind.TRAININGS: close_programmes,
}


def _readings(run: SyncRun) -> list[int]:
    """Return the runs whose pages are judged; none when this one is not the whole."""
    if not run.is_complete:
        return []
    needed = READINGS[Mode(run.mode)]
    whole = SyncRun.objects.filter(stream_id=run.stream_id, mode=run.mode, is_complete=True)
    before = list(whole.filter(pk__lt=run.pk).order_by("-pk").values_list("pk", flat=True))
    found = [run.pk, *before[: needed - 1]]
    return found if len(found) == needed else []


def _doomed(kind: Kind, runs: Sequence[int], state: RecordState = RecordState.LIVE) -> list[int]:
    values: dict[str, Any] = {
        "kind": kind,
        "state": state,
        "runs": list(runs),
        "is_judged": bool(runs),
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


def _forget_old_pages(run: SyncRun) -> None:
    """Keep only the pages that the next reading is judged by."""
    if run.is_complete:
        SeenPage.objects.filter(run__stream_id=run.stream_id, run__lt=run.pk).delete()
