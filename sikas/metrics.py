"""/metrics for Prometheus: figures that apps read from the database when they are asked for.

Answered before host checks and sign-in, as /readyz is, to who knows METRICS_TOKEN; to everybody
else the address does not exist.
"""

import hmac
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from sikas import beat

Source = Callable[[], Iterable[Metric]]
_sources: list[Source] = []


class _Sources(Collector):
    def collect(self) -> Iterator[Metric]:
        for source in _sources:
            yield from source()


_registry = CollectorRegistry(auto_describe=False)
_registry.register(_Sources())


def register(source: Source) -> None:
    """Add figures; called once from an `AppConfig.ready`."""
    _sources.append(source)


def answer(request: HttpRequest) -> HttpResponse | None:
    """Return the figures; None for who does not know the token, or when there is none."""
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    given = request.headers.get("Authorization", "").encode()
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given, expected):
        return None
    try:
        return HttpResponse(generate_latest(_registry), content_type=CONTENT_TYPE_LATEST)
    except Error:
        return HttpResponse("no database\n", status=503, content_type="text/plain")


def _worker() -> Iterator[Metric]:
    found = GaugeMetricFamily("sikas_worker_canary_age_seconds", "Since a worker last took a task.")
    age = beat.seconds_since("sikas.tasks.canary")
    if age is not None:
        found.add_metric([], age)
    yield found


register(_worker)
