"""The ministry's memory, people, clock and daily life."""

import json
from collections import Counter
from datetime import UTC, datetime
from time import monotonic
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from integration.simulator import contract, settling
from integration.simulator.bulk import Bulk
from integration.simulator.clock import RemoteClock
from integration.simulator.ministry import Ministry
from integration.simulator.words import DISTRICTS
from tests.simulator.running import KEYS, running

NOW = datetime(2026, 11, 10, 1, 0, tzinfo=UTC)
PATIENCE = 30  # seconds, on a busy machine
BACK = "http://localhost:8000/akun/siapkerja/callback/"


@pytest.fixture(scope="module")
def populated():
    made = Ministry(now=lambda: NOW)
    settling.populate(made)
    return made


def attributes(ministry, kind):
    return [record.attributes for record in ministry.feed(kind).living()]


def test_population_is_of_the_size_and_shape_of_the_real_one(populated):
    counts = {kind: feed.count for kind, feed in populated.feeds.items()}
    assert counts == settling.SIZES | {"placements": 0}
    vacancies = attributes(populated, "vacancies")
    home = [row for row in vacancies if row["city_name"] == "KAB. ASAHAN"]
    assert len(home) == settling.AT_HOME
    assert {row["district_name"] for row in home} <= set(DISTRICTS)
    assert max(len(row["description"]) for row in vacancies) == 8000
    kinds = {type(skill) for row in vacancies for skill in row["skills"]}
    assert kinds == {str, dict}
    assert any(" " not in row["name"] for row in attributes(populated, "seekers"))
    assert sum(bool(row["schedules"]) for row in attributes(populated, "trainings")) > 50


@pytest.mark.parametrize("kind", contract.ATTRIBUTES)
def test_population_fits_the_contract(populated, kind):
    rows = attributes(populated, kind) or [populated.inventor.attributes(kind, NOW)]
    for row in rows:
        assert contract.errors(contract.ATTRIBUTES[kind], row) == []
    natural = {"companies": "nib", "seekers": "nik"}.get(kind)
    if natural:
        assert len({row[natural] for row in rows}) == len(rows)


def test_seed_decides_what_is_invented(populated):
    same, other = Ministry(now=lambda: NOW), Ministry(now=lambda: NOW, seed=7)
    for made in (same, other):
        settling.populate(made, {"companies": 3})
    names = [set(map(str, attributes(made, "companies"))) for made in (same, other)]
    assert names[0] != names[1]
    again = Ministry(now=lambda: NOW)
    settling.populate(again, {"companies": 3})
    assert set(map(str, attributes(again, "companies"))) == names[0]


def test_people_of_the_portal_live_at_the_ministry_too():
    made = Ministry()
    world = {"companies": [{"nib": "9120000000001"}], "seekers": [{"nik": "1209010101900001"}]}
    settling.populate(made, {}, world)
    (company,) = attributes(made, "companies")
    assert company["nib"] == "9120000000001"
    assert company["name"]


def test_ministry_moves_by_itself(populated):
    moving = Ministry(now=lambda: NOW)
    settling.populate(moving, {"vacancies": 30, "companies": 5, "seekers": 5, "trainings": 5})
    before = moving.journal.last()
    for _ in range(60):
        settling.move(moving)
    operations = Counter(entry["operation"] for entry in moving.journal.entries(before))
    assert set(operations) == {"created", "updated", "removed"}
    empty = Ministry()
    settling.move(empty)
    assert sum(feed.count for feed in empty.feeds.values()) == 1


def test_killed_ministry_remembers_everything(tmp_path):
    path = tmp_path / "journal.sqlite3"
    item = {
        "idempotency_key": "k",
        "operation": "upsert",
        "attributes": {"name": "PT Satu", "nib": "9120000000001"},
    }
    with running("--empty", "--journal", str(path)) as first:
        first.put("seekers", "s")
        first.remove("seekers", "s")
        address = "/v1/companies:batch"
        headers = first.bearer()
        body = {"items": [item]}
        answer = requests.post(first.url + address, json=body, headers=headers, timeout=10).json()
        contents = first.contents("companies")
        first.process.kill()
        first.process.wait()
    assert path.stat().st_mode & 0o077 == 0
    with running("--journal", str(path)) as second:
        assert second.contents("companies") == contents
        assert second.live("seekers") == {}
        headers = second.bearer()
        again = requests.post(second.url + address, json=body, headers=headers, timeout=10)
        assert again.json() == answer
        assert Counter(entry["sort"] for entry in second.journal())["effect"] == 3


def test_simulator_that_is_alive_moves():
    with running("--empty", "--alive", "0.02") as started:
        until = monotonic() + PATIENCE
        while not (moved := started.effects(cause="alive")) and monotonic() < until:
            pass
    assert moved


def test_simulator_fills_itself_from_a_world_file(tmp_path):
    world = tmp_path / "world.json"
    world.write_text(json.dumps({"companies": [{"nib": "9120000000001"}]}))
    with running("--world", str(world), "--bulk", "5") as started:
        state = started.state()
        companies = started.contents("companies").values()
        assert started.control("POST", "/move", {"steps": 3})
    assert state["counts"] == settling.SIZES | {"companies": 1, "placements": 0}
    assert "9120000000001" in {row["attributes"]["nib"] for row in companies}
    assert state["bulk"] == 5


def test_busy_port_is_told(simulator):
    import subprocess
    import sys

    command = [sys.executable, "-m", "integration.simulator", "--empty"]
    command += ["--port", str(simulator.port), "--control-port", "0"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith("The simulator cannot start: ")


def test_clock_freezes_advances_and_stamps_never_twice_the_same():
    clock = RemoteClock()
    clock.freeze(NOW)
    stamps = [clock.stamp() for _ in range(3)]
    assert stamps == [f"2026-11-10T01:00:00.00000{number}Z" for number in range(3)]
    clock.advance(-60)
    assert clock.stamp() == "2026-11-10T00:59:00.000000Z"
    clock.freeze(None)
    true = clock.now()
    clock.advance(3600)
    assert (clock.now() - true).total_seconds() == pytest.approx(3600, abs=60)


def test_ministry_that_remembers_invents_nobody_again(tmp_path):
    path = str(tmp_path / "journal.sqlite3")
    first = Ministry(journal=path)
    settling.populate(first, {"companies": 5})
    second = Ministry(journal=path)
    settling.populate(second, {"companies": 5})
    rows = attributes(second, "companies")
    assert len({row["nib"] for row in rows}) == len(rows) == 10
    assert set(second.feed("companies").versions().values()) == {1}


def test_reset_makes_everything_as_it_was():
    made = Ministry(now=lambda: NOW)
    first = made.put("companies").item()
    made.clock.advance(3600)
    made.clock.skewed(60)
    made.faults.add("F13")
    made.reset()
    assert made.clock.now() == NOW
    assert made.faults.active == []
    assert made.feed("companies").count == 0
    assert made.put("companies").item() == first


def test_clock_is_steered_from_outside(simulator):
    assert simulator.clock(frozen="2026-11-10T01:00:00+00:00").startswith("2026-11-10T01:00:00")
    assert simulator.clock(advance=60, skew=3600).startswith("2026-11-10T02:01:00")
    assert simulator.put("companies")["updated_at"].startswith("2026-11-10T02:01:00")


def test_control_says_what_it_does_not_understand(simulator):
    def status(method, path, **options):
        address = simulator.control_url + path
        return requests.request(method, address, timeout=10, **options).status_code

    assert status("POST", "/listen", json={}) == 422
    assert status("POST", "/faults", json=[]) == 422
    assert status("POST", "/records/nothing", json={}) == 404
    assert status("GET", "/records/companies/x") == 404
    assert status("DELETE", "/records/companies/x") == 404
    assert status("GET", "/nothing") == 404
    record = simulator.put("companies", "c")
    assert simulator.control("GET", "/records/companies/c") == record
    simulator.remove("companies", "c")
    assert simulator.remove("companies", "c")["version"] == 2
    headers = simulator.bearer()
    simulator.expire(tokens=True)
    answer = requests.get(f"{simulator.url}/v1/companies/c", headers=headers, timeout=10)
    assert answer.status_code == 401
    number = simulator.fault("F1", seconds=0)
    assert [fault["id"] for fault in simulator.control("GET", "/faults")] == [number]
    simulator.heal(number)
    assert simulator.control("GET", "/faults") == []


def test_person_signs_in_and_a_code_works_once(simulator):
    simulator.put("seekers", name="Siti Aisyah", email="siti@surel.example")
    client = KEYS["SIAPKERJA_CLIENT_ID"]
    query = {"response_type": "code", "client_id": client, "redirect_uri": BACK, "state": "s&1"}
    address = f"{simulator.url}/auth"
    page = requests.get(address, params=query, timeout=10).text
    assert "Siti Aisyah &lt;siti@surel.example&gt;" in page
    chosen = page.split('name="person" value="')[-1].split('"')[0]
    sent = requests.get(
        address, params=query | {"person": chosen}, allow_redirects=False, timeout=10
    )
    location = urlsplit(sent.headers["Location"])
    given = parse_qs(location.query)
    assert sent.status_code == 302
    assert sent.headers["Location"].startswith(f"{BACK}?")
    assert given["state"] == ["s&1"]

    body = {
        "grant_type": "authorization_code",
        "code": given["code"][0],
        "client_id": client,
        "client_secret": KEYS["SIAPKERJA_CLIENT_SECRET"],
        "redirect_uri": BACK,
    }
    tokens = f"{simulator.url}/api/v1/tokens"
    token = requests.post(tokens, json=body, timeout=10).json()["data"]["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    me = requests.get(f"{simulator.url}/api/v1/users/me", headers=headers, timeout=10).json()
    assert (me["data"]["name"], me["data"]["email"]) == ("Siti Aisyah", "siti@surel.example")
    assert "nik" not in me["data"]
    assert requests.post(tokens, json=body, timeout=10).status_code == 401
    wrong = body | {"client_secret": "x"}
    assert requests.post(tokens, json=wrong, timeout=10).status_code == 401
    assert "code=" not in str(simulator.requests())


@pytest.mark.parametrize(
    "change",
    [
        {"redirect_uri": "https://evil.example/"},
        {"redirect_uri": "http://[x/"},
        {"client_id": "x"},
        {"response_type": "token"},
        {"person": "nobody"},
    ],
)
def test_sign_in_of_another_client_or_place_is_refused(simulator, change):
    client = KEYS["SIAPKERJA_CLIENT_ID"]
    query = {"response_type": "code", "client_id": client, "redirect_uri": BACK} | change
    answer = requests.get(f"{simulator.url}/auth", params=query, timeout=10)
    assert answer.status_code == 400


def test_token_of_nobody_says_nothing(simulator):
    address = f"{simulator.url}/api/v1/users/me"
    assert requests.get(address, timeout=10).status_code == 401


def test_bulk_keeps_nothing_and_can_be_taken_from_anywhere():
    bulk = Bulk(1_000_000, seed=1)
    (last,) = bulk.items(999_999, 1_000_005)
    assert last == bulk.items(999_990, 1_000_000)[-1]
    sizes = [len(json.dumps(item)) for item in bulk.items(5000, 5100)]
    assert 1000 < sum(sizes) / 100 < 1600
