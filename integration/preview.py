"""What a pull would do: every page is read and judged, and nothing of it is kept."""

from collections.abc import Callable
from contextlib import closing

from django.db import transaction

from integration.enums import Kind, RunState, Trigger
from integration.models import Stream, SyncRun
from integration.ports import MinistryPort
from integration.pull import Sheet, checkpoint, new_reader, sheets, write_items
from integration.runs import Work, new_run
from sikas import clock

Told = Callable[[SyncRun], object]


def preview(
    kind: Kind,
    *,
    port: MinistryPort,
    whole: bool = False,
    told: Told = lambda _run: None,
) -> SyncRun:
    """Read a feed from its start; return a run with its counters that was never stored.

    `whole` reads all that lives instead of what changed; `told` hears of each page. Each page is
    written in a transaction that is rolled back, so an item that two pages have is counted as new
    twice, and what would be closed is not known. Raises MinistryErrors.
    """
    stream = Stream.objects.get(kind=kind)
    stream.wants_snapshot |= whole
    run = new_run(stream, port.mode(kind))
    run.trigger = Trigger.COMMAND
    run.state, run.finished_at = RunState.DONE, clock.now()  # is in nobody's way while it is there
    _give_number(run)
    work = Work(kind, stream.fence, run, new_reader(kind, run))
    with closing(sheets(work, port)) as coming:
        for sheet in coming:
            _judge(work, sheet)
            told(run)
    return run


@transaction.atomic
def _give_number(run: SyncRun) -> None:
    """Let the run be newer than all before: items of catalogues take its number as version."""
    run.save(force_insert=True)
    transaction.set_rollback(True)


@transaction.atomic
def _judge(work: Work, sheet: Sheet) -> None:
    Stream.objects.select_for_update(no_key=True).get(kind=work.kind)  # a pull may write beside us
    work.run.save(force_insert=True)
    checkpoint(work, sheet.page, write_items(work, sheet.items))
    transaction.set_rollback(True)
