"""One contract, two ministries: what tests learn from the one in memory is true over HTTP."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from zlib import crc32

import pytest

from integration import ports
from integration.enums import Kind, Mode, Trouble
from integration.kemnaker.ministry import Kemnaker
from integration.ports import FIRST, Checksum, Page, Single
from tests.integration.conftest import PAGE
from tests.integration.fake import Fake, Memory
from tests.integration.invariants import item_of
from tests.simulator.running import Simulator

FEEDS = [
    (Kind.VACANCIES, Mode.CRAWL, "catalogue"),
    (Kind.TRAININGS, Mode.CRAWL, "programmes"),
    (Kind.COMPANIES, Mode.CHANGES, "changes"),
    (Kind.SEEKERS, Mode.SNAPSHOT, "snapshot"),
]
KEYSET = [feed for feed in FEEDS if feed[1] != Mode.CRAWL]
STAMP = {"updated_at": "…"}  # known to the ministry alone
SHOWN: dict[Kind, dict[str, Any]] = {
    Kind.VACANCIES: {"state": "published"},
    Kind.TRAININGS: {"status": "approved"},
}


class Side:
    """A ministry, the port that asks it, and how one walks through it."""

    def __init__(self, there: Memory | Simulator, port: Kemnaker | Fake) -> None:
        self.there, self.port = there, port

    def put(self, kind: Kind, record: str = "", **attributes: Any) -> dict[str, Any]:
        """Create a record that its feed shows, or change it."""
        return self.there.put(kind.value, record, **SHOWN.get(kind, {}), **attributes)

    def walk(self, kind: Kind, mode: Mode, between: Callable[[], Any] = int) -> list[Page]:
        """Return all pages of a feed; something may happen before each next one."""
        pages = [self.port.page(kind, mode, FIRST, None)]
        while pages[-1].following:
            between()
            pages.append(self.port.page(kind, mode, pages[-1].following, None))
        return pages

    def first(self, kind: Kind, mode: Mode) -> Page:
        """Return the first page."""
        return self.port.page(kind, mode, FIRST, None)


@pytest.fixture(params=["memory", "http"])
def side(request: pytest.FixtureRequest, db: None, monkeypatch: pytest.MonkeyPatch) -> Side:
    """Return one of the two."""
    if request.param == "memory":
        memory = Memory()
        return Side(memory, memory.port(page_size=PAGE))
    monkeypatch.setattr("integration.kemnaker.breaker.FAILURES", 1000)
    return Side(request.getfixturevalue("simulator"), request.getfixturevalue("kemnaker"))


def of_feeds(feeds: list[tuple[Kind, Mode, str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("kind", "mode", "endpoint"), feeds, ids=[endpoint for *_, endpoint in feeds]
    )


@of_feeds(FEEDS)
def test_feed_shows_what_lives_in_pages(side, kind, mode, endpoint):
    for _ in range(5):
        side.put(kind)
    pages = side.walk(kind, mode)
    assert [len(page.items) for page in pages] == [2, 2, 1]
    shown = {item["id"]: item | STAMP for page in pages for item in page.items}
    contents = side.there.contents(kind.value)
    assert shown == {key: (item_of(kind, key, contents[key]) or {}) | STAMP for key in contents}
    assert {page.total for page in pages} == {None if mode == Mode.CHANGES else 5}


@of_feeds(FEEDS)
def test_time_is_the_ministrys(side, kind, mode, endpoint):
    side.put(kind)
    true = side.first(kind, mode).remote_time
    side.there.fault("F7", seconds=-3600)
    wrong = side.first(kind, mode).remote_time
    assert timedelta(minutes=59) < true - wrong < timedelta(minutes=61)


@of_feeds(KEYSET)
def test_keyset_pages_miss_nothing_while_records_change(side, kind, mode, endpoint):
    keys = [side.put(kind)["id"] for _ in range(6)]
    changing = iter(sorted(keys))
    pages = side.walk(kind, mode, lambda: side.there.remove(kind.value, next(changing)))
    read = {item["id"] for page in pages for item in page.items}
    assert read >= set(side.there.live(kind.value))


def test_numbered_pages_shift_while_records_change(side):
    for number in range(4):
        side.put(Kind.VACANCIES, f"v{number}", published_at=1_700_000_000 - number)
    side.there.fault("F6", "withdraw", times=1)  # the newest, after the first page
    read = {item["id"] for page in side.walk(Kind.VACANCIES, Mode.CRAWL) for item in page.items}
    assert len(set(side.there.live("vacancies")) - read) == 1


def test_changes_have_a_tombstone_and_snapshots_have_none(side):
    side.put(Kind.COMPANIES, "early")
    side.put(Kind.COMPANIES, "late")
    since = side.first(Kind.COMPANIES, Mode.CHANGES).remote_time
    side.there.remove("companies", "late")
    (item,) = side.port.page(Kind.COMPANIES, Mode.CHANGES, FIRST, since).items
    told = (item["id"], item["version"], item["deleted"], item["attributes"])
    assert told == ("late", 2, True, None)
    (item,) = side.first(Kind.COMPANIES, Mode.SNAPSHOT).items
    assert item["id"] == "early"


def test_figures_are_those_of_what_lives(side):
    for _ in range(3):
        side.put(Kind.SEEKERS)
    side.put(Kind.SEEKERS, next(iter(side.there.live("seekers"))), name="Baru")
    live = side.there.live("seekers")
    digest = sum(crc32(f"{key}:{version}".encode()) for key, version in live.items())
    assert side.port.checksum(Kind.SEEKERS) == Checksum(3, digest % 2**32)
    assert side.port.checksum(Kind.TRAININGS) is None


def test_record_is_asked_for_by_its_number(side):
    for key in ("here", "gone"):
        side.put(Kind.COMPANIES, key)
    side.there.remove("companies", "gone")
    told = {item["id"]: item for item in side.first(Kind.COMPANIES, Mode.CHANGES).items}
    assert side.port.record(Kind.COMPANIES, "here") == Single(told["here"])
    assert side.port.record(Kind.COMPANIES, "gone") == Single(is_gone=True)
    for number in ("nobody", "a/b ?%2F"):
        assert side.port.record(Kind.COMPANIES, number) == Single()
    assert side.port.record(Kind.VACANCIES, "here") is None


@of_feeds(FEEDS)
def test_place_that_is_gone_is_lost(side, kind, mode, endpoint):
    for _ in range(3):
        side.put(kind)
    following = side.first(kind, mode).following
    side.there.expire(cursors=True)
    for key in side.there.live(kind.value):
        side.there.remove(kind.value, key)
    with pytest.raises(ports.PositionLostError) as caught:
        side.port.page(kind, mode, following, None)
    assert caught.value.trouble == Trouble.POSITION


FAULTS: list[tuple[str, str, dict[str, Any], type[ports.MinistryError], Trouble]] = [
    ("F2", "before", {}, ports.TransientError, Trouble.SERVER),
    ("F3", "seconds", {"seconds": 8}, ports.RateLimitedError, Trouble.THROTTLED),
    ("F4", "html", {}, ports.ProtocolError, Trouble.NOT_JSON),
    ("F4", "list", {}, ports.ProtocolError, Trouble.SHAPE),
    ("F9", "before", {}, ports.TransientError, Trouble.RESET),
    ("F14", "status", {"status": 404}, ports.PermanentError, Trouble.MISSING),
    ("F14", "status", {"status": 403}, ports.PermanentError, Trouble.FORBIDDEN),
    ("F16", "redirect", {}, ports.PermanentError, Trouble.REDIRECT),
]


@of_feeds(FEEDS)
def test_faults_on_the_way_are_the_same_errors(side, kind, mode, endpoint):
    side.put(kind)
    for name, variant, parameters, meaning, trouble in FAULTS:
        number = side.there.fault(name, variant, endpoint=endpoint, parameters=parameters)
        with pytest.raises(meaning) as caught:
            side.first(kind, mode)
        assert caught.value.trouble == trouble, (name, variant)
        side.there.heal(number)
    assert len(side.first(kind, mode).items) == 1


def test_faults_on_the_way_of_a_record_are_the_same_errors(side):
    side.put(Kind.COMPANIES, "c")
    for name, variant, parameters, meaning, trouble in FAULTS:
        if parameters.get("status") == HTTPStatus.NOT_FOUND:  # says that there is no such record
            continue
        number = side.there.fault(name, variant, endpoint="record", parameters=parameters)
        with pytest.raises(meaning) as caught:
            side.port.record(Kind.COMPANIES, "c")
        assert caught.value.trouble == trouble, (name, variant)
        side.there.heal(number)
    side.there.fault("F12", "id", endpoint="record")
    assert side.port.record(Kind.COMPANIES, "c").item["id"] is None


def test_key_that_is_always_refused_and_a_wait_are_said_alike(side):
    side.put(Kind.COMPANIES)
    number = side.there.fault("F3", "seconds", endpoint="changes", parameters={"seconds": 8})
    with pytest.raises(ports.RateLimitedError) as caught:
        side.first(Kind.COMPANIES, Mode.CHANGES)
    assert caught.value.seconds == 8
    side.there.heal(number)
    side.there.fault("F8", "forever", endpoint="changes")
    with pytest.raises(ports.AuthExpiredError) as refused:
        side.first(Kind.COMPANIES, Mode.CHANGES)
    assert refused.value.trouble == Trouble.CREDENTIALS


# Fault, variant, how many items the pages of four records have.
FAULTS_OF_PAGES = [
    ("F5", "duplicates", [3, 3]),
    ("F5", "shuffled", [2, 2]),
    ("F13", "empty", [0]),
    ("F13", "short", [2]),
    ("F12", "item", [2, 2]),
    ("F12", "nan", [2, 2]),
    ("F12", "surrogate", [2, 2]),
]


@of_feeds(FEEDS)
def test_faults_of_pages_are_the_same(side, kind, mode, endpoint):
    for _ in range(4):
        side.put(kind)
    for name, variant, counts in FAULTS_OF_PAGES:
        number = side.there.fault(name, variant, endpoint=endpoint)
        assert [len(page.items) for page in side.walk(kind, mode)] == counts, (name, variant)
        side.there.heal(number)


@of_feeds(KEYSET)
def test_place_that_leads_to_itself_is_a_loop(side, kind, mode, endpoint):
    for _ in range(4):
        side.put(kind)
    place = side.first(kind, mode).following
    side.there.fault("F5", "loop", endpoint=endpoint)
    with pytest.raises(ports.ProtocolError) as caught:
        side.port.page(kind, mode, place, None)
    assert caught.value.trouble == Trouble.LOOP


def test_earlier_versions_may_come_back(side):
    side.put(Kind.COMPANIES, "c", name="PT Lama")
    side.put(Kind.COMPANIES, "c", name="PT Baru")
    side.there.fault("F15", endpoint="changes", times=1)
    items = [side.first(Kind.COMPANIES, Mode.CHANGES).items[0] for _ in range(2)]
    assert [(item["version"], item["attributes"]["name"]) for item in items] == [
        (1, "PT Lama"),
        (2, "PT Baru"),
    ]
