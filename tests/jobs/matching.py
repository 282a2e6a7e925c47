"""People and vacancies that fit each other, for tests of matching."""

from jobs.models import Vacancy
from jobs.search import lists
from seekers.enums import Visibility
from seekers.models import Seeker
from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area, Occupation
from tests.jobs.applicants import ready_seeker
from tests.jobs.factories import VacancyFactory
from tests.seekers.places import make_village

TITLES = {
    "5": "Tenaga Usaha Jasa",
    "52": "Tenaga Penjualan",
    "523": "Kasir dan Penjual Tiket",
    "5230": "Kasir",
    "5231": "Penjual Tiket",
    "524": "Tenaga Penjualan Lain",
    "5249": "Penjual Lain",
    "8": "Operator",
    "83": "Pengemudi",
    "832": "Pengemudi Mobil",
    "8322": "Sopir",
}


def occupation(code: str) -> Occupation:
    """Return an occupation of KBJI with those above it."""
    parent = None
    for digits in range(1, len(code) + 1):
        part = code[:digits]
        parent, made = Occupation.objects.get_or_create(
            code=part, defaults={"digits": digits, "title": TITLES[part], "parent": parent}
        )
        if made:
            lists.forget()
    assert parent
    return parent


def district(code: str = "12.09.20", name: str = "Kisaran Timur") -> Area:
    """Return another kecamatan of the regency."""
    regency = make_village().parent.parent
    area, _made = Area.objects.get_or_create(
        system=CodeSystem.KEMENDAGRI,
        code=code,
        defaults={"level": AreaLevel.DISTRICT, "name": name, "parent": regency},
    )
    lists.forget()
    return area


def home() -> Area:
    """Return the kecamatan in which seekers and vacancies are unless told otherwise."""
    found = make_village().parent
    assert found
    return found


def wishing(*codes: str, **facts: object) -> Seeker:
    """Save a seeker of Meranti who agreed to be found and wishes for these occupations."""
    seeker = ready_seeker(**{"visibility": Visibility.VERIFIED, **facts})
    seeker.wished_occupations.set([occupation(code) for code in codes])
    lists.forget()
    return seeker


def vacancy(code: str = "5230", **facts: object) -> Vacancy:
    """Save an open vacancy in Meranti."""
    facts.setdefault("area", make_village())
    made: Vacancy = VacancyFactory.create(occupation=occupation(code), **facts)
    return made
