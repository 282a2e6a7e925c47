"""Figures of the exchange for /metrics, read from the tables that all workers write."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, Sum
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.metrics_core import Metric

from integration.enums import Kind, Outcome, QuarantineState
from integration.models import Host, HttpTally, ItemTally, Quarantined, Stream, SyncRun
from sikas import clock


def figures() -> Iterator[Metric]:
    """Yield all figures of the exchange."""
    yield from _streams()
    yield from _items()
    yield _quarantine()
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
    counted: Counter[tuple[str, str]] = Counter()
    for kind, outcome, count in ItemTally.objects.values_list("kind", "outcome", "count"):
        counted[kind, outcome] += count
    names = [outcome.value for outcome in Outcome]
    runs = SyncRun.objects.order_by().values_list("stream").annotate(*map(Sum, names))
    for kind, *sums in runs:
        for outcome, total in zip(names, sums, strict=True):
            counted[kind, outcome] += total
    found = CounterMetricFamily(
        "sikas_sync_items", "Items that were received, by result.", labels=["stream", "result"]
    )
    for kind in Kind.values:
        for outcome in names:
            found.add_metric([kind, outcome], counted[kind, outcome])
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
