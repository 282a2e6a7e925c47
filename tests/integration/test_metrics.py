"""Figures of the exchange: they are those of the tables, and counters only grow."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import now
from prometheus_client import CollectorRegistry

from integration.drift import RECENT
from integration.enums import Kind, Trouble
from integration.kemnaker import tally
from integration.metrics import figures
from integration.models import Host, Stream
from integration.pruning import RUNS_KEPT, forget_old
from sikas import freshness
from sikas.memory import standing
from tests.integration.wire import pulled, vacancy

pytestmark = pytest.mark.django_db


def value(name: str, **labels: str) -> float | None:
    """Return one figure as Prometheus reads it."""
    registry = CollectorRegistry()
    registry.register(type("Figures", (), {"collect": staticmethod(figures)})())
    return registry.get_sample_value(name, labels)


def items(result: str) -> float | None:
    return value("sikas_sync_items_total", stream="vacancies", result=result)


def test_streams_tell_lag_switch_failures_and_what_is_held(clock):
    assert value("sikas_sync_lag_seconds", stream="vacancies") is None
    pulled(Kind.VACANCIES, [vacancy(1)])
    Stream.objects.filter(kind="vacancies").update(is_pulled=True, failures=2, held=21)
    clock.move(timedelta(minutes=10))
    lag = value("sikas_sync_lag_seconds", stream="vacancies")
    assert lag
    assert 600 <= lag < 660
    names = ("enabled", "failures", "held")
    found = [value(f"sikas_sync_{name}", stream="vacancies") for name in names]
    assert found == [1, 2, 21]


def test_items_stay_counted_when_runs_are_forgotten(clock):
    for _ in range(2):
        pulled(Kind.VACANCIES, [vacancy(1), vacancy(2, title="")])
    assert (items("inserted"), items("unchanged"), items("quarantined")) == (1, 1, 2)
    clock.move(RUNS_KEPT + timedelta(days=1))
    forget_old()
    assert (items("inserted"), items("unchanged"), items("quarantined")) == (1, 1, 2)
    assert items("stale") == 0


def test_quarantine_requests_and_breakers_are_told():
    pulled(Kind.VACANCIES, [vacancy(2, title="")])
    assert value("sikas_sync_quarantined", stream="vacancies", reason="missing") == 1
    for seconds in (0.5, 3, 40):
        tally.count("catalogue", "200", seconds)
    name, labels = "sikas_ministry_request_seconds", {"endpoint": "catalogue", "code": "200"}
    buckets = [value(f"{name}_bucket", le=le, **labels) for le in ("1.0", "5.0", "30.0", "+Inf")]
    assert buckets == [1, 2, 2, 3]
    assert value(f"{name}_sum", **labels) == 43.5
    until = now() + timedelta(minutes=1)
    Host.objects.create(name="a", opened_until=until, last_trouble=Trouble.TIMEOUT)
    Host.objects.create(name="b")
    assert value("sikas_ministry_breaker_open", host="a") == 1
    assert value("sikas_ministry_breaker_open", host="b") == 0


def test_changes_of_form_are_told_by_field_for_a_week(clock):
    def told() -> list[float | None]:
        changes = ("extra", "absent", "type", "unknown")
        return [value("sikas_sync_drift", stream="vacancies", change=one) for one in changes]

    assert told() == [0, 0, 0, 0]
    sent = [vacancy(1, bonus=1, skills=[{"value": "Loader", "level": 2}]), vacancy(2, bonus=2)]
    pulled(Kind.VACANCIES, [*sent, vacancy(3, title=3, industry_name="Antah Berantah")])
    assert told() == [2, 0, 1, 1]
    clock.move(RECENT + timedelta(minutes=1))
    assert told() == [0, 0, 0, 0]


def test_public_pages_are_told_when_data_were_last_in_step(client, clock):
    assert freshness.moment("nobody's") is None
    clock.freeze(datetime(2026, 11, 26, 1, 45, tzinfo=UTC))
    stream = Stream.objects.filter(kind=Kind.TRAININGS)
    for at, words in (
        (None, ""),
        (now() - timedelta(hours=2), "Data Kemnaker terakhir 06.45 WIB<"),
        (now() - timedelta(days=1), "Data Kemnaker terakhir 25 November 2026, 08.45 WIB<"),
    ):
        stream.update(last_success_at=at)
        standing.renew()  # what a process remembers of it, for a minute
        shown = client.get("/pelatihan/").content.decode()
        assert words in shown
        assert bool(words) == ("Data Kemnaker" in shown)
