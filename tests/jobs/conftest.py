"""Rows of code lists that vacancies refer to."""

import pytest

from seekers.models import Seeker
from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area, Occupation, Office
from tests.jobs.applicants import account_of, ready_seeker


@pytest.fixture
def seeker(client) -> Seeker:
    """Return a job seeker with the basics who is signed in."""
    found = ready_seeker()
    client.force_login(account_of(found))
    return found


@pytest.fixture
def occupation():
    major = Occupation.objects.create(code="5", digits=1, title="Tenaga Usaha Jasa dan Penjualan")
    return Occupation.objects.create(code="52", digits=2, title="Tenaga Penjualan", parent=major)


@pytest.fixture
def district():
    made: list[Area | None] = [None]
    for code, level, name in (
        ("12", AreaLevel.PROVINCE, "Sumatera Utara"),
        ("12.09", AreaLevel.REGENCY, "Asahan"),
        ("12.09.19", AreaLevel.DISTRICT, "Kota Kisaran Timur"),
    ):
        made.append(
            Area.objects.create(
                system=CodeSystem.KEMENDAGRI, code=code, level=level, name=name, parent=made[-1]
            )
        )
    return made[-1]


@pytest.fixture
def village(district):
    """Return a kelurahan of the office's regency."""
    Office.objects.create(area=district.parent, government="Pemkab", name="Dinas", short_name="D")
    Office.objects.forget()
    return Area.objects.create(
        system=CodeSystem.KEMENDAGRI,
        code="12.09.19.1001",
        level=AreaLevel.URBAN_VILLAGE,
        name="Teladan",
        parent=district,
    )
