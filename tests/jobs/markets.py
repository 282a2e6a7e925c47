"""Code lists of a small market, from which tests mix vacancies."""

from dataclasses import dataclass

from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area, Industry, Occupation, Office


@dataclass(frozen=True)
class CodeLists:
    """What vacancies of a market are made of."""

    districts: list[Area]
    occupations: list[Occupation]
    industries: list[Industry]


def code_lists(district: Area) -> CodeLists:
    """Save a neighbour of a kecamatan, the office of both, two occupations and two industries."""
    Office.objects.create(area=district.parent)
    neighbour = Area.objects.create(
        system=CodeSystem.KEMENDAGRI,
        code="12.09.20",
        level=AreaLevel.DISTRICT,
        name="Kota Kisaran Barat",
        parent=district.parent,
    )
    return CodeLists(
        districts=[district, neighbour],
        occupations=[
            Occupation.objects.create(code=code, digits=1, title=f"Kelompok {code}")
            for code in ("5", "8")
        ],
        industries=[
            Industry.objects.create(edition=2020, code=code, digits=1, title=f"Usaha {code}")
            for code in ("A", "G")
        ],
    )
