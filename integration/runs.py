"""The life of a run: begun or gone on with, read to its last page, or given up."""

import logging
import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from integration import sweeping
from integration.enums import Kind, Mode, Outcome, RunState, Trigger, Trouble
from integration.mapping.reader import Reader
from integration.models import Stream, SyncRun
from integration.ports import (
    MinistryError,
    Page,
    PositionLostError,
    RateLimitedError,
    RestingError,
)
from integration.streams import FencedError, locked
from sikas import clock
from sikas.accounts.models import User
from sikas.ui.formats import format_number

logger = logging.getLogger(__name__)

OVERLAP = timedelta(minutes=15)  # read again, for what became visible late
SNAPSHOT_EVERY = timedelta(days=1)
RUN_LASTS = timedelta(hours=6)  # an older reading of a catalogue that shifts is begun anew
BACKOFF, LONGEST_BACKOFF = 30, 15 * 60  # seconds
REMOTE_TOLERANCE = timedelta(minutes=1)  # by which the remote's clock may go back unnoticed


@dataclass
class Work:
    """One worker's turn at a run."""

    kind: Kind
    fence: int
    run: SyncRun
    reader: Reader


@transaction.atomic
def begin(
    kind: Kind, fence: int, usual: Mode, *, trigger: Trigger, by: User | None = None
) -> SyncRun:
    """Return the run to go on with, or a new one."""
    stream = locked(kind, fence)
    run = stream.runs.filter(state=RunState.RUNNING).first()
    if run and run.started_at > clock.now() - RUN_LASTS:
        return run
    if run:
        _give_up_old(stream, run)
    run = new_run(stream, usual)
    run.trigger, run.by = trigger, by
    run.save()
    return run


def _give_up_old(stream: Stream, run: SyncRun) -> None:
    """Give up what took too long; unless a trouble or a pause explains it, officers are told."""
    abandon(run)
    if stream.is_pulled and stream.trouble in {"", Trouble.PARTIAL, Trouble.UNREADABLE}:
        _note_partial(stream, run)
        stream.save()


def new_run(stream: Stream, usual: Mode) -> SyncRun:
    """Return the run that would begin now, not saved."""
    mode = usual if usual == Mode.CRAWL else _changes_or_snapshot(stream)
    since = _since(stream) if mode == Mode.CHANGES else None
    return SyncRun(stream=stream, mode=mode, since=since)


def _changes_or_snapshot(stream: Stream) -> Mode:
    is_due = not stream.snapshot_at or stream.snapshot_at < clock.now() - SNAPSHOT_EVERY
    return Mode.SNAPSHOT if stream.wants_snapshot or is_due else Mode.CHANGES


def _since(stream: Stream) -> datetime | None:
    """Return the remote's time from which to read; its clock may have been put back."""
    known = [moment for moment in (stream.watermark, stream.remote_time) if moment]
    return min(known) - OVERLAP if known else None


def count(run: SyncRun, received: int, outcomes: Counter[Outcome]) -> None:
    """Add items to what a run counted, not saved; each has one outcome, or the database refuses."""
    run.received += received
    for outcome, number in outcomes.items():
        setattr(run, outcome.value, getattr(run, outcome.value) + number)


def finish(stream: Stream, run: SyncRun, page: Page) -> None:
    """End the reading of a run on its last page.

    The run is done when what is gone is closed too, and the stream is well after `note_well`.
    """
    run.is_complete = sweeping.is_complete(run)
    run.state, run.finished_at = RunState.CLOSING, clock.now()
    run.save()
    note_remote_clock(stream, run, page)
    if run.mode == Mode.SNAPSHOT:
        stream.wants_snapshot = not run.is_complete
        stream.snapshot_at = clock.now()
    stream.next_at = clock.now() + stream.period
    if run.is_whole:
        stream.last_success_at = clock.now()
    else:
        _note_partial(stream, run)
    stream.save()


@transaction.atomic
def note_well(work: Work) -> None:
    """Say that nothing is wrong any more, when all that follows the last page went well too.

    Where much of what came could not be read, that is what is wrong; the next run may bring better.
    """
    stream, run = locked(work.kind, work.fence), work.run
    if not run.is_whole:
        return
    is_unreadable = run.quarantined > sweeping.few_of(run.received)
    stream.failures = 0
    stream.trouble = Trouble.UNREADABLE if is_unreadable else ""
    stream.trouble_detail = _unread(run) if is_unreadable else ""
    stream.trouble_at = (stream.trouble_at or clock.now()) if is_unreadable else None
    stream.save()


def _unread(run: SyncRun) -> str:
    return _("{unread} dari {received} tidak terbaca").format(
        unread=format_number(run.quarantined), received=format_number(run.received)
    )


def _note_partial(stream: Stream, run: SyncRun) -> None:
    """Say that a reading ended before it had met nearly all; it is no success."""
    seen = _("{seen} dari {total} dibaca") if run.total else _("{seen} dibaca")
    stream.failures += 1
    stream.trouble = Trouble.PARTIAL
    stream.trouble_detail = seen.format(
        seen=format_number(run.received), total=format_number(run.total or 0)
    )
    stream.trouble_at = stream.trouble_at or clock.now()


def note_remote_clock(stream: Stream, run: SyncRun, page: Page) -> None:
    """Move the watermark on, never back; a remote clock that was put back is noted.

    A record may carry a time ahead of the remote's own clock; only what that clock has passed
    counts, and nothing where it is not told. What was changed while the clock was wrong is found by
    a whole reading.
    """
    if page.remote_time is None:
        return
    passed = run.since if run.mode == Mode.SNAPSHOT else run.newest
    if passed and run.mode != Mode.CRAWL:
        passed = min(passed, page.remote_time)
        stream.watermark = max(filter(None, (stream.watermark, passed)))
    last = stream.remote_time
    if last and page.remote_time < last - REMOTE_TOLERANCE:
        stream.wants_snapshot = True
    stream.remote_time = page.remote_time


@transaction.atomic
def note_failure(kind: Kind, fence: int, error: MinistryError) -> None:
    """Say on the stream why it stands still and when it goes on; give up what cannot go on."""
    try:
        stream = locked(kind, fence)
    except FencedError:
        return
    run = stream.runs.filter(state=RunState.RUNNING).first()
    is_lost = isinstance(error, PositionLostError) or error.trouble == Trouble.LOOP
    if run and is_lost:
        abandon(run)
        stream.wants_snapshot = True
    stream.failures += 1
    # What made the server rest is still so, until somebody has tried again.
    stream.trouble = error.cause if isinstance(error, RestingError) else error.trouble
    stream.trouble_detail = error.detail[:300]
    stream.trouble_at = stream.trouble_at or clock.now()
    stream.next_at = clock.now() + timedelta(seconds=_pause(stream.failures, error))
    stream.save()
    logger.warning("Pull of %s stopped: %s", kind, error)


def abandon(run: SyncRun) -> None:
    """Give a run up; what it wrote stays."""
    run.state, run.finished_at = RunState.ABANDONED, clock.now()
    run.save(update_fields=["state", "finished_at"])


def _pause(failures: int, error: MinistryError) -> float:
    if isinstance(error, RateLimitedError):
        return error.seconds
    longest = min(BACKOFF * 2 ** min(failures - 1, 10), LONGEST_BACKOFF)
    return random.uniform(BACKOFF, max(longest, BACKOFF))  # noqa: S311 - spreads callers, no secret
