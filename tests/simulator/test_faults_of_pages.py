"""What F5–F7, F12, F13 and F15 make of feeds: in the ministry itself, without HTTP."""

import json
import math
from datetime import UTC, datetime, timedelta

import pytest
import requests

from integration.simulator.errors import Refusal
from integration.simulator.ministry import Ministry
from integration.simulator.spoiling import HUGE
from tests.simulator.test_feeds import CATALOGUE

NOW = datetime(2026, 11, 10, 1, 0, tzinfo=UTC)
CRAWL_AT_MOST = 12


@pytest.fixture
def ministry():
    """Return a ministry of six vacancies (v5 the newest) and six companies."""
    made = Ministry(now=lambda: NOW)
    for number in range(6):
        made.put("vacancies", {"published_at": 1000 + number}, record_id=f"v{number}")
        made.put("companies", {"name": f"PT {number}"}, record_id=f"c{number}")
    return made


def crawl(ministry, limit=2):
    """Return the ids of each page of the catalogue."""
    pages: list[list[str]] = []
    number, last = 1, 1
    while number <= last and number <= CRAWL_AT_MOST:
        page = ministry.catalogue(number, limit)
        pages.append([item["id"] for item in page["data"]])
        number, last = number + 1, page["meta"]["last_page"]
    return pages


def follow(ministry, read=None, limit=2):
    """Return the ids of each page of a keyset feed of companies."""
    pages: list[list[str]] = []
    cursor = None
    while len(pages) < CRAWL_AT_MOST:
        page = (read or ministry.changes)("companies", cursor=cursor, limit=limit)
        pages.append([item["id"] for item in page["data"]])
        cursor = page["next_cursor"]
        if cursor is None:
            break
    return pages


def test_feeds_are_whole_while_nothing_is_wrong(ministry):
    assert crawl(ministry) == [["v5", "v4"], ["v3", "v2"], ["v1", "v0"]]
    assert follow(ministry) == [["c0", "c1"], ["c2", "c3"], ["c4", "c5"]]
    assert follow(ministry, ministry.snapshot) == follow(ministry)


@pytest.mark.parametrize(
    ("variant", "catalogue", "changes"),
    [
        (
            "duplicates",
            [["v5", "v4", "v5"], ["v3", "v2"], ["v1", "v0"]],
            [["c0", "c1", "c0"], ["c2", "c3"], ["c4", "c5"]],
        ),
        (
            "missing",
            [["v3", "v2"], ["v3", "v2"], ["v1", "v0"]],
            [["c2", "c3"], ["c4", "c5"]],
        ),
        (
            "repeated",
            [["v5", "v4"], ["v3", "v2"], ["v1", "v0"]],
            [["c0", "c1"], ["c0", "c1"], ["c2", "c3"], ["c4", "c5"]],
        ),
    ],
)
def test_page_is_met_once(ministry, variant, catalogue, changes):
    ministry.faults.add("F5", variant, endpoint="catalogue", times=1)
    ministry.faults.add("F5", variant, endpoint="changes", times=1)
    assert crawl(ministry) == catalogue
    assert follow(ministry) == changes


def test_second_page_of_the_catalogue_repeats_the_first(ministry):
    ministry.faults.add("F5", "repeated", endpoint="catalogue")
    assert crawl(ministry) == [["v5", "v4"], ["v5", "v4"], ["v3", "v2"]]


def test_pages_go_round_in_a_loop(ministry):
    ministry.faults.add("F5", "loop")
    assert crawl(ministry) == [["v5", "v4"]] * CRAWL_AT_MOST
    assert follow(ministry) == [["c0", "c1"]] * CRAWL_AT_MOST


def test_items_are_shuffled_within_their_page(ministry):
    ministry.faults.add("F5", "shuffled")
    (page,) = crawl(ministry, limit=6)
    assert sorted(page) == ["v0", "v1", "v2", "v3", "v4", "v5"]
    assert page != sorted(page, reverse=True)


@pytest.mark.parametrize(
    ("variant", "pages"),
    [
        ("withdraw", [["v5", "v4"], ["v2", "v1"], ["v0"]]),  # v3 is not seen
        ("bump", [["v5", "v4"], ["v4", "v3"], ["v2", "v1"]]),  # v0 is not seen
    ],
)
def test_write_between_pages_shifts_the_catalogue(ministry, variant, pages):
    ministry.faults.add("F6", variant, endpoint="catalogue", times=1)
    assert crawl(ministry) == pages
    assert len(crawl(ministry)[0]) == 2


def test_insert_and_change_between_pages_are_seen_later_in_changes(ministry):
    ministry.faults.add("F6", "insert", kind="vacancies", endpoint="catalogue", times=1)
    assert crawl(ministry)[1] == ["v4", "v3"]
    ministry.faults.add("F6", "change", kind="companies", endpoint="changes", times=1)
    pages = follow(ministry)
    assert sum(map(len, pages)) >= 6
    (changed,) = [c for c, version in ministry.feed("companies").versions().items() if version == 2]
    assert pages[-1][-1] == changed


def test_late_write_appears_with_its_earlier_time(ministry):
    now = [NOW]
    ministry.clock.source = lambda: now[0]
    ministry.faults.add("F6", "late", seconds=60)
    late = ministry.put("companies", {"name": "PT Telat"}, record_id="late")
    again = ministry.put("companies", {"name": "PT Telat Lagi"}, record_id="late")
    assert (late.version, again.version) == (1, 2)
    assert follow(ministry, limit=100) == [["c0", "c1", "c2", "c3", "c4", "c5"]]
    now[0] += timedelta(seconds=61)
    on_time = ministry.put("vacancies")
    page = ministry.changes("companies")["data"][-1]
    assert (page["id"], page["version"], page["updated_at"]) == ("late", 2, again.updated_at)
    assert again.updated_at < on_time.updated_at


def test_late_writes_are_seen_at_once_when_the_fault_is_over(ministry):
    ministry.faults.add("F6", "late")
    ministry.put("companies", record_id="late")
    assert ministry.feed("companies").count == 6
    ministry.faults.clear()
    assert ministry.feed("companies").count == 7


def test_equal_times_go_over_the_edge_of_a_page_and_nothing_is_lost(ministry):
    ministry.faults.add("F6", "equal", kind="companies")
    ministry.put("companies", record_id="c9")
    items = ministry.changes("companies")["data"]
    assert len({item["updated_at"] for item in items}) == 1
    assert [one for page in follow(ministry) for one in page] == [item["id"] for item in items]


def test_clock_is_wrong_while_the_fault_is_on(ministry):
    fault = ministry.faults.add("F7", seconds=-3600)
    assert ministry.changes("companies")["server_time"] == "2026-11-10T00:00:00.000000Z"
    assert ministry.put("companies").updated_at.startswith("2026-11-10T00:00:00")
    ministry.faults.remove(fault.number)
    assert ministry.checksums("companies")["server_time"].startswith("2026-11-10T01:00:00")
    ministry.faults.add("F7")
    assert ministry.clock.text().startswith("2026-11-10T02:00")


@pytest.mark.parametrize(
    ("variant", "of_company", "of_vacancy"),
    [
        ("extra", ("kolom_baru", {"nilai": 1}), ("kolom_baru", {"nilai": 1})),
        ("missing", ("name", ...), ("title", ...)),
        ("null", ("name", None), ("title", None)),
        ("type", ("name", ["PT 0"]), ("title", ["T"])),
        ("code", ("kbli", "ZZ"), ("city_name", "KAB. ANTAH BERANTAH")),
        ("huge", ("name", "x" * HUGE), ("title", "x" * HUGE)),
        ("nul", ("name", "PT 0\x00"), ("title", "T\x00")),
        ("surrogate", ("name", "PT 0\ud800"), ("title", "T\ud800")),
    ],
)
def test_first_item_of_a_page_drifts(ministry, variant, of_company, of_vacancy):
    ministry.put("vacancies", {"title": "T"}, record_id="v5")
    ministry.faults.add("F12", variant)
    first, second = ministry.snapshot("companies", limit=2)["data"]
    assert first["attributes"].get(of_company[0], ...) == of_company[1]
    assert second["attributes"]["name"] == "PT 1"
    vacancy = ministry.catalogue()["data"][0]
    assert vacancy.get(of_vacancy[0], ...) == of_vacancy[1]
    ministry.faults.clear()
    assert ministry.snapshot("companies")["data"][0]["attributes"]["name"] == "PT 0"


def test_drift_meets_the_item_and_field_that_are_named(ministry):
    ministry.faults.add("F12", "type", ids=["c3"], field="phone", value=12)
    items = ministry.changes("companies")["data"]
    assert [item["id"] for item in items if item["attributes"]["phone"] == 12] == ["c3"]
    assert ministry.record("companies", "c3")["attributes"]["phone"] == 12
    ministry.faults.add("F12", "item", endpoint="catalogue")
    ministry.faults.add("F12", "id", endpoint="snapshot")
    ministry.faults.add("F12", "null")
    assert ministry.catalogue()["data"][0] == "bukan data"
    assert ministry.snapshot("companies")["data"][0]["id"] is None


def test_what_no_json_may_hold_is_sent_as_bad_servers_do(simulator):
    simulator.put("vacancies", "v", title="T", published_at=1)
    for variant in ("nan", "surrogate", "nul"):
        simulator.fault("F12", variant, endpoint="catalogue")
    text = requests.get(simulator.url + CATALOGUE, timeout=10).text
    assert "NaN" in text
    assert "\\ud800" in text
    assert "\\u0000" in text
    (item,) = json.loads(text)["data"]
    assert math.isnan(item["min_salary_amount"])


def test_feed_is_short_or_empty_and_says_so(ministry):
    ministry.faults.add("F13", "short", share=0.5, endpoint="catalogue")
    ministry.faults.add("F13", "empty", endpoint="snapshot")
    assert crawl(ministry) == [["v5", "v4"], ["v3"]]
    assert ministry.catalogue()["meta"]["total"] == 3
    page = ministry.snapshot("companies")
    assert (page["data"], page["next_cursor"], page["total"]) == ([], None, 0)
    with pytest.raises(Refusal, match="400"):
        ministry.catalogue(3, 2)


def test_version_goes_back_with_what_it_said_then(ministry):
    ministry.put("companies", {"name": "PT Baru"}, record_id="c0")
    ministry.faults.add("F15", endpoint="changes", times=1)
    items = {item["id"]: item for item in ministry.changes("companies")["data"]}
    assert (items["c0"]["version"], items["c0"]["attributes"]["name"]) == (1, "PT 0")
    assert items["c1"]["version"] == 1
    items = {item["id"]: item for item in ministry.changes("companies")["data"]}
    assert (items["c0"]["version"], items["c0"]["attributes"]["name"]) == (2, "PT Baru")
