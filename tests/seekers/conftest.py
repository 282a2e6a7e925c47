"""A job seeker who is signed in, and the code lists that a profile refers to."""

import pytest

from sikas.accounts.models import User
from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area, Occupation, OccupationSynonym, Office
from tests.factories import UserFactory


@pytest.fixture
def person(client) -> User:
    """Return a job seeker who is signed in."""
    user = UserFactory.create(by_phone=True, name="Sulastri")
    client.force_login(user)
    return user


@pytest.fixture
def village(db) -> Area:
    """Return a desa of the office's regency."""
    codes = ("12", "12.09", "12.09.19", "12.09.19.2001")
    names = ("Sumatera Utara", "Asahan", "Meranti", "Serdang")
    levels = (AreaLevel.PROVINCE, AreaLevel.REGENCY, AreaLevel.DISTRICT, AreaLevel.VILLAGE)
    area = None
    for code, name, level in zip(codes, names, levels, strict=True):
        system = CodeSystem.KEMENDAGRI
        area = Area.objects.create(system=system, code=code, name=name, level=level, parent=area)
    assert area
    assert area.parent
    regency = area.parent.parent
    Office.objects.create(area=regency, government="Pemkab", name="Dinas", short_name="Disnaker")
    Office.objects.forget()
    return area


@pytest.fixture
def harvester(db) -> Occupation:
    """Return the occupation that people call `pemanen sawit`."""
    major = Occupation.objects.create(code="6", digits=1, title="Pekerja Pertanian")
    found = Occupation.objects.create(code="61", digits=2, title="Pemanen Kebun", parent=major)
    OccupationSynonym.objects.create(term="pemanen sawit", occupation=found)
    return found
