"""What nobody reads any more is forgotten at night; what runs counted stays counted."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from integration.enums import Mode, QuarantineState, RunState
from integration.models import Drift, Quarantined, SeenPage, SyncRun
from sikas import clock

RUNS_KEPT = timedelta(days=90)
UNSEEN_KEPT = timedelta(days=90)  # open items; the whole reading of a day would have them again
DRIFT_KEPT = timedelta(days=90)
SETTLED_KEPT = timedelta(days=30)  # of the quarantine; its items may be personal

# A closing is judged by whole readings: the newest runs, and those whose pages are kept, stay.
_OLD_RUNS = """
select r.id from integration_syncrun r
where r.state <> %(running)s and r.finished_at < %(before)s
    and not exists (select from integration_seenpage p where p.run_id = r.id)
    and exists (select from integration_syncrun n where n.stream_id = r.stream_id and n.id > r.id)
for update
"""
# Counters of the metrics only grow.
_KEEP_COUNTED = """
insert into integration_itemtally as t (kind, outcome, count)
select r.stream_id, o.outcome, sum(o.count)
from integration_syncrun r cross join lateral (values
    ('inserted', inserted), ('updated', updated), ('unchanged', unchanged), ('stale', stale),
    ('duplicate', duplicate), ('quarantined', quarantined)) as o (outcome, count)
where r.id = any(%(runs)s) and o.count > 0 group by 1, 2
on conflict (kind, outcome) do update set count = t.count + excluded.count
"""


def forget_old() -> None:
    """Delete old runs, quarantine that was settled or comes no more, and old drift."""
    now = clock.now()
    _forget_runs()
    resolved = Quarantined.objects.filter(state=QuarantineState.RESOLVED)
    resolved.filter(settled_at__lt=now - SETTLED_KEPT).delete()
    unseen = Quarantined.objects.exclude(state=QuarantineState.RESOLVED)
    unseen.filter(last_seen_at__lt=now - UNSEEN_KEPT).delete()
    Drift.objects.filter(last_seen_at__lt=now - DRIFT_KEPT).delete()


@transaction.atomic
def _forget_runs() -> None:
    ended = SyncRun.objects.exclude(state=RunState.RUNNING)
    judged = SyncRun.objects.filter(state__in=(RunState.HELD, RunState.CLOSING)).values("stream")
    whole = SyncRun.objects.filter(
        stream=OuterRef("stream"), pk__gt=OuterRef("pk"), is_complete=True
    )
    # What was met since the last whole reading of a catalogue is not gone, says the next one.
    useless = ended.filter(~Q(mode=Mode.CRAWL) | Exists(whole), is_complete=False)
    useless = useless.exclude(stream__in=judged)
    SeenPage.objects.filter(run__in=useless).delete()
    with connection.cursor() as cursor:
        before = clock.now() - RUNS_KEPT
        cursor.execute(_OLD_RUNS, {"running": RunState.RUNNING, "before": before})
        runs = [key for (key,) in cursor.fetchall()]
        cursor.execute(_KEEP_COUNTED, {"runs": runs})
    SyncRun.objects.filter(pk__in=runs).delete()
