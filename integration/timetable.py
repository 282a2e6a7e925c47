"""Which streams are to be read now: switched on, not in closed hours, and their time has come."""

from django.db.models import F, Q, QuerySet

from integration.enums import Kind, RunState
from integration.models import Stream, SyncRun
from sikas import clock
from sikas.clock import DatabaseNow


def due() -> list[Kind]:
    """Return the streams whose reading begins or goes on now, last the one just read a part of."""
    now = clock.now()
    return [Kind(stream.kind) for stream in _waiting() if not stream.is_closed(now)]


def is_due(kind: Kind) -> bool:
    """Tell whether a stream is to be read now."""
    return kind in due()


def _waiting() -> "QuerySet[Stream]":
    """Return streams whose time has come; a run that was only cut into slices need not wait."""
    running = SyncRun.objects.filter(state=RunState.RUNNING).values("stream")
    has_time = Q(next_at__isnull=True) | Q(next_at__lte=DatabaseNow())
    found = Stream.objects.filter(has_time | Q(kind__in=running, trouble=""), is_pulled=True)
    return found.order_by(F("leased_until").asc(nulls_first=True), "last_success_at")
