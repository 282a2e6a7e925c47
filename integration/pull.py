"""Reading a feed of the ministry: page by page, each in one transaction, from where it stopped.

Kill it anywhere: rows, counters, quarantine and the place to go on from are one commit, and a page
that is read again changes nothing.
"""

import logging
import math
import time
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass

from django.db import transaction

from integration import quarantine, runs
from integration.ahead import reading_ahead
from integration.asking import ask_again
from integration.closing import close_down
from integration.drift import note_drift
from integration.enums import Kind, Mode, Outcome, Trigger, Trouble
from integration.figures import agrees, ask_for_whole
from integration.landing import SINKS
from integration.mapping import MAPPINGS
from integration.mapping.lists import Lists
from integration.mapping.reader import Accepted, Deleted, Item, Reader, Refused
from integration.models import Stream, SyncRun
from integration.ports import (
    FIRST,
    MinistryError,
    MinistryPort,
    Page,
    PositionLostError,
    ProtocolError,
    TransientError,
)
from integration.runs import Work
from integration.settling import settle
from integration.streams import FencedError, claim, taken
from integration.timetable import is_due
from sikas.accounts.models import User

logger = logging.getLogger(__name__)

SLICE = 150  # seconds of one task: below its limit with one slow page to spare
MOST_PAGES = 200_000
MOST_EMPTY = 100  # pages without items that a feed may have
SPARE = 1_000  # items that a feed may have beyond twice what it says; pages shift while one reads


@dataclass(frozen=True)
class Sheet:
    """A page with its items read."""

    page: Page
    items: Sequence[Item]


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

    Side effects, in this order: take the stream over, close what was left to be closed, write page
    by page, at the end close what is gone, settle what an arrival decides, compare figures. A
    MinistryError is noted on the stream, not raised: the next turn goes on where this one stopped.
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
            read_and_compare(work, port, time.monotonic() + seconds)
        except MinistryError as error:
            runs.note_failure(kind, fence, error)
            work.run.refresh_from_db()
        except FencedError as error:
            logger.warning("Pull of %s was overtaken: %s", kind, error)
        except Exception as error:  # whatever it is: officers must see that the stream stands
            broken = TransientError(Trouble.BROKEN, type(error).__name__)
            runs.note_failure(kind, fence, broken)
            raise
        note_drift(work.reader)
        return work.run


def read_and_compare(work: Work, port: MinistryPort, deadline: float) -> None:
    """Read to the end or the deadline, settle what came, and compare figures after changes.

    Changes never bring again what was spoiled on its way: that is asked for by its number.
    Something may have changed there since the last page: only what differs after another look at
    the changes asks for a whole reading.
    """
    if not close_down(work.kind, work.fence):
        return
    for is_last_look in (False, True):
        is_over = read(work, port, deadline) and close_down(work.kind, work.fence)
        work.run.refresh_from_db()
        if not is_over:
            return
        ask_again(work, port, deadline)
        claim(work.kind, work.fence)
        settle(work.kind)
        claim(work.kind, work.fence)
        if agrees(work.run, port):
            break
        if is_last_look:
            ask_for_whole(work.kind)
            break
        usual, trigger = port.mode(work.kind), Trigger(work.run.trigger)
        work.run = runs.begin(work.kind, work.fence, usual, trigger=trigger, by=work.run.by)
    runs.note_well(work)


def new_reader(kind: Kind, run: SyncRun) -> Reader:
    """Return a reader; items of catalogues take the number of the run for their version."""
    return Reader(MAPPINGS[kind], Lists(), version=run.pk or 1)


def read(work: Work, port: MinistryPort, deadline: float) -> bool:
    """Read until the last page or the deadline; return whether the run is over."""
    is_over = False
    with closing(sheets(work, port, deadline)) as coming:
        for sheet in coming:
            land(work, sheet)
            is_over = not sheet.page.following
    return is_over


def sheets(
    work: Work, port: MinistryPort, deadline: float = math.inf
) -> Generator[Sheet, None, None]:
    """Yield every page with its items read; none is asked for after the deadline but the first.

    The next page is asked for, and its items are read, while the one that is yielded is written: in
    a thread of its own, on a connection of its own, so no transaction waits for the ministry. What
    went wrong with it is raised in its turn.
    """
    with reading_ahead() as ahead:
        coming = ahead.submit(sheet_at, work, port, work.run.position)
        while True:
            sheet = coming.result()
            following = sheet.page.following
            if not following:
                yield sheet
                return
            if is_endless(work.run, sheet.page):
                raise ProtocolError(Trouble.LOOP, f"halaman {work.run.pages + 1}")
            if time.monotonic() > deadline:
                yield sheet
                return
            coming = ahead.submit(sheet_at, work, port, following)
            yield sheet


def is_endless(run: SyncRun, page: Page) -> bool:
    """Tell whether a feed goes round in a circle, or on for longer than it can.

    The milestone finds a circle of any length, also over many turns of a worker, without keeping
    every place that was read (Brent).
    """
    most = math.inf if page.total is None else 2 * page.total + SPARE
    is_hollow = run.pages > run.received + MOST_EMPTY
    is_circle = page.following in {run.position, run.milestone}
    return is_circle or is_hollow or run.pages >= MOST_PAGES or run.received > most


def sheet_at(work: Work, port: MinistryPort, position: str) -> Sheet:
    """Fetch a page and read its items."""
    page = fetch(work, port, position)
    return Sheet(page, read_items(work.reader, page))


def fetch(work: Work, port: MinistryPort, position: str) -> Page:
    """Ask for a page; a catalogue that shrank ends early."""
    run = work.run
    try:
        return port.page(work.kind, Mode(run.mode), position, run.since)
    except PositionLostError:
        if run.mode == Mode.CRAWL and position != FIRST:
            return Page(items=(), following="")  # the run keeps the total that it was told
        raise


def read_items(reader: Reader, page: Page) -> list[Item]:
    """Read the items of a page; without the database."""
    return reader.read_all(page.items)


@transaction.atomic
def land(work: Work, sheet: Sheet) -> None:
    """Write one page: all of it or nothing, and only under the newest fence."""
    claim(work.kind, work.fence)
    run = work.run = SyncRun.objects.get(pk=work.run.pk)
    tally = write_items(work, sheet.items)
    checkpoint(work, sheet.page, tally)
    if not sheet.page.following:
        runs.finish(Stream.objects.get(kind=work.kind), run, sheet.page)


def write_items(work: Work, items: Sequence[Item]) -> Counter[Outcome]:
    """Write the good, quarantine the bad, remember what was seen; return items by outcome."""
    sink = SINKS[work.kind]
    refused = [one for one in items if isinstance(one, Refused)]
    accepted = [one for one in items if isinstance(one, Accepted)]
    deleted = [one for one in items if isinstance(one, Deleted)]
    outcomes = sink.land(accepted, seen_by=[work.run.pk])
    if deleted:
        outcomes += sink.withdraw(deleted)
    if refused:
        quarantine.keep(work.kind, refused)
        quarantine.remember(work.run, refused)
        outcomes[Outcome.QUARANTINED] = len(refused)
    quarantine.resolve(work.kind, [*accepted, *deleted])
    times = [work.run.newest, *(one.changed_at for one in items)]
    work.run.newest = max(filter(None, times), default=None)
    return outcomes


def checkpoint(work: Work, page: Page, tally: Counter[Outcome]) -> None:
    """Count the page and write down where to go on."""
    run = work.run
    run.pages += 1
    runs.count(run, len(page.items), tally)
    run.position = page.following
    if run.pages.bit_count() == 1:  # the 1st, 2nd, 4th, 8th …
        run.milestone = page.following
    run.total = run.total if page.total is None else page.total
    if run.mode == Mode.SNAPSHOT and run.pages == 1:
        run.since = page.remote_time  # what changes from here on, the next changes will have
    run.save()
