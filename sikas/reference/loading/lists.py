"""What each reference file holds: its columns, and the rules of one row."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from sikas.reference.enums import CODE_PATTERNS, PARENT_LEVEL, AreaLevel, CodeSystem
from sikas.reference.loading.reading import Row
from sikas.reference.models import (
    Area,
    Industry,
    MinimumWage,
    Occupation,
    OccupationSynonym,
    Office,
)

# Jobs below the groups of KBJI may be numbered with one more digit or with two.
GROUP_DIGITS = 4
# A division of KBLI is the first level in digits; the letter above it is not part of its code.
DIVISION_DIGITS = 2
Key = tuple[str | int | bool, ...]
OFFICE_FIELDS = tuple(
    column.name
    for column in Office._meta.concrete_fields
    if column.name not in ("id", "area", "is_current")
)


class RowError(Exception):
    """A rule that one row breaks."""


@dataclass(frozen=True)
class Link:
    """A foreign key of a row: the first of these keys that exists."""

    model: type[models.Model]
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Record:
    """One row as it is to be stored; rows of a lower depth are written first."""

    line: int
    key: Key
    fields: dict[str, Any]
    links: dict[str, Link] = field(default_factory=dict)
    depth: int = 0


@dataclass(frozen=True)
class CodeList:
    """One file and the table it fills.

    `scope` counts the leading key fields that a file covers: rows of the same scope that the file
    lacks are reported. A list that `belongs_to_office` is never overwritten, only added to.
    """

    file: str
    model: type[models.Model]
    columns: tuple[str, ...]
    key_fields: tuple[str, ...]
    parse: Callable[[Row], Record]
    scope: int = 0
    belongs_to_office: bool = False


def parse_area(row: Row) -> Record:
    """Check an area: its code fits system and level, and lies in the code of its parent."""
    system, code, level, name, parent = row.values.values()
    if not system:
        raise RowError(_("kolom system kosong. Kode %s tidak berarti tanpa sistemnya.") % code)
    _one_of("system", system, CodeSystem.values)
    _one_of("level", level, AreaLevel.values)
    _match("code", code, CODE_PATTERNS[CodeSystem(system), AreaLevel(level)])
    links = {}
    if level != AreaLevel.PROVINCE:
        pattern = CODE_PATTERNS[CodeSystem(system), PARENT_LEVEL[AreaLevel(level)]]
        if not (re.fullmatch(pattern, parent) and code.startswith(parent)):
            raise RowError(
                _("parent_code %(parent_code)s bukan wilayah di atas %(code)s.") % row.values
            )
        links["parent"] = Link(Area, ((system, parent),))
    elif parent:
        raise RowError(_("provinsi tidak punya parent_code."))
    fields = {"system": system, "code": code, "name": name, "level": level}
    return Record(row.line, (system, code), fields, links, depth=len(code))


def parse_occupation(row: Row) -> Record:
    """Check an occupation; its parent is its code without the last digit."""
    code, digits, title = row.values.values()
    _match("code", code, r"\d{1,6}")
    _same_length(code, digits)
    parents = (code[:-1], code[:GROUP_DIGITS]) if len(code) > GROUP_DIGITS else (code[:-1],)
    links = {}
    if len(code) > 1:
        links["parent"] = Link(Occupation, tuple((parent,) for parent in parents))
    fields = {"code": code, "digits": len(code), "title": title}
    return Record(row.line, (code,), fields, links, depth=len(code))


def parse_industry(row: Row) -> Record:
    """Check an industry; a division names its letter, deeper codes begin with their parent's."""
    edition, code, digits, title, parent = row.values.values()
    _match("edition", edition, r"(19|20)\d{2}")
    _match("code", code, r"[A-Z]|\d{2,5}")
    _same_length(code, digits)
    if len(code) == DIVISION_DIGITS:
        _match("parent_code", parent, r"[A-Z]")
    elif parent and parent != code[:-1]:
        raise RowError(
            _("parent_code %(parent_code)s bukan kelompok di atas %(code)s.") % row.values
        )
    links = {}
    if len(code) > 1:
        links["parent"] = Link(Industry, ((int(edition), parent or code[:-1]),))
    fields = {"edition": int(edition), "code": code, "digits": len(code), "title": title}
    return Record(row.line, (int(edition), code), fields, links, depth=len(code))


def parse_synonym(row: Row) -> Record:
    """Check a search word; it points to an occupation of the list."""
    term, code = row.values.values()
    _match("term", term, r"[a-z0-9]+( [a-z0-9]+)*")
    links = {"occupation": Link(Occupation, ((code,),))}
    return Record(row.line, (term, code), {"term": term}, links)


def parse_wage(row: Row) -> Record:
    """Check a minimum wage: rupiah with a decimal point."""
    system, code, year, amount = row.values.values()
    _match("year", year, r"(19|20)\d{2}")
    _match("amount", amount, r"\d{1,10}(\.\d{1,2})?")
    if not Decimal(amount):
        raise RowError(_("amount harus lebih dari nol."))
    fields = {"year": int(year), "amount": Decimal(amount)}
    return Record(row.line, (system, code, int(year)), fields, {"area": _area_link(system, code)})


def parse_office(row: Row) -> Record:
    """Check the office; there is one in force."""
    system, code = row.values["area_system"], row.values["area_code"]
    fields: dict[str, Any] = {name: row.values[name] for name in OFFICE_FIELDS}
    fields["is_current"] = True
    return Record(row.line, (True,), fields, {"area": _area_link(system, code)})


def _area_link(system: str, code: str) -> Link:
    if not system:
        raise RowError(_("kolom area_system kosong. Kode %s tidak berarti tanpa sistemnya.") % code)
    _one_of("area_system", system, CodeSystem.values)
    return Link(Area, ((system, code),))


def _one_of(column: str, value: str, allowed: list[str]) -> None:
    if value not in allowed:
        raise RowError(
            _("%(column)s “%(value)s” tidak dikenal. Pilihan: %(allowed)s.")
            % {"column": column, "value": value, "allowed": ", ".join(allowed)}
        )


def _match(column: str, value: str, pattern: str) -> None:
    if not re.fullmatch(pattern, value, re.ASCII):
        raise RowError(
            _("%(column)s “%(value)s” tidak sesuai bentuknya.")
            % {"column": column, "value": value[:60]}
        )


def _same_length(code: str, digits: str) -> None:
    if digits != str(len(code)):
        raise RowError(
            _("digits %(digits)s tidak sama dengan panjang kode %(code)s.")
            % {"digits": digits, "code": code}
        )


# In the order in which they must be loaded: a list names only those above it.
CODE_LISTS = (
    CodeList(
        file="areas.csv",
        model=Area,
        columns=("system", "code", "level", "name", "parent_code"),
        key_fields=("system", "code"),
        parse=parse_area,
        scope=1,
    ),
    CodeList(
        file="occupations.csv",
        model=Occupation,
        columns=("code", "digits", "title"),
        key_fields=("code",),
        parse=parse_occupation,
    ),
    CodeList(
        file="occupation_synonyms.csv",
        model=OccupationSynonym,
        columns=("term", "occupation_code"),
        key_fields=("term", "occupation__code"),
        parse=parse_synonym,
        belongs_to_office=True,
    ),
    CodeList(
        file="industries.csv",
        model=Industry,
        columns=("edition", "code", "digits", "title", "parent_code"),
        key_fields=("edition", "code"),
        parse=parse_industry,
        scope=1,
    ),
    CodeList(
        file="minimum_wages.csv",
        model=MinimumWage,
        columns=("area_system", "area_code", "year", "amount"),
        key_fields=("area__system", "area__code", "year"),
        parse=parse_wage,
        belongs_to_office=True,
    ),
    CodeList(
        file="offices.csv",
        model=Office,
        columns=("area_system", "area_code", *OFFICE_FIELDS),
        key_fields=("is_current",),
        parse=parse_office,
        belongs_to_office=True,
    ),
)
