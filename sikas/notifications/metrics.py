"""Figures of the outbox for /metrics."""

from collections.abc import Iterator

from django.db.models import Count
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from sikas import clock
from sikas.notifications.enums import State
from sikas.notifications.models import Message

UNSENT = (State.WAITING, State.SENDING, State.DEAD)


def figures() -> Iterator[Metric]:
    """Yield how many messages are unsent, by state, and for how long the oldest has been due."""
    unsent = Message.objects.filter(state__in=UNSENT).order_by()
    counts = dict(unsent.values_list("state").annotate(number=Count("pk")))
    by_state = GaugeMetricFamily("sikas_messages", "Messages that are not sent.", labels=["state"])
    for state in UNSENT:
        by_state.add_metric([state], counts.get(state, 0))
    yield by_state
    oldest = Message.objects.due().order_by("next_attempt_at").first()
    late = (clock.now() - oldest.next_attempt_at).total_seconds() if oldest else 0
    found = GaugeMetricFamily("sikas_messages_oldest_seconds", "For how long the oldest is due.")
    found.add_metric([], max(0, late))
    yield found
