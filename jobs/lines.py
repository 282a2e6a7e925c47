"""The lines in which pages speak of a vacancy.

What another portal did not tell is said to be untold: an advertisement of this office without pay
pays the minimum wage, one from elsewhere may not.
"""

from datetime import datetime
from functools import cache

from django.utils.translation import gettext as _

from jobs.deadlines import is_open_ended
from jobs.enums import PORTALS, Source
from jobs.models import Vacancy
from sikas.reference.enums import AreaLevel, EducationLevel, EmploymentType
from sikas.reference.models import Area
from sikas.ui.formats import format_date, format_date_short, format_money, format_number


def pay_line(pay_min: int | None, pay_max: int | None, source: str = Source.LOCAL) -> str:
    """Return `Rp3.500.000 – Rp3.800.000 / bulan`, or that the minimum wage is paid."""
    if pay_min is None and pay_max is None:
        return _("Sesuai UMK") if source == Source.LOCAL else _("Upah tidak disebutkan")
    if pay_min is None or pay_max is None or pay_min == pay_max:
        only = pay_min if pay_min is not None else pay_max
        words = _("sampai %s / bulan") if pay_min is None else _("%s / bulan")
        return words % format_money(only or 0)
    return _("%(low)s – %(high)s / bulan") % {
        "low": format_money(pay_min),
        "high": format_money(pay_max),
    }


def pay_of(vacancy: Vacancy) -> str:
    """Return the line of a vacancy's pay."""
    return pay_line(vacancy.pay_min, vacancy.pay_max, vacancy.source)


def place_line(area: Area | None) -> str:
    """Return the place of work, a desa with its kecamatan; `area` has its parent selected."""
    if not area:
        return _("Di luar daerah")
    in_village = area.level in {AreaLevel.VILLAGE, AreaLevel.URBAN_VILLAGE}
    return f"{area.name}, {area.parent.name}" if in_village and area.parent else area.name


def where_line(vacancy: Vacancy) -> str:
    """Return the place of work of a vacancy, abroad its country."""
    unlisted = vacancy.place_name if vacancy.area_id is None else ""
    return vacancy.country or unlisted or place_line(vacancy.area)


def closing_line(closes_at: datetime | None, source: str, *, is_short: bool = False) -> str:
    """Return until when a vacancy is open; a portal that tells no end withdraws it some day."""
    if closes_at is None:
        return ""
    if is_open_ended(closes_at):
        return _("Selama tayang di %s") % PORTALS[Source(source)]
    return _("Tutup %s") % (format_date_short if is_short else format_date)(closes_at)


def openings_line(vacancy: Vacancy) -> str:
    """Return how many people are wanted, and of whom, when the advertisement says so."""
    parts = [
        (vacancy.openings_men, _("laki-laki")),
        (vacancy.openings_women, _("perempuan")),
        (vacancy.openings_either, _("laki-laki/perempuan")),
    ]
    if not vacancy.openings and vacancy.source != Source.LOCAL:
        return _("Jumlah tidak disebutkan")
    said = ", ".join(f"{format_number(number)} {who}" for number, who in parts if number)
    only_either = vacancy.openings == vacancy.openings_either
    total = _("%s orang") % format_number(vacancy.openings)
    return total if only_either else f"{total} ({said})"


def limits_line(vacancy: Vacancy) -> str:
    """Return the personal limits: age and others, empty without any."""
    low, high = vacancy.age_min, vacancy.age_max
    ages = (
        _("Usia %(low)s–%(high)s tahun")
        if low and high
        else _("Usia paling rendah %(low)s tahun")
        if low
        else _("Usia paling tinggi %(high)s tahun")
        if high
        else ""
    )
    ages = ages and ages % {"low": low, "high": high}
    return ". ".join(filter(None, [ages, vacancy.personal_limits]))


@cache
def education_line(education: int | None, source: str = Source.LOCAL) -> str:
    """Return the least education asked for; empty when another portal does not tell."""
    if education:
        return str(EducationLevel(education).label)
    return _("Semua pendidikan") if source == Source.LOCAL else ""


@cache
def employment_line(employment_type: str) -> str:
    """Return the kind of work; empty when another portal does not tell it."""
    return str(EmploymentType(employment_type).label) if employment_type else ""


def experience_line(vacancy: Vacancy) -> str:
    """Return the least experience asked for; empty when another portal does not tell."""
    if vacancy.experience_years:
        return _("%s tahun") % vacancy.experience_years
    return _("Tidak harus berpengalaman") if vacancy.source == Source.LOCAL else ""
