"""Quarantined items, after something was put right: read again, or put aside by an officer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from integration import quarantine
from integration.enums import ActKind, Kind, QuarantineState, Reason
from integration.landing import SINKS
from integration.mapping import MAPPINGS
from integration.mapping.lists import Lists
from integration.mapping.reader import Accepted, Deleted, Reader, Refused
from integration.models import Quarantined, SyncRun
from integration.steering import note
from integration.streams import held
from integration.tasks import settle_stream
from seekers.services.conflicts import checked_reason
from sikas import clock
from sikas.accounts.models import User
from sikas.bell import ring
from sikas.encryption import CannotOpenError

BATCH = 200  # items in one transaction
AT_MOST = 1_000  # items in one request; the rest waits for the next press


@dataclass
class Reread:
    """What became of items that were read again.

    `last` is the number of the last one, `untried` how many behind it wait for the next press.
    """

    resolved: int = 0
    left: int = 0
    last: int = 0
    untried: int = 0


def read_again(*, kind: Kind, items: Sequence[int], by: User) -> Reread:
    """Read open items of a kind again; those that are good now land, the others say what is wrong.

    Side effects, batch by batch under the stream's lock: rows are written as by a pull, items are
    resolved or get their new reason, the act is kept; at the end a worker is told to do
    what an arrival decides.
    """
    done = Reread()
    for start in range(0, min(len(items), AT_MOST), BATCH):
        _read_batch(kind, items[start : start + BATCH], by, done)
    transaction.on_commit(lambda: ring(settle_stream, kind))
    return done


def read_next(*, kind: Kind, reason: Reason, after: int, by: User) -> Reread:
    """Read the next open items again, those with a number greater than `after`, at most AT_MOST.

    Whoever goes on with the `last` of each answer comes to all of them, also when none becomes
    good. Side effects are those of `read_again`.
    """
    found = Quarantined.objects.filter(kind=kind, reason=reason, state=QuarantineState.OPEN)
    waiting = found.filter(pk__gt=after).order_by("pk")
    keys = list(waiting.values_list("pk", flat=True)[:AT_MOST])
    done = read_again(kind=kind, items=keys, by=by)
    if keys:
        done.last = keys[-1]
        done.untried = found.filter(pk__gt=done.last).count()
    return done


@transaction.atomic
def discard(*, item: Quarantined, by: User, reason: str) -> bool:
    """Put an item aside, without what it held; return False when it no longer waits.

    It comes back when something else is wrong with it. Keeps the act. Raises ValidationError for a
    reason that is missing or holds a NIK.
    """
    reason = checked_reason(reason)
    found = Quarantined.objects.filter(pk=item.pk, state=QuarantineState.OPEN).update(
        state=QuarantineState.DISCARDED,
        settled_at=clock.now(),
        settled_by=by,
        settled_reason=reason,
        payload="",
    )
    if found:
        kind = Kind(item.kind)
        note(ActKind.DISCARDED, by, kind=kind, subject=item.key, note=reason)
    return bool(found)


@transaction.atomic
def _read_batch(kind: Kind, keys: Sequence[int], by: User, done: Reread) -> None:
    held(kind)
    waiting = Quarantined.objects.filter(kind=kind, pk__in=keys, state=QuarantineState.OPEN)
    items = list(waiting.select_for_update().order_by("pk"))
    lists = Lists()
    found = [(item, _read(kind, item, lists)) for item in items]
    accepted = [one for _item, one in found if isinstance(one, Accepted)]
    deleted = [one for _item, one in found if isinstance(one, Deleted)]
    SINKS[kind].land(accepted, seen_by=_readings(kind))
    SINKS[kind].withdraw(deleted)
    quarantine.resolve(kind, [*accepted, *deleted])
    for item, one in found:
        if isinstance(one, Refused):
            _say_why(item, one)
    good = [item.pk for item, one in found if isinstance(one, Accepted | Deleted)]
    # Also those that were kept without their id, which the ids do not find.
    Quarantined.objects.filter(pk__in=good).update(
        state=QuarantineState.RESOLVED, settled_at=clock.now(), settled_by=by, payload=""
    )
    done.resolved += len(good)
    done.left += len(items) - len(good)
    subject = items[0].key if len(items) == 1 else ""
    words = _("%(good)d masuk, %(left)d tetap") % {
        "good": len(good),
        "left": len(items) - len(good),
    }
    note(ActKind.REREAD, by, kind=kind, subject=subject, note=words)


def _read(kind: Kind, item: Quarantined, lists: Lists) -> Accepted | Deleted | Refused | None:
    """Return what the item is now; None when what was kept of it cannot be opened."""
    try:
        content = quarantine.unseal(item.payload)
    except (CannotOpenError, ValueError):
        return None
    return Reader(MAPPINGS[kind], lists, version=item.version or 1).read(content)


def _readings(kind: Kind) -> Collection[int]:
    """Return the runs that decide what is gone."""
    readings = SyncRun.objects.filter(stream=kind, seen__isnull=False)
    return readings.distinct().values_list("pk", flat=True)


def _say_why(item: Quarantined, refused: Refused) -> None:
    item.reason, item.path = Reason(refused.reason), refused.path[:120]
    item.expected, item.got = refused.expected[:120], refused.got
    item.save(update_fields=["reason", "path", "expected", "got"])
