"""The adapter against the ministry's simulator: every kind is read whole, every fault is named."""

from collections.abc import Callable
from typing import Any
from zlib import crc32

import pytest

from integration.enums import Kind, Mode, Trouble
from integration.kemnaker import proglat, wire
from integration.kemnaker.ministry import Kemnaker
from integration.kemnaker.wire import Limits
from integration.models import AccessToken, HttpTally
from integration.ports import (
    FIRST,
    AuthExpiredError,
    Checksum,
    MinistryError,
    Page,
    PermanentError,
    PositionLostError,
    ProtocolError,
    RateLimitedError,
    Sent,
    TransientError,
)
from tests.simulator.running import Simulator

QUICK = Limits(seconds=0.3, silence=0.3, size=1_000_000)
FEEDS = [
    (Kind.VACANCIES, Mode.CRAWL, "catalogue"),
    (Kind.TRAININGS, Mode.CRAWL, "programmes"),
    (Kind.COMPANIES, Mode.CHANGES, "changes"),
    (Kind.SEEKERS, Mode.SNAPSHOT, "snapshot"),
]
# Fault, variant, parameters, what it is for us.
FAULTS: list[tuple[str, str, dict[str, Any], type[MinistryError], Trouble]] = [
    ("F1", "latency", {"seconds": 5}, TransientError, Trouble.TIMEOUT),
    ("F2", "before", {}, TransientError, Trouble.SERVER),
    ("F2", "after", {"status": 500}, TransientError, Trouble.SERVER),
    ("F3", "seconds", {"seconds": 8}, RateLimitedError, Trouble.THROTTLED),
    ("F3", "date", {"seconds": 8}, RateLimitedError, Trouble.THROTTLED),
    ("F3", "garbage", {}, RateLimitedError, Trouble.THROTTLED),
    ("F4", "truncated", {}, ProtocolError, Trouble.NOT_JSON),
    ("F4", "wrong", {}, ProtocolError, Trouble.SHAPE),
    ("F4", "list", {}, ProtocolError, Trouble.SHAPE),
    ("F4", "html", {}, ProtocolError, Trouble.NOT_JSON),
    ("F4", "empty", {}, ProtocolError, Trouble.NOT_JSON),
    ("F4", "gzip", {}, ProtocolError, Trouble.NOT_JSON),
    ("F9", "request", {}, TransientError, Trouble.RESET),
    ("F9", "before", {}, TransientError, Trouble.RESET),
    ("F9", "middle", {}, TransientError, Trouble.RESET),
    ("F10", "slow", {}, TransientError, Trouble.TIMEOUT),
    ("F10", "stall", {}, TransientError, Trouble.TIMEOUT),
    ("F10", "endless", {}, ProtocolError, Trouble.TOO_LARGE),
    ("F14", "status", {"status": 403}, PermanentError, Trouble.FORBIDDEN),
    ("F14", "status", {"status": 404}, PermanentError, Trouble.MISSING),
    ("F14", "status", {"status": 422}, PermanentError, Trouble.REFUSED),
    ("F16", "redirect", {}, PermanentError, Trouble.REDIRECT),
]


def whole(kemnaker: Kemnaker, kind: Kind, mode: Mode) -> list[Page]:
    """Return all pages of a feed."""
    pages = [kemnaker.page(kind, mode, FIRST, None)]
    while pages[-1].following:
        pages.append(kemnaker.page(kind, mode, pages[-1].following, None))
    return pages


@pytest.mark.parametrize(
    ("kind", "mode"), [(kind, mode) for kind, mode, _ in FEEDS] + [(Kind.SEEKERS, Mode.CHANGES)]
)
def test_feed_is_read_whole(kemnaker, simulator, kind, mode):
    attributes = {"status": "approved"} if kind == Kind.TRAININGS else {}
    for _ in range(5):
        simulator.put(kind.value, **attributes)
    pages = whole(kemnaker, kind, mode)
    assert [len(page.items) for page in pages if page.items] == [2, 2, 1]
    assert {item["id"] for page in pages for item in page.items} == set(simulator.live(kind.value))
    assert all(page.remote_time for page in pages)
    assert pages[0].total == (None if mode == Mode.CHANGES else 5)


def test_checksum_is_that_of_what_lives(kemnaker, simulator):
    for _ in range(3):
        simulator.put("companies")
    live = simulator.live("companies")
    digest = sum(crc32(f"{record}:{version}".encode()) for record, version in live.items())
    assert kemnaker.checksum(Kind.COMPANIES) == Checksum(3, digest % 2**32)


def test_changes_since_a_moment_are_those_at_and_after_it(kemnaker, simulator):
    simulator.put("companies", "early")
    late = simulator.put("companies", "late")
    since = kemnaker.page(Kind.COMPANIES, Mode.CHANGES, FIRST, None).remote_time
    simulator.remove("companies", "late")
    page = kemnaker.page(Kind.COMPANIES, Mode.CHANGES, FIRST, since)
    assert [(item["id"], item["deleted"]) for item in page.items] == [(late["id"], True)]


def failing(simulator: Simulator, ask: Callable[[], Any], name: str, variant: str, **more: Any):
    """Return the error that a fault makes of a question; it is healed afterwards."""
    number = simulator.fault(name, variant, **more)
    with pytest.raises(MinistryError) as caught:
        ask()
    simulator.heal(number)
    return caught.value


@pytest.mark.parametrize(
    "feed",
    [
        FEEDS[0],
        pytest.param(FEEDS[1], marks=pytest.mark.long),
        FEEDS[2],
        pytest.param(FEEDS[3], marks=pytest.mark.long),
    ],
    ids=[endpoint for _, _, endpoint in FEEDS],
)
def test_every_fault_is_named_and_the_next_page_is_read(kemnaker, simulator, monkeypatch, feed):
    kind, mode, endpoint = feed
    monkeypatch.setattr("integration.kemnaker.breaker.FAILURES", 1000)
    monkeypatch.setattr(wire, "USUAL", QUICK)
    monkeypatch.setattr(proglat, "SLOW", QUICK)
    simulator.put(kind.value, **({"status": "approved"} if kind == Kind.TRAININGS else {}))

    def ask() -> Page:
        return kemnaker.page(kind, mode, FIRST, None)

    for name, variant, parameters, meaning, trouble in FAULTS:
        options = {"endpoint": endpoint, "parameters": parameters}
        error = failing(simulator, ask, name, variant, **options)
        assert isinstance(error, meaning), (name, variant)
        assert error.trouble == trouble, (name, variant)
        assert len(ask().items) == 1


def test_short_fault_is_not_even_noticed(kemnaker, simulator):
    simulator.put("companies")
    for name, variant in (("F2", "before"), ("F9", "before"), ("F9", "middle")):
        simulator.fault(name, variant, endpoint="changes", times=2)
        assert len(kemnaker.page(Kind.COMPANIES, Mode.CHANGES, FIRST, None).items) == 1
    tallies = dict(
        HttpTally.objects.filter(endpoint="companies/changes").values_list("code", "count")
    )
    assert tallies == {"503": 2, "reset": 4, "200": 3}


def test_token_that_ends_in_the_middle_is_renewed(kemnaker, simulator):
    for _ in range(5):
        simulator.put("seekers")
    simulator.fault("F8", "expire", endpoint="snapshot", skip=1, times=1)
    assert sum(len(page.items) for page in whole(kemnaker, Kind.SEEKERS, Mode.SNAPSHOT)) == 5
    assert [entry["status"] for entry in simulator.requests()].count(401) == 1


def test_key_that_is_always_refused_is_said(kemnaker, simulator):
    simulator.fault("F8", "forever", endpoint="changes")
    with pytest.raises(AuthExpiredError):
        kemnaker.page(Kind.SEEKERS, Mode.CHANGES, FIRST, None)
    assert not AccessToken.objects.exists()


def test_wrong_secret_is_said(kemnaker, simulator):
    kemnaker._configuration = kemnaker._configuration | {"client_secret": "wrong"}
    with pytest.raises(PermanentError) as caught:
        kemnaker.page(Kind.SEEKERS, Mode.CHANGES, FIRST, None)
    assert caught.value.trouble == Trouble.CREDENTIALS


def test_position_that_is_gone_is_said(kemnaker, simulator):
    for _ in range(3):
        simulator.put("companies")
        simulator.put("vacancies")
    cursor = kemnaker.page(Kind.COMPANIES, Mode.CHANGES, FIRST, None).following
    simulator.expire(cursors=True)
    with pytest.raises(PositionLostError):
        kemnaker.page(Kind.COMPANIES, Mode.CHANGES, cursor, None)
    with pytest.raises(PositionLostError):
        kemnaker.page(Kind.VACANCIES, Mode.CRAWL, "3", None)


def test_ministry_that_refuses_connections_is_unreachable_and_then_well(kemnaker, simulator):
    simulator.put("vacancies")
    simulator.listen(is_open=False)
    with pytest.raises(TransientError) as caught:
        kemnaker.page(Kind.VACANCIES, Mode.CRAWL, FIRST, None)
    simulator.listen(is_open=True)
    assert caught.value.trouble == Trouble.UNREACHABLE
    assert len(kemnaker.page(Kind.VACANCIES, Mode.CRAWL, FIRST, None).items) == 1


@pytest.mark.parametrize("variant", ["nan", "surrogate", "nul", "huge", "item"])
def test_one_broken_item_does_not_spoil_its_page(kemnaker, simulator, variant):
    for _ in range(2):
        simulator.put("vacancies")
    simulator.fault("F12", variant, times=1)
    assert len(kemnaker.page(Kind.VACANCIES, Mode.CRAWL, FIRST, None).items) == 2


def test_what_is_sent_has_its_effect_once(kemnaker, simulator):
    simulator.put("companies", "model")
    attributes = simulator.contents("companies")["model"]["attributes"] | {"nib": "9120000000099"}
    batch = [Sent("key-1", "", attributes), Sent("key-2", "", {"nib": "x"})]
    first, second = (kemnaker.send(Kind.COMPANIES, batch) for _ in range(2))
    assert first == second
    good, bad = first
    assert (good.accepted, bad.accepted) == (True, False)
    assert bad.errors
    assert good.remote_id in simulator.live("companies")
    assert len(simulator.effects(cause="batch")) == 1
    (removed,) = kemnaker.send(Kind.COMPANIES, [Sent("key-3", good.remote_id, None, good.version)])
    assert removed.accepted
    assert good.remote_id not in simulator.live("companies")
