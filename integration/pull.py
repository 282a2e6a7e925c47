"""Reading a feed of the ministry: page by page, each in one transaction, from where it stopped.

Kill it anywhere: rows, counters, quarantine and the place to go on from are one commit, and a page
that is read again changes nothing.
"""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from integration import quarantine, runs
from integration.drift import note_drift
from integration.enums import Kind, Mode, Outcome, Trigger, Trouble
from integration.figures import verify
from integration.landing import SINKS
from integration.mapping import MAPPINGS
from integration.mapping.lists import Lists
from integration.mapping.reader import Accepted, Deleted, Reader, Refused
from integration.models import RemoteRecord, SeenPage, SyncRun
from integration.ports import (
    FIRST,
    MinistryError,
    MinistryPort,
    Page,
    PositionLostError,
    ProtocolError,
)
from integration.settling import settle
from integration.streams import FencedError, locked, renew, taken
from integration.timetable import is_due
from sikas.accounts.models import User

logger = logging.getLogger(__name__)

SLICE = 200  # seconds of one task: below its limit with one slow page to spare
MOST_PAGES = 200_000


@dataclass
class Work:
    """One worker's turn at a run."""

    kind: Kind
    fence: int
    run: SyncRun
    reader: Reader


def pull(
    kind: Kind,
    *,
    port: MinistryPort,
    trigger: Trigger = Trigger.TIMETABLE,
    by: User | None = None,
    seconds: float = SLICE,
    if_due: bool = False,
) -> SyncRun | None:
    """Go on reading a feed, or begin; return the run as it stands, None when another one works.

    With `if_due`, nothing is read (None) when, by the time the stream is ours, it is not due.

    Side effects, in this order: take the stream over, write page by page, at the end close what is
    gone, settle what an arrival decides, compare figures. A MinistryError is noted on the stream,
    not raised: the next turn goes on where this one stopped.
    """
    with taken(kind) as fence:
        if fence is None or (if_due and not is_due(kind)):
            return None
        try:
            run = runs.begin(kind, fence, port.mode(kind), trigger=trigger, by=by)
        except FencedError:
            return None
        work = Work(kind, fence, run, new_reader(kind, run))
        try:
            if read(work, port, time.monotonic() + seconds):
                settle(kind)
                verify(work.run, port)
        except MinistryError as error:
            runs.note_failure(kind, fence, error)
            work.run.refresh_from_db()
        except FencedError as error:
            logger.warning("Pull of %s was overtaken: %s", kind, error)
        note_drift(work.reader)
        return work.run


def new_reader(kind: Kind, run: SyncRun) -> Reader:
    """Return a reader; items of catalogues take the number of the run for their version."""
    return Reader(MAPPINGS[kind], Lists(), version=run.pk or 1)


def read(work: Work, port: MinistryPort, deadline: float) -> bool:
    """Read until the last page or the deadline; return whether the run is over."""
    for page in pages(work, port):
        land(work, page)
        if page.following and time.monotonic() > deadline:
            return False
    return True


def pages(work: Work, port: MinistryPort) -> Iterator[Page]:
    """Yield every page; whoever takes one moves the run on before the next is asked for."""
    visited = {work.run.position}
    while True:
        page = fetch(work, port)
        if page.following and (page.following in visited or work.run.pages >= MOST_PAGES):
            raise ProtocolError(Trouble.LOOP, f"halaman {work.run.pages + 1}")
        visited.add(page.following)
        yield page
        if not page.following:
            return


def fetch(work: Work, port: MinistryPort) -> Page:
    """Ask for the page at which the run stands; a catalogue that shrank ends early."""
    run = work.run
    try:
        return port.page(work.kind, Mode(run.mode), run.position, run.since)
    except PositionLostError:
        if run.mode == Mode.CRAWL and run.position != FIRST:
            return Page(items=(), following="", total=run.total)
        raise


@transaction.atomic
def land(work: Work, page: Page) -> None:
    """Write one page: all of it or nothing, and only under the newest fence."""
    stream = locked(work.kind, work.fence)
    run = work.run = SyncRun.objects.get(pk=work.run.pk)
    tally = write_items(work, page.items)
    checkpoint(work, page, tally)
    if page.following:
        renew(work.kind)
    else:
        runs.finish(stream, run, page)


def write_items(work: Work, items: Sequence[object]) -> dict[Outcome, int]:
    """Write the good, quarantine the bad, remember what was seen; return items by outcome."""
    sink = SINKS[work.kind]
    found = [work.reader.read(item) for item in items]
    refused = [one for one in found if isinstance(one, Refused)]
    accepted = newest_of(one for one in found if isinstance(one, Accepted))
    deleted = [one for one in found if isinstance(one, Deleted)]
    landed = sink.land(accepted.values())
    if deleted:
        for outcome, count in sink.withdraw(deleted).outcomes.items():
            landed.count(outcome, count)
    quarantine.keep(work.kind, refused)
    quarantine.resolve(work.kind, [*accepted.values(), *deleted])
    landed.count(Outcome.QUARANTINED, len(refused))
    landed.count(Outcome.DUPLICATE, len(found) - len(refused) - len(deleted) - len(accepted))
    if work.run.mode != Mode.CHANGES:
        remember(work, landed.records, refused)
    times = [work.run.newest, *(one.changed_at for one in found)]
    work.run.newest = max(filter(None, times), default=None)
    return landed.outcomes


def newest_of(items: Iterable[Accepted]) -> dict[str, Accepted]:
    """Return items by id; of those that a page has twice, the one of the highest version."""
    newest: dict[str, Accepted] = {}
    for one in items:
        other = newest.get(one.remote_id)
        if other is None or one.version >= other.version:
            newest[one.remote_id] = one
    return newest


def remember(work: Work, records: Sequence[int], refused: Sequence[Refused]) -> None:
    """Note which known records a page had; what cannot be read is there all the same."""
    keys = [one.key for one in refused]
    known = RemoteRecord.objects.filter(kind=work.kind, remote_id__in=keys)
    held = known.values_list("pk", flat=True) if keys else ()
    SeenPage.objects.create(run=work.run, records=[*records, *held])


def checkpoint(work: Work, page: Page, tally: dict[Outcome, int]) -> None:
    """Count the page and write down where to go on."""
    run = work.run
    run.pages += 1
    run.received += len(page.items)
    for outcome, count in tally.items():
        setattr(run, outcome.value, getattr(run, outcome.value) + count)
    run.position = page.following
    run.total = run.total if page.total is None else page.total
    if run.mode == Mode.SNAPSHOT and run.since is None:
        run.since = page.remote_time  # what changes from here on, the next changes will have
    run.save()
