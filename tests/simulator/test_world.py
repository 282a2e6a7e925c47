"""The simulated ministry of the demo knows the demo's companies and people."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from employers.models import Company
from integration.simulator import contract, settling
from integration.simulator.ministry import Ministry
from seekers.enums import Sex
from sikas.reference.models import Industry
from tests.factories import UserFactory
from tests.seekers.factories import SeekerFactory
from tests.seekers.places import make_village


def test_world_of_the_demo_fits_the_contract_and_lives_at_the_ministry(db, tmp_path):
    village = make_village()
    industry = Industry.objects.create(edition=2020, code="C", digits=1, title="Pengolahan")
    Company.objects.create(name="PT Satu", nib="9120000000001", industry=industry, area=village)
    Company.objects.create(name="PT Dua", nib="9120000000002", area=village.parent)
    Company.objects.create(name="PT Tanpa NIB")
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
    settling.populate(ministry, {}, json.loads(path.read_text()))
    companies = [record.attributes or {} for record in ministry.feed("companies").living()]
    seekers = [record.attributes or {} for record in ministry.feed("seekers").living()]
    assert {(row["nib"], row["district_name"]) for row in companies} == {
        ("9120000000001", "MERANTI"),
        ("9120000000002", "MERANTI"),
    }
    budi = next(row for row in seekers if row["nik"] == "1209191502950002")
    assert (budi["name"], budi["birth_date"], budi["sex"]) == ("BUDI", "1995-02-15", "L")
    assert (budi["email"], budi["city_name"]) == ("budi@contoh.example", "KAB. ASAHAN")
    assert len(seekers) == 2
    for kind, rows in (("CompanyAttributes", companies), ("SeekerAttributes", seekers)):
        assert [contract.errors(kind, row) for row in rows] == [[], []]


def test_world_of_real_people_is_not_written(settings, tmp_path):
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("simulated_world", tmp_path / "world.json")
    assert not (tmp_path / "world.json").exists()
