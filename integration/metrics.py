"""Figures of the exchange for /metrics, read from the tables that all workers write."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.metrics_core import Metric

from integration.drift import recent_differences
from integration.enums import DriftKind, Kind, Outcome, QuarantineState
from integration.models import Host, HttpTally, Quarantined, Stream
from sikas import clock

# In one statement: a run that is pruned between two would be in none, and a counter would fall.
_ITEMS = """
select kind, outcome, sum(count) from (
    select kind, outcome, count from integration_itemtally
    union all
    select r.stream_id, o.outcome, o.count
    from integration_syncrun r cross join lateral (values
        ('inserted', inserted), ('updated', updated), ('unchanged', unchanged), ('stale', stale),
        ('duplicate', duplicate), ('quarantined', quarantined)) as o (outcome, count)
) counted group by kind, outcome
"""


def figures() -> Iterator[Metric]:
    """Yield all figures of the exchange."""
    yield from _streams()
    yield from _items()
    yield _quarantine()
    yield _drift()
    yield _requests()
    yield _breakers()


def _streams() -> Iterator[Metric]:
    lag = GaugeMetricFamily(
        "sikas_sync_lag_seconds", "Since a stream was last read to its end.", labels=["stream"]
    )
    switched = GaugeMetricFamily("sikas_sync_enabled", "1: is read.", labels=["stream"])
    failures = GaugeMetricFamily("sikas_sync_failures", "Failures in a row.", labels=["stream"])
    held = GaugeMetricFamily(
        "sikas_sync_held", "Records whose closing waits for an officer.", labels=["stream"]
    )
    now = clock.now()
    for stream in Stream.objects.all():
        label = [stream.kind]
        if stream.last_success_at:
            lag.add_metric(label, (now - stream.last_success_at).total_seconds())
        switched.add_metric(label, int(stream.is_pulled))
        failures.add_metric(label, stream.failures)
        held.add_metric(label, stream.held or 0)
    yield from (lag, switched, failures, held)


def _items() -> Iterator[Metric]:
    """Yield items by result: those of runs that were pruned and those of the runs that are left."""
    with connection.cursor() as cursor:
        cursor.execute(_ITEMS)
        counted = {(kind, outcome): int(count) for kind, outcome, count in cursor.fetchall()}
    found = CounterMetricFamily(
        "sikas_sync_items", "Items that were received, by result.", labels=["stream", "result"]
    )
    for kind in Kind.values:
        for outcome in Outcome.values:
            found.add_metric([kind, outcome], counted.get((kind, outcome), 0))
    yield found


def _quarantine() -> Metric:
    found = GaugeMetricFamily(
        "sikas_sync_quarantined", "Items that wait, by reason.", labels=["stream", "reason"]
    )
    waiting = Quarantined.objects.filter(state=QuarantineState.OPEN).order_by()
    counts = waiting.values_list("kind", "reason").annotate(number=Count("pk"))
    for kind, reason, number in counts:
        found.add_metric([kind, reason], number)
    return found


def _drift() -> Metric:
    found = GaugeMetricFamily(
        "sikas_sync_drift",
        "Fields that came in another form in the last 7 days; unknown: names of no list.",
        labels=["stream", "change"],
    )
    counted = recent_differences()
    for kind in Kind.values:
        for change in DriftKind.values:
            found.add_metric([kind, change], counted.get((kind, change), 0))
    return found


def _requests() -> Metric:
    found = HistogramMetricFamily(
        "sikas_ministry_request_seconds",
        "Requests to the ministry by ending: a status, or what went wrong.",
        labels=["endpoint", "code"],
    )
    for tally in HttpTally.objects.all():
        buckets = [
            ("1.0", tally.within_1),
            ("5.0", tally.within_5),
            ("30.0", tally.within_30),
            ("+Inf", tally.count),
        ]
        found.add_metric([tally.endpoint, tally.code], buckets, tally.seconds)
    return found


def _breakers() -> Metric:
    found = GaugeMetricFamily(
        "sikas_ministry_breaker_open", "1: the server is left alone.", labels=["host"]
    )
    resting = set(Host.objects.resting().values_list("name", flat=True))
    for name in Host.objects.values_list("name", flat=True):
        found.add_metric([name], int(name in resting))
    return found
