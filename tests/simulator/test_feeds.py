"""What the ministry answers when nothing is wrong: pages, changes, snapshot, checksums, batches."""

from zlib import crc32

import pytest
import requests

CATALOGUE = "/karirhub/catalogue/v1/industrial-vacancies"
PROGRAMMES = "/proglat/v1/public/programs"


@pytest.fixture
def ask(simulator):
    """Return what asks the partner contract: the status and body of an answer."""
    headers = simulator.bearer()

    def asked(path, method="GET", **options):
        answer = requests.request(
            method, simulator.url + path, headers=headers, timeout=10, **options
        )
        return answer.status_code, answer.json()

    return asked


def read_all(ask, path, **query):
    found, cursor = [], None
    while True:
        _, page = ask(path, params=query | {"cursor": cursor})
        found += page["data"]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def test_catalogue_is_newest_first_and_shifts_when_one_is_added(simulator):
    for number in range(5):
        simulator.put("vacancies", f"v{number}", published_at=1000 + number)
    simulator.put("vacancies", "closed", state="closed")

    def page(number):
        query = {"page": number, "limit": 2}
        return requests.get(simulator.url + CATALOGUE, params=query, timeout=10).json()

    first = page(1)
    assert [item["id"] for item in first["data"]] == ["v4", "v3"]
    assert first["meta"] | {"path": ""} == {
        "current_page": 1,
        "from": 1,
        "last_page": 3,
        "path": "",
        "per_page": 2,
        "to": 2,
        "total": 5,
    }
    assert first["links"]["prev"] is None
    assert first["links"]["next"].endswith("page=2&limit=2")
    assert "closes_at" not in first["data"][0]
    simulator.put("vacancies", "new", published_at=2000)
    assert [item["id"] for item in page(2)["data"]] == ["v3", "v2"]


@pytest.mark.parametrize("query", ["page=2", "page=0", "limit=1001", "page=x", "limit=0"])
def test_page_out_of_range_is_a_bad_request(simulator, query):
    answer = requests.get(f"{simulator.url}{CATALOGUE}?{query}", timeout=10)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")


def test_programmes_are_filtered_and_sorted(simulator):
    simulator.put("trainings", "b", title="Barista", status="approved", created_at="2025-01-02")
    simulator.put("trainings", "a", title="Las SMAW", status="approved", created_at="2025-01-03")
    simulator.put("trainings", "c", title="Las GTAW", status="draft", created_at="2025-01-01")

    def ids(**query):
        answer = requests.get(simulator.url + PROGRAMMES, params=query, timeout=10)
        return [item["id"] for item in answer.json()["data"]]

    assert ids() == ["c", "b", "a"]
    assert ids(status="approved", sortBy="created_at", sortOrder="desc") == ["a", "b"]
    assert ids(keyword="las", sortBy="title") == ["c", "a"]


def test_changes_come_by_time_and_id_with_deletions(simulator, ask):
    simulator.populate(companies=4)
    first = simulator.put("companies", "first", name="PT Satu")
    simulator.remove("companies", "first")
    simulator.put("companies", "last", name="PT Dua")
    found = read_all(ask, "/v1/companies/changes", limit=2)
    assert [(item["updated_at"], item["id"]) for item in found] == sorted(
        (item["updated_at"], item["id"]) for item in found
    )
    assert len(found) == 6
    gone, last = found[-2:]
    assert (gone["id"], gone["version"], gone["attributes"]) == ("first", 2, None)
    assert (gone["deleted"], last["deleted"]) == (True, False)
    since = read_all(ask, "/v1/companies/changes", since=last["updated_at"])
    assert [item["id"] for item in since] == ["last"]
    assert first["attributes"]["name"] == "PT Satu"


def test_snapshot_and_checksums_show_what_lives(simulator, ask):
    simulator.populate(seekers=5)
    gone = next(iter(simulator.live("seekers")))
    simulator.remove("seekers", gone)
    found = read_all(ask, "/v1/seekers/snapshot", limit=2)
    assert {item["id"]: item["version"] for item in found} == simulator.live("seekers")
    total = sum(crc32(f"{item['id']}:{item['version']}".encode()) for item in found)
    _, figures = ask("/v1/seekers/checksums")
    assert (figures["count"], figures["digest"]) == (4, f"{total % 2**32:08x}")
    assert ask("/v1/seekers/snapshot", params={"limit": 1})[1]["total"] == 4
    assert ask(f"/v1/seekers/{gone}")[0] == 410
    assert ask("/v1/seekers/nobody")[0] == 404
    assert ask(f"/v1/seekers/{found[0]['id']}") == (200, found[0])


@pytest.mark.parametrize(
    ("query", "status", "where"),
    [
        ("limit=0", 422, "limit"),
        ("limit=a", 422, "limit"),
        ("since=2026-01-05", 422, "since"),
        ("since=", 422, "since"),
        ("sinse=2026-01-05T00:00:00Z", 422, "sinse"),
        ("limit=1&limit=2", 422, ""),
        ("cursor=bm90IG91cnM", 410, None),
        ("cursor=%%", 410, None),
    ],
)
def test_wrong_parameter_is_named(ask, query, status, where):
    answered, body = ask(f"/v1/companies/changes?{query}")
    assert answered == status
    if where is not None:
        assert body["error"]["errors"][0]["path"] == where


def test_cursor_of_another_feed_or_an_earlier_time_is_gone(simulator, ask):
    simulator.populate(companies=3, seekers=3)
    cursor = ask("/v1/companies/changes", params={"limit": 1})[1]["next_cursor"]
    assert ask("/v1/seekers/changes", params={"cursor": cursor})[0] == 410
    assert ask("/v1/companies/changes", params={"cursor": cursor})[0] == 200
    simulator.expire(cursors=True)
    assert ask("/v1/companies/changes", params={"cursor": cursor})[0] == 410


def test_partner_contract_needs_a_token_that_is_good(simulator):
    headers = simulator.bearer()
    address = f"{simulator.url}/v1/companies/checksums"
    assert requests.get(address, timeout=10).status_code == 401
    assert requests.get(address, headers=headers, timeout=10).status_code == 200
    simulator.clock(advance=3601)
    assert requests.get(address, headers=headers, timeout=10).status_code == 401
    wrong = {"grant_type": "client_credentials", "client_id": "x", "client_secret": "y"}
    answer = requests.post(f"{simulator.url}/oauth/token", data=wrong, timeout=10)
    assert answer.status_code == 401


def test_journal_has_effects_and_requests_in_order_without_secrets(simulator):
    simulator.put("companies", "c", name="PT Satu")
    simulator.bearer()
    requests.get(f"{simulator.url}{CATALOGUE}?page=1&state=geheim", timeout=10)
    simulator.remove("companies", "c")
    entries = simulator.journal()
    assert [entry["sort"] for entry in entries] == ["effect", "request", "request", "effect"]
    assert [entry["seq"] for entry in entries] == sorted(entry["seq"] for entry in entries)
    assert [entries[1][name] for name in ("method", "path", "status", "cause")] == [
        *("POST", "/oauth/token", 200, ""),
    ]
    assert entries[2]["path"] == f"{CATALOGUE}?page=1"
    effects = simulator.effects(kind="companies")
    assert [effect["operation"] for effect in effects] == ["created", "removed"]
    assert effects[0]["attributes"]["name"] == "PT Satu"


def test_bulk_is_the_same_each_time_and_follows_what_is_real(simulator):
    simulator.put("vacancies", "real")
    simulator.bulk(2500)

    def page(number, limit=1000):
        query = {"page": number, "limit": limit}
        return requests.get(simulator.url + CATALOGUE, params=query, timeout=10).json()

    first, last = page(1), page(3)
    assert first["meta"]["total"] == 2501
    assert first["data"][0]["id"] == "real"
    assert first == page(1)
    assert len(last["data"]) == 501
    ids = {item["id"] for number in (1, 2, 3) for item in page(number)["data"]}
    assert len(ids) == 2501
    simulator.bulk(2500, revision=2, changing=50)
    changed = [new for old, new in zip(first["data"], page(1)["data"], strict=True) if old != new]
    assert len(changed) == 20
    assert changed[0]["title"].endswith("(revisi 2)")
