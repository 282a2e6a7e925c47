"""What is gone is closed here slice by slice, each one commit; ended anywhere, it goes on.

How many may be closed is judged once, over all of them, before the first slice. A run is done when
the last slice is written.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from django.db import connection, transaction
from django.db.models import QuerySet

from integration import quarantine, sweeping
from integration.enums import Kind, Mode, RecordState, RunState
from integration.models import RemoteRecord, SeenPage, Stream, SyncRun
from integration.streams import FencedError, claim, locked, taken
from integration.sweeping import Doomed
from jobs.enums import Source
from jobs.services.mirroring import close_withdrawn
from training.services.mirroring import close_programmes

logger = logging.getLogger(__name__)

SLICE = 1_000  # records of one commit
LONGEST = 30  # seconds of one turn; beside a turn of reading that is below the limit of a task

# What came back since it was found is not closed.
_CLOSE = """
update integration_remoterecord set state = 'gone', is_withdrawn = false
where id = any(%(records)s) and state = 'live' and (is_withdrawn or changed_at < %(since)s)
returning local_id
"""


def closing() -> list[Kind]:
    """Return the kinds of which something is being closed."""
    found = SyncRun.objects.filter(state=RunState.CLOSING).order_by("stream")
    return [Kind(kind) for kind in found.values_list("stream", flat=True).distinct()]


def carry_out(kind: Kind) -> None:
    """Go on closing what may be closed, unless another worker has the stream: he does it."""
    with taken(kind) as fence:
        if fence is None:
            return
        try:
            close_down(kind, fence)
        except FencedError as error:
            logger.warning("Closing of %s was overtaken: %s", kind, error)


def close_down(kind: Kind, fence: int) -> bool:
    """Close what is gone, as far as it may be; return whether nothing is left to be closed.

    Side effects, in this order: what is too much waits for an officer; slice by slice records are
    gone, and what mirrors them is closed; the runs are done, what was kept to judge is forgotten.
    Raises FencedError.
    """
    until = time.monotonic() + LONGEST
    while found := sweeping.doomed(kind, RunState.CLOSING):  # an officer may agree meanwhile
        if found.records and not may_close(kind, fence, found):
            continue
        for records in _slices(found.records):
            close_slice(kind, fence, found, records)
            if time.monotonic() > until:
                return False
        end(kind, fence, found)
    return True


@transaction.atomic
def may_close(kind: Kind, fence: int, found: Doomed) -> bool:
    """Judge whether all that is gone may be closed; note how many, or that they wait.

    What an officer agreed to after an older reading, and is not closed yet, counts for this one.
    """
    stream = locked(kind, fence)
    left = [run.permitted - run.closed for run in found.runs if run.permitted is not None]
    if found.run.permitted is None:
        left.append(sweeping.allowed(kind))
    number = len(found.records)
    if number <= max(left):
        found.run.permitted = found.run.closed + number
        found.run.save(update_fields=["permitted"])
        return True
    _runs(found).update(state=RunState.HELD, permitted=None)
    if found.first:
        _forget_pages(kind, before=found.first)
    _note_waiting(stream)
    return False


@transaction.atomic
def close_slice(kind: Kind, fence: int, found: Doomed, records: Sequence[int]) -> None:
    """Note that some records are gone, and close what mirrors them."""
    claim(kind, fence)
    since = found.first.started_at if found.first else None
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, {"records": list(records), "since": since})
        mirrors = [key for (key,) in cursor.fetchall()]
    if close := CLOSINGS.get(kind):
        close(mirrors)
    found.run.closed += len(mirrors)
    found.run.save(update_fields=["closed"])


@transaction.atomic
def end(kind: Kind, fence: int, found: Doomed) -> None:
    """Say that nothing is left to be closed."""
    stream = locked(kind, fence)
    _settle(found)
    if found.first:  # what waited for an officer was judged anew
        stream.runs.filter(state=RunState.HELD).update(state=RunState.DONE)
    _note_waiting(stream)


CLOSINGS: Mapping[Kind, Callable[[Sequence[int]], object]] = {
    Kind.VACANCIES: lambda keys: close_withdrawn(keys, source=Source.KARIRHUB),
    Kind.TRAININGS: close_programmes,
}


def _note_waiting(stream: Stream) -> None:
    """Note how much waits for an officer; when all of it was met again, nothing does."""
    found = sweeping.doomed(Kind(stream.kind), RunState.HELD)
    if found and not found.records:
        _settle(found)
        found = None
    stream.held = len(found.records) if found else None
    stream.save(update_fields=["held"])


def _settle(found: Doomed) -> None:
    """Let runs be done, and forget what only waited for a whole reading to be judged.

    What could not be read, and is not there any more, waits no longer. Of whoever was erased here
    only the number is left: it is noted when that too is gone there.
    """
    kind = Kind(found.run.stream_id)
    _runs(found).update(state=RunState.DONE)
    if found.whole and found.first:
        is_whole = found.whole.mode == Mode.SNAPSHOT  # no pages that shift, and figures of all
        quarantine.resolve_unseen(kind, found.first.started_at, also_put_aside=is_whole)
    if found.first and kind == Kind.SEEKERS:
        gone = sweeping.records_of(kind, found.first, RecordState.SUPPRESSED)
        for records in _slices(gone):
            RemoteRecord.objects.filter(pk__in=records).update(is_withdrawn=True)
    if found.whole:
        _forget_pages(kind, before=found.whole)


def _runs(found: Doomed) -> "QuerySet[SyncRun]":
    return SyncRun.objects.filter(pk__in=[run.pk for run in found.runs])


def _forget_pages(kind: Kind, *, before: SyncRun) -> None:
    """Keep only the pages that the next reading is judged by."""
    SeenPage.objects.filter(run__stream=kind, run__lt=before.pk).delete()


def _slices(records: Sequence[int]) -> Iterator[Sequence[int]]:
    return (records[start : start + SLICE] for start in range(0, len(records), SLICE))
