"""The filters of the vacancy list: their values, names, tokens in the index, and counts."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from jobs.enums import Disability, EmploymentType, Source
from jobs.search.lists import Lists
from sikas.reference.enums import EducationLevel
from sikas.ui.formats import format_money

MILLION = 1_000_000
PAY_STEPS = (2, 3, 4, 5, 7, 10)  # millions a month; the index has a token for each
# What a person has finished, by rank; a vacancy without a minimum asks for nothing.
EDUCATION_RANKS = {
    "sd": (EducationLevel.SD, _("SD")),
    "smp": (EducationLevel.SMP, _("SMP")),
    "sma": (EducationLevel.SMA, _("SMA/SMK")),
    "d1": (EducationLevel.D1, _("D1")),
    "d2": (EducationLevel.D2, _("D2")),
    "d3": (EducationLevel.D3, _("D3")),
    "s1": (EducationLevel.S1, _("D4/S1")),
    "profesi": (EducationLevel.PROFESSION, _("Profesi")),
    "s2": (EducationLevel.S2, _("S2")),
    "s3": (EducationLevel.S3, _("S3")),
}
ANY_DISABILITY = "ya"
HERE = "wilayah"

Names = Mapping[str, str | Promise]
Counts = Mapping[str, int]  # how many hits have a value, as PostgreSQL writes it; none is empty


def _itself(counts: Counts) -> dict[str, int]:
    return {value: count for value, count in counts.items() if value}


def _education_tokens(value: str) -> Iterable[str]:
    return (f"edu{rank}" for rank in range(0, EDUCATION_RANKS[value][0].rank + 1, 10))


def _education_counts(counts: Counts) -> dict[str, int]:
    """Count for each level what somebody who has it may apply for."""
    asked = [(int(value or 0) // 10 * 10, count) for value, count in counts.items()]
    return {
        value: sum(count for rank, count in asked if rank <= level.rank)
        for value, (level, _name) in EDUCATION_RANKS.items()
    }


def _pay_counts(counts: Counts) -> dict[str, int]:
    paid = [(int(value or 0), count) for value, count in counts.items()]
    return {str(step): sum(count for pay, count in paid if pay >= step) for step in PAY_STEPS}


def _disability_counts(counts: Counts) -> dict[str, int]:
    open_to: dict[str, int] = {}
    for kinds, count in counts.items():
        named = kinds.strip("{}")
        for kind in [ANY_DISABILITY, *named.split(",")] if named else []:
            open_to[kind] = open_to.get(kind, 0) + count
    return open_to


def _company_name(value: str) -> str | None:
    if not re.fullmatch(r"[1-9]\d{0,17}", value):
        return None
    return Company.objects.public().filter(pk=int(value)).values_list("name", flat=True).first()


@dataclass(frozen=True)
class Group:
    """A filter: its parameter in the address, its name, and how its values are found."""

    param: str
    label: str | Promise
    column: str  # what the facet counts, as SQL over a search row; empty for no facet
    names: Callable[[Lists], Names]
    tokens: Callable[[str], Iterable[str]]
    counts: Callable[[Counts], dict[str, int]] = _itself
    several: bool = False  # whether more than one value may be chosen
    lookup: Callable[[str], str | None] | None = None  # names of values too many to list

    def name(self, value: str, lists: Lists) -> str | None:
        """Return what people call `value`; None when there is no such value."""
        if self.lookup:
            return self.lookup(value)
        name = self.names(lists).get(value)
        return None if name is None else str(name)

    def condition(self, values: Iterable[str]) -> str:
        """Return the text of the tsquery that any of `values` satisfies."""
        return "|".join(f"'{token}'" for value in values for token in self.tokens(value))


GROUPS = (
    # Whether somebody wants to see only what lies in this regency.
    Group(
        HERE,
        _("Wilayah"),
        "left(district, 4)",
        lambda lists: lists.regency,
        lambda value: [f"kab{value}"],
    ),
    Group(
        "kecamatan",
        _("Kecamatan"),
        "district",
        lambda lists: lists.districts,
        lambda value: [f"kec{value}"],
        several=True,
    ),
    Group(
        "pendidikan",
        _("Pendidikan Anda"),
        "education",
        lambda _lists: {value: name for value, (_level, name) in EDUCATION_RANKS.items()},
        _education_tokens,
        _education_counts,
    ),
    Group(
        "jabatan",
        _("Kelompok jabatan"),
        "left(occupation, 1)",
        lambda lists: lists.occupations,
        lambda value: [f"kbji{value}"],
    ),
    Group(
        "usaha",
        _("Lapangan usaha"),
        "industry",
        lambda lists: lists.industries,
        lambda value: [f"kbli{value}"],
    ),
    Group(
        "jenis",
        _("Jenis kerja"),
        "employment_type",
        lambda _lists: dict(EmploymentType.choices),
        lambda value: [f"typ{value.replace('_', '')}"],
        several=True,
    ),
    Group(
        "upah",
        _("Upah mulai"),
        "pay_min / 1000000",
        lambda _lists: {str(step): format_money(step * MILLION) for step in PAY_STEPS},
        lambda value: [f"pay{value}"],
        _pay_counts,
    ),
    Group(
        "disabilitas",
        _("Penyandang disabilitas"),
        "disabilities",
        lambda _lists: {ANY_DISABILITY: _("Semua ragam"), **dict(Disability.choices)},
        lambda value: ["dis" if value == ANY_DISABILITY else f"dis{value}"],
        _disability_counts,
    ),
    Group(
        "asal",
        _("Asal lowongan"),
        "source",
        lambda _lists: dict(Source.choices),
        lambda value: [f"src{value}"],
        several=True,
    ),
    Group(
        "perusahaan",
        _("Perusahaan"),
        "",
        lambda _lists: {},
        lambda value: [f"com{value}"],
        lookup=_company_name,
    ),
)
BY_PARAM = {group.param: group for group in GROUPS}
