"""What is gone at the ministry is closed here, at the end of a whole reading and within limits.

An empty or short reading closes nothing. More than a few at once waits for an officer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from integration import quarantine
from integration.enums import Kind, Mode, RecordState, RunState
from integration.models import RemoteRecord, SeenPage, Stream, SyncRun
from jobs.enums import Source
from jobs.services.mirroring import close_withdrawn
from sikas.accounts.models import User
from training.services.mirroring import close_programmes

FEW = 20
SHARE = 0.05  # of all that live
ENOUGH = 0.95  # of what the remote says it has; pages shift while one reads
BATCH = 1_000  # records of one statement
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


def is_complete(run: SyncRun) -> bool:
    """Tell whether a reading met about as many records as the remote says it has."""
    if run.mode == Mode.CHANGES:
        return False
    seen = _count_seen(run)
    return seen > 0 and (run.total is None or seen >= run.total * ENOUGH)


def sweep(stream: Stream, run: SyncRun) -> None:
    """Close what is gone, or note how much waits for an officer; within the run's last transaction.

    Saves the run and sets `stream.held`, which the caller saves. What waits goes on waiting, but
    for what was met again, until a whole reading has judged anew.
    """
    kind = Kind(stream.kind)
    _carry_out(stream)
    first = judged_from(run)
    doomed = _doomed(kind, first)
    if len(doomed) > allowed(kind):
        run.state = RunState.HELD
        _forget_pages(kind, before=first)
    else:
        conclude(run, doomed)
    run.save()
    if first and run.state == RunState.DONE:
        _release(stream)
        return
    found = _waiting(kind)
    stream.held = len(found[1]) if found else None
    if found and not found[1]:
        conclude(found[0], [])
        _release(stream)


def allowed(kind: Kind) -> int:
    """Return how many records may be closed without an officer."""
    living = RemoteRecord.objects.filter(kind=kind, state=RecordState.LIVE).count()
    return max(FEW, int(living * SHARE))


def held_back(stream: Stream) -> tuple[SyncRun, list[int]] | None:
    """Return the run that waits for an officer and the records that it would close, if any."""
    return None if stream.held is None else _waiting(Kind(stream.kind))


def _waiting(kind: Kind) -> tuple[SyncRun, list[int]] | None:
    """Return the newest run that judged, if it was held back, and what was not met since."""
    judged = SyncRun.objects.filter(stream=kind).order_by("-pk")
    judged = judged.filter(Q(state=RunState.HELD) | Q(state=RunState.DONE, is_complete=True))
    run, whole = judged.first(), judged.filter(is_complete=True).first()
    if run is None or run.state != RunState.HELD:
        return None
    first = judged_from(whole) if whole and whole.state == RunState.HELD else None
    return run, _doomed(kind, first)


@transaction.atomic
def agree(*, kind: Kind, by: User) -> int:
    """Note that an officer agrees to close what waits; return how many, 0 when nothing waits.

    A worker carries it out: as many as may be take longer than a request has.
    """
    stream = Stream.objects.select_for_update(no_key=True).get(kind=kind)
    found = held_back(stream)
    if found is None:
        return 0
    run, doomed = found
    run.state, run.by, run.closed = RunState.AGREED, by, len(doomed)
    run.save(update_fields=["closed", "state", "by"])
    stream.held = None
    stream.save(update_fields=["held"])
    return run.closed


def agreed() -> list[Kind]:
    """Return the kinds of which an officer agreed to close something."""
    found = SyncRun.objects.filter(state=RunState.AGREED).order_by("stream")
    return [Kind(kind) for kind in found.values_list("stream", flat=True).distinct()]


@transaction.atomic
def carry_out(kind: Kind) -> None:
    """Close what an officer agreed to close and is still gone."""
    stream = Stream.objects.select_for_update(no_key=True).get(kind=kind)
    _carry_out(stream)
    stream.save(update_fields=["held"])


def _carry_out(stream: Stream) -> None:
    """Close what was agreed; when more would be closed than that, it waits again."""
    run = stream.runs.filter(state=RunState.AGREED).order_by("-pk").first()
    if run is None:
        return
    number, run.state = run.closed, RunState.HELD
    run.closed = 0
    run.save(update_fields=["closed", "state"])
    found = _waiting(Kind(stream.kind))
    doomed = found[1] if found else []
    if len(doomed) > number:
        stream.held = len(doomed)
        return
    conclude(run, doomed)
    run.state = RunState.DONE
    run.save(update_fields=["closed", "state"])
    _release(stream)


def _release(stream: Stream) -> None:
    """Let nothing wait any more; the caller saves the stream."""
    stream.runs.filter(state=RunState.HELD).update(state=RunState.DONE)
    stream.held = None


def conclude(run: SyncRun, doomed: Sequence[int]) -> None:
    """Close what is gone, and forget pages that judge nothing any more; sets `run.closed`.

    What could not be read, and is not there any more, waits no longer. Of whoever was erased here
    only the number is left: it is noted when that too is gone there.
    """
    kind = Kind(run.stream_id)
    run.closed = close(kind, doomed)
    if first := judged_from(run):
        is_whole = run.mode == Mode.SNAPSHOT  # its pages do not shift, and its figures count all
        quarantine.resolve_unseen(kind, first.started_at, also_put_aside=is_whole)
    if kind == Kind.SEEKERS and run.is_complete:
        gone = _doomed(kind, run, RecordState.SUPPRESSED)
        for keys in _batches(gone):
            RemoteRecord.objects.filter(pk__in=keys).update(is_withdrawn=True)
    _forget_pages(kind, before=run if run.is_complete else None)


def close(kind: Kind, doomed: Sequence[int]) -> int:
    """Mark records as gone and close what mirrors them; return how many."""
    for keys in _batches(doomed):
        records = RemoteRecord.objects.filter(pk__in=keys)
        mirrors = [key for key in records.values_list("local_id", flat=True) if key]
        records.update(state=RecordState.GONE, is_withdrawn=False)
        if closing := CLOSINGS.get(kind):
            closing(mirrors)
    return len(doomed)


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


CLOSINGS: Mapping[Kind, Callable[[Sequence[int]], object]] = {
    Kind.VACANCIES: lambda keys: close_withdrawn(keys, source=Source.KARIRHUB),
    Kind.TRAININGS: close_programmes,
}


def judged_from(run: SyncRun) -> SyncRun | None:
    """Return the first of the readings that judge what is gone; None when this is not the whole."""
    if not run.is_complete:
        return None
    whole = SyncRun.objects.filter(stream_id=run.stream_id, mode=run.mode, is_complete=True)
    found = [run, *whole.filter(pk__lt=run.pk).order_by("-pk")[: READINGS[Mode(run.mode)] - 1]]
    return found[-1] if len(found) == READINGS[Mode(run.mode)] else None


def _doomed(kind: Kind, first: SyncRun | None, state: RecordState = RecordState.LIVE) -> list[int]:
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


def _forget_pages(kind: Kind, *, before: SyncRun | None) -> None:
    """Keep only the pages that the next reading is judged by."""
    if before:
        SeenPage.objects.filter(run__stream=kind, run__lt=before.pk).delete()
