"""Asking by number for what waits in quarantine: it may have been spoiled on its way alone.

Changes bring a record when it changes, and never again; whoever changed nothing there would be
right here only after the next whole reading.
"""

import logging
import time
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Least

from integration import quarantine, runs
from integration.enums import Kind, Mode, QuarantineState
from integration.landing import SINKS
from integration.mapping.reader import Accepted, Deleted, Item, Refused
from integration.models import Quarantined, SyncRun
from integration.ports import MinistryError, MinistryPort, Single
from integration.runs import Work
from integration.streams import claim

logger = logging.getLogger(__name__)

# Runs of changes. Longer would spare the ministry little, for a run asks for few; but what is well
# again there shall be right here after three runs.
LONGEST_PAUSE = 3

Answers: TypeAlias = Mapping[str, Item | None]  # by number; None: nothing that can be used


def ask_again(work: Work, port: MinistryPort, deadline: float) -> None:
    """Ask for what waits after changes were read, outside of any transaction, and write it.

    Few records in one run, first those that were asked for longest ago. A MinistryError ends the
    asking and is nothing of the run's: the next one asks. Raises FencedError.
    """
    if work.run.mode != Mode.CHANGES:
        return
    answers = ask(work, port, due(work.kind), deadline)
    if answers:
        write(work, answers)


def due(kind: Kind) -> Sequence[Quarantined]:
    """Return what is to be asked for now, in its order."""
    latest = SyncRun.objects.filter(stream=kind, mode=Mode.CHANGES).order_by("-pk")
    is_due = Q(pause=0)
    for pause, run in enumerate(latest.values_list("pk", flat=True)[:LONGEST_PAUSE], start=1):
        is_due |= Q(pause=pause, asked_in__lt=run)
    waiting = Quarantined.objects.filter(is_due, kind=kind, state=QuarantineState.OPEN)
    longest_ago = waiting.exclude(quarantine.NAMELESS).order_by(
        F("asked_in").asc(nulls_first=True), "pk"
    )
    return list(longest_ago[: settings.MINISTRY["ask_again"]])


def ask(work: Work, port: MinistryPort, waiting: Sequence[Quarantined], deadline: float) -> Answers:
    """Return what is there now, asked for until the deadline or the first error, that one too."""
    answers: dict[str, Item | None] = {}
    for one in waiting:
        if time.monotonic() > deadline:
            break
        try:
            found = port.record(work.kind, one.key)
        except MinistryError as error:
            logger.info("Asking again for %s ended: %s", work.kind, error)
            answers[one.key] = None
            break
        if found is None:
            break
        answers[one.key] = _read(work, one, found)
    return answers


def _read(work: Work, one: Quarantined, found: Single) -> Item | None:
    """Return what an answer is; None for one that says nothing, or is about something else.

    That a number is unknown says nothing: the call may be. Whole readings know what is there.
    """
    if found.is_gone:
        return Deleted(one.key, one.version or 0, None)
    if found.item is None:
        return None
    item = work.reader.read(found.item)
    number = item.key if isinstance(item, Refused) else item.remote_id
    return item if number == one.key else None


@transaction.atomic
def write(work: Work, answers: Answers) -> None:
    """Write what was answered: all of it or nothing, and only under the newest fence.

    What is good lands and counts as received. What still cannot be read was counted when it came,
    and what is gone is no longer waited for; its record is closed as any other, by a page.
    """
    claim(work.kind, work.fence)
    run = work.run = SyncRun.objects.get(pk=work.run.pk)
    asked = Quarantined.objects.filter(
        kind=work.kind, key__in=answers.keys(), state=QuarantineState.OPEN
    )
    waiting = set(asked.select_for_update().order_by("pk").values_list("key", flat=True))
    items = [item for key, item in answers.items() if key in waiting]
    accepted = [one for one in items if isinstance(one, Accepted)]
    deleted = [one for one in items if isinstance(one, Deleted)]
    refused = [one for one in items if isinstance(one, Refused)]
    runs.count(run, len(accepted), SINKS[work.kind].land(accepted, seen_by=[run.pk]))
    run.save()
    if refused:
        quarantine.keep(work.kind, refused, times=0)
        quarantine.remember(run, refused)
    quarantine.resolve(work.kind, [*accepted, *deleted])
    asked.update(asked_in=run.pk, pause=Least(F("pause") + 1, LONGEST_PAUSE))
