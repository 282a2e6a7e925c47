"""Code lists that a company's profile refers to."""

import pytest

from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area, Industry, Office


@pytest.fixture
def village():
    """Return a desa of the office's regency; the office and an industry exist as well."""
    made: list[Area | None] = [None]
    for code, level, name in (
        ("12", AreaLevel.PROVINCE, "Sumatera Utara"),
        ("12.09", AreaLevel.REGENCY, "Asahan"),
        ("12.09.15", AreaLevel.DISTRICT, "Bandar Pulau"),
        ("12.09.15.2010", AreaLevel.VILLAGE, "Padang Pulau"),
    ):
        made.append(
            Area.objects.create(
                system=CodeSystem.KEMENDAGRI, code=code, level=level, name=name, parent=made[-1]
            )
        )
    Office.objects.create(area=made[2], government="Pemkab", name="Dinas", short_name="Disnaker")
    Office.objects.forget()
    letter = Industry.objects.create(edition=2020, code="C", digits=1, title="Industri")
    Industry.objects.create(edition=2020, code="10", digits=2, title="Makanan", parent=letter)
    return made[-1]
