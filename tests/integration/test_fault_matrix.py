"""Pulling survives every fault of the wire: it is shown, and it heals within three clean runs."""

from collections.abc import Iterable

import pytest

from integration.enums import DriftKind, Kind, Reason, Trouble
from integration.kemnaker import proglat, wire
from integration.kemnaker.wire import Limits
from integration.models import Drift, HttpTally, Quarantined, Stream
from sikas import clock as time
from tests.databases import ROOT
from tests.factories import UserFactory
from tests.integration.exchange import VICTIM, Exchange
from tests.integration.faults import (
    ENDPOINTS,
    HELD,
    PARTNERS,
    RECORD,
    TOKEN,
    Fault,
    Shown,
    calls,
    cells,
    table,
)
from tests.integration.invariants import heals

QUICK = Limits(seconds=0.4, silence=0.4, size=3_000_000)
SLOW_FAULTS = {"F1", "F10"}  # what is bounded by time or size; the bounds are made small
OTHER_CALLS = [
    pytest.param(*call, id=f"{call[0]}-{call[1]}", marks=[pytest.mark.long]) for call in calls()
]
CELLS = [
    pytest.param(fault, kind, id=f"{fault}-{kind}", marks=[] if is_chosen else [pytest.mark.long])
    for fault, kind, is_chosen in cells()
]


def hurry(patch: pytest.MonkeyPatch) -> None:
    """Let every answer take half a second at most."""
    patch.setattr(wire, "USUAL", QUICK)
    patch.setattr(proglat, "SLOW", QUICK)


def switch_on(exchange: Exchange, fault: Fault, endpoints: Iterable[str]) -> None:
    """Let calls meet the fault; the record that everybody knows is the one that is spoiled."""
    options = dict(fault.options)
    if fault.name == "F12":
        options["ids"] = [VICTIM]
    if fault.variant == "duplicates":
        options["count"] = 3
    for endpoint in endpoints:
        kind = "*" if endpoint == TOKEN else exchange.kind.value
        exchange.simulator.fault(fault.name, fault.variant, endpoint=endpoint, kind=kind, **options)


def pull_with(exchange: Exchange, patch: pytest.MonkeyPatch, fault: Fault) -> set[Shown]:
    """Pull twice while the fault is on, changes and everything; return what officers saw."""
    if fault.name in SLOW_FAULTS:
        patch.setattr(wire, "USUAL", QUICK)
        patch.setattr(proglat, "SLOW", QUICK)
    seen: set[Shown] = set()
    for wants_snapshot in (False, True):
        if exchange.kind in PARTNERS:
            Stream.objects.filter(kind=exchange.kind).update(wants_snapshot=wants_snapshot)
        exchange.turn()
        seen |= shown(exchange)
        exchange.stir()
    return seen


def shown(exchange: Exchange) -> set[Shown]:
    """Return what officers see of a stream: its trouble, what waits, what cannot be read."""
    stream = exchange.stream
    if stream.trouble:
        assert stream.trouble_at
        assert stream.failures
        assert stream.next_at
        assert stream.next_at > time.now()
        return {Trouble(stream.trouble)}
    seen: set[Shown] = {HELD} if stream.held else set()
    refused = Quarantined.objects.filter(kind=exchange.kind, state="open")
    drift = Drift.objects.filter(kind=exchange.kind, path="kolom_baru", what=DriftKind.EXTRA)
    seen |= {Reason(one.reason) for one in refused}
    return seen | {DriftKind(one.what) for one in drift}


def survives(exchange: Exchange, fault: Fault, expected: Shown, *endpoints: str) -> None:
    """Fail unless the fault is shown as expected, and gone soon after it is over."""
    exchange.fill()
    assert exchange.run().received
    exchange.stir()
    exchange.simulator.expire(tokens=TOKEN in endpoints)
    switch_on(exchange, fault, endpoints)
    if RECORD in endpoints:  # is asked for what waits only
        switch_on(exchange, Fault("F12", "null"), ENDPOINTS[exchange.kind])
    with pytest.MonkeyPatch.context() as patch:
        seen = pull_with(exchange, patch, fault)
    assert seen <= {expected}
    assert expected is None or expected in seen
    exchange.simulator.heal()
    exchange.simulator.listen(is_open=True)
    heals(exchange.kind, exchange.contents, exchange.run, UserFactory.create(staff=True))


@pytest.mark.parametrize(("fault", "kind"), CELLS)
def test_fault_is_shown_and_heals(connected, clock, fault, kind):
    exchange = Exchange(connected, clock, kind)
    survives(exchange, fault, fault.shown_for(kind), *ENDPOINTS[kind])


@pytest.mark.parametrize(("fault", "endpoint", "expected"), OTHER_CALLS)
def test_fault_of_another_call_is_shown_and_heals(connected, clock, fault, endpoint, expected):
    survives(Exchange(connected, clock, Kind.COMPANIES), fault, expected, endpoint)
    assert HttpTally.objects.filter(endpoint__endswith=endpoint).exists()


def test_document_has_the_matrix():
    assert table() in (ROOT / "docs" / "integration-proof.md").read_text(), table()
