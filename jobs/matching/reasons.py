"""Why a vacancy fits a person, and a person a vacancy, in plain words made of the points given."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.enums import EmploymentType
from jobs.matching.candidates import FittingSeeker
from jobs.matching.vacancies import FittingVacancy, Person
from jobs.matching.weights import (
    ANY_PLACE,
    CHOSEN_PLACE,
    EXPERIENCE_MET,
    NEW,
    OWN_PLACE,
    PAY_MET,
    PAY_REACHED,
    SAME,
    Factor,
    Look,
)
from jobs.search import lists
from sikas.reference.enums import EducationLevel

DOTS = " · "
YEAR = 12  # months
_PAY_WORDS = {
    PAY_MET: (gettext_lazy("upah sesuai atau di atas harapan"),),
    PAY_REACHED: (gettext_lazy("upah dapat mencapai harapan"),),
}


def why_vacancy(found: FittingVacancy, person: Person) -> str:
    """Return why a vacancy stands in the list of `person`, in words to him."""
    return DOTS.join(map(str, _to_seeker(found, person)))


def why_seeker(found: FittingSeeker) -> str:
    """Return why a person stands among the candidates, in words to the company."""
    return DOTS.join(_to_company(found))


def district_name(code: str) -> str:
    """Return `Kecamatan Meranti`; empty for a place outside the regency."""
    name = lists.current().districts.get(code)
    return _("Kecamatan %s") % name if name else ""


def worked_line(months: int) -> str:
    """Return for how long somebody worked."""
    if not months:
        return _("belum berpengalaman")
    if months < YEAR:
        return _("pengalaman %s bulan") % months
    return _("pengalaman %s tahun") % (months // YEAR)


def _title(code: str) -> str:
    return lists.current().occupations.get(code, code)


def _to_seeker(found: FittingVacancy, person: Person) -> Iterator[str | Promise]:
    points = found.points
    yield _sought(found.look)
    yield from _near_seeker(found, person)
    yield from _PAY_WORDS.get(points[Factor.PAY], ())
    if found.education and points[Factor.EDUCATION]:
        yield _("pendidikan Anda memenuhi")
    if found.experience_years and points[Factor.EXPERIENCE] == EXPERIENCE_MET:
        yield _("pengalaman Anda cukup")
    if person.wished_employment and points[Factor.EMPLOYMENT]:
        yield str(EmploymentType(found.employment_type).label).lower()
    if points[Factor.DISABILITY]:
        yield _("terbuka untuk penyandang disabilitas")
    if points[Factor.RECENCY] == NEW:
        yield _("baru terbit")


def _near_seeker(found: FittingVacancy, person: Person) -> Iterator[str]:
    place, points = district_name(found.district), found.points[Factor.PLACE]
    if place and points == CHOSEN_PLACE and person.wished_districts:
        yield _("di %s, pilihan Anda") % place
    elif place and points >= OWN_PLACE:
        yield _("di %s, tempat Anda") % place


def _sought(look: Look) -> str:
    if look.is_wished:
        same, like = _("Sesuai jabatan yang Anda cari: %s"), _("Mirip jabatan yang Anda cari: %s")
    else:
        same, like = _("Sesuai pengalaman Anda: %s"), _("Dekat dengan pengalaman Anda: %s")
    return (same if look.closeness == SAME else like) % _title(look.source)


def _to_company(found: FittingSeeker) -> Iterator[str]:
    points, title = found.points, _title(found.look.code)
    yield (_("Mencari pekerjaan: %s") if found.is_wished else _("Pernah bekerja: %s")) % title
    if place := district_name(found.work_district):
        if found.district == found.work_district:
            yield _("tinggal di %s") % place
        elif points[Factor.PLACE] == CHOSEN_PLACE:
            yield _("mau bekerja di %s") % place
        elif points[Factor.PLACE] == ANY_PLACE:
            yield _("mau bekerja di tempat lain")
    if found.education_asked and points[Factor.EDUCATION]:
        yield _("pendidikan memenuhi %s") % EducationLevel(found.education_asked).label
    if found.years_asked and points[Factor.EXPERIENCE] == EXPERIENCE_MET:
        yield _("pengalaman cukup")
    if points[Factor.PAY] == PAY_MET:
        yield _("upah sesuai harapannya")
