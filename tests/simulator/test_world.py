"""The simulated ministry of the demo knows the demo's companies and people."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from integration.demo import world
from integration.demo.world import (
    BORN_LATER,
    IN_FULL,
    OTHER_NAME,
    SOMEBODY_ELSE,
    UNKNOWN_COMPANIES,
    UNKNOWN_SEEKERS,
)
from integration.enums import Kind
from integration.models import Stream
from integration.simulator import contract, settling
from integration.simulator.ministry import Ministry
from seekers.enums import Sex
from sikas import clock
from sikas.reference.models import Industry
from tests.factories import UserFactory
from tests.jobs.factories import CompanyFactory
from tests.seekers.factories import SeekerFactory
from tests.seekers.places import make_village


def test_world_of_the_demo_fits_the_contract_and_lives_at_the_ministry(db, tmp_path):
    village = make_village()
    industry = Industry.objects.create(edition=2020, code="C", digits=1, title="Pengolahan")
    CompanyFactory.create(name="PT Satu", nib="9120000000001", industry=industry, area=village)
    CompanyFactory.create(name="PT Dua", nib="9120000000002", area=village.parent)
    CompanyFactory.create(name="PT Menunggu", submitted=True)
    SeekerFactory.create(name="Siti S", number="1209191502950001")
    SeekerFactory.create(
        name="Budi",
        number="1209191502950002",
        user=UserFactory.create(email="budi@contoh.example"),
        birth_date=date(1995, 2, 15),
        sex=Sex.MALE,
        area=village,
    )
    path = tmp_path / "world.json"
    call_command("simulated_world", path)

    assert path.stat().st_mode & 0o077 == 0
    ministry = Ministry()
    settling.populate(ministry, {"companies": 9}, json.loads(path.read_text()))
    companies = [record.attributes or {} for record in ministry.feed("companies").living()]
    seekers = [record.attributes or {} for record in ministry.feed("seekers").living()]
    known = {row["nib"]: row["district_name"] for row in companies if row["nib"][:1] == "9"}
    assert known.items() >= {"9120000000001": "MERANTI", "9120000000002": "MERANTI"}.items()
    assert len(companies) == 2 + UNKNOWN_COMPANIES  # nobody else is invented
    budi = next(row for row in seekers if row["nik"] == "1209191502950002")
    assert (budi["name"], budi["birth_date"], budi["sex"]) == ("Budi", "1995-02-15", "L")
    assert (budi["email"], budi["city_name"]) == ("budi@contoh.example", "KAB. ASAHAN")
    assert len(seekers) == 2 + UNKNOWN_SEEKERS
    for kind, rows in (("CompanyAttributes", companies), ("SeekerAttributes", seekers)):
        assert not any(contract.errors(kind, row) for row in rows)


def test_some_are_known_otherwise_over_there(db, tmp_path, monkeypatch):
    monkeypatch.setattr(world, "LEGAL_NAMES", {0: "{} Tbk"})
    CompanyFactory.create(name="PT Satu")
    people = SeekerFactory.create_batch(SOMEBODY_ELSE, birth_date=date(1995, 2, 15))
    path = tmp_path / "world.json"
    call_command("simulated_world", path)
    written = json.loads(path.read_text())
    assert written["companies"][0]["name"] == "PT Satu Tbk"
    seekers = written["seekers"]
    assert seekers[0]["name"] == people[0].name
    assert seekers[IN_FULL - 1]["name"] == f"{people[IN_FULL - 1].name} S."
    assert seekers[SOMEBODY_ELSE - 1]["name"] == OTHER_NAME
    assert seekers[BORN_LATER - 1]["birth_date"] == "1995-02-16"


def test_streams_of_a_new_demo_are_read_and_an_officers_switch_stays(db, tmp_path):
    Stream.objects.filter(kind=Kind.SEEKERS).update(last_success_at=clock.now())
    call_command("simulated_world", tmp_path / "world.json")
    pulled = Stream.objects.filter(is_pulled=True)
    assert set(pulled.values_list("kind", flat=True)) == set(Kind) - {Kind.SEEKERS}


def test_world_of_real_people_is_not_written(settings, tmp_path):
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("simulated_world", tmp_path / "world.json")
    assert not (tmp_path / "world.json").exists()
