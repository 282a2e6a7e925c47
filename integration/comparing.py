"""A record of the ministry and a row here side by side: what differs, and what forbids to join.

Pages show it and `linking` decides by it: nothing is offered that would be refused.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from employers.models import Company
from integration.matching import LIKENESS, OURS
from integration.models import RemoteCompany, RemoteSeeker
from integration.numbers import is_one_nik, number_of
from seekers.enums import Sex
from seekers.finding import place_of
from seekers.models import Seeker
from seekers.nik import open_nik
from seekers.services.counter import KnownNikError
from sikas.encryption import CannotOpenError
from sikas.reference.models import Area, Industry
from sikas.ui.formats import format_date

Pair = RemoteCompany | RemoteSeeker


@dataclass(frozen=True)
class Line:
    """What both sides say of one thing; a `grave` difference is joined only when confirmed."""

    label: str
    there: str
    here: str
    verdict: str
    fits: bool
    grave: bool = False


@dataclass(frozen=True)
class Comparison:
    """Both sides of a pair; `hindrance` says why the two cannot be joined at all."""

    key: int
    lines: Sequence[Line]
    hindrance: str

    @property
    def grave(self) -> list[Line]:
        """The differences that an officer confirms before the two are joined."""
        return [line for line in self.lines if line.grave]

    @property
    def mark(self) -> str:
        """What an officer hands in who looked at these very differences; empty without any."""
        seen = [(line.label, line.there, line.here) for line in self.grave]
        return hashlib.sha256(repr((self.key, seen)).encode()).hexdigest()[:32] if seen else ""

    @property
    def subjects(self) -> str:
        """The names of those differences, as within a sentence."""
        names = [line.label for line in self.grave]
        return ", ".join(name if name.isupper() else name.lower() for name in names)


def rows_for(pair: Pair) -> "QuerySet[Any]":
    """Return rows here with what `compare` needs: likeness of names, who else has them or theirs.

    People who were erased are none of them.
    """
    found: QuerySet[Any]
    if isinstance(pair, RemoteCompany):
        found, column = Company.objects.select_related("area__parent", "industry"), "company"
    else:
        found, column = Seeker.objects.living().select_related("area__parent"), "seeker"
    others = type(pair).objects.filter(**{column: OuterRef("pk")}).exclude(pk=pair.pk)
    holders = found.model.objects.filter(number_of(pair)).exclude(pk=OuterRef("pk"))
    return found.annotate(
        likeness=TrigramSimilarity(Lower("name"), pair.name.lower()),
        rival=Subquery(others.values("pk")[:1]),
        is_taken=Exists(holders),
    )


def compare(pair: Pair, row: Any) -> Comparison:
    """Return both sides of a record and one of `rows_for` it."""
    if isinstance(pair, RemoteCompany):
        return Comparison(row.pk, _company_lines(pair, row), _company_hindrance(row))
    return Comparison(row.pk, _seeker_lines(pair, row), _seeker_hindrance(pair, row))


def barred_from_registering(pair: RemoteSeeker) -> str:
    """Return why a resident cannot be registered here, empty when he can."""
    holder = Seeker.objects.living().filter(number_of(pair)).first()
    if holder:
        return str(KnownNikError(holder).messages[0])
    try:
        open_nik(pair.nik_sealed)
    except CannotOpenError:
        return _("NIK ini tidak terbaca. Hubungi admin sistem.")
    return ""


def is_near(pair: RemoteCompany, row: Company) -> bool:
    """Tell whether a company lies in the kecamatan, or the regency, that the ministry says."""
    area: Area | None = row.area
    while area is not None:
        if area.pk == pair.area_id:
            return True
        area = area.parent
    return False


def _company_hindrance(row: Any) -> str:
    if row.rival:
        return _("Sudah terhubung dengan data Kemnaker yang lain.")
    if row.state not in OURS:
        return _("Keadaannya: %s. Verifikasi dulu perusahaan ini.") % row.get_state_display()
    if row.is_taken:
        return _("NIB dari Kemnaker dipegang yang lain di sini. Perbaiki yang itu dulu.")
    return ""


def _seeker_hindrance(pair: RemoteSeeker, row: Any) -> str:
    """Keep another person's name and number from whoever holds a NIK of his own.

    In a pair the number once was the same: then the ministry has put it right.
    """
    if row.rival:
        return _("Sudah terhubung dengan data Kemnaker yang lain.")
    if row.is_taken:
        return _("NIK dari Kemnaker dipegang yang lain di sini. Perbaiki yang itu dulu.")
    if row.pk == pair.seeker_id or not row.nik_sealed or is_one_nik(pair, row):
        return ""
    if not (row.nik_index_a or row.nik_index_b):
        return _("NIK-nya juga dipakai profil lain. Selesaikan dulu di antrean NIK ganda.")
    return _("NIK-nya lain. Bila yang di sini salah ketik, perbaiki dulu di loket.")


def _company_lines(pair: RemoteCompany, row: Any) -> list[Line]:
    is_same = row.nib == pair.nib
    lines = [
        _name(pair, row, is_same),
        _line(_("NIB"), pair.nib, row.nib or "", is_same, grave=bool(row.nib)),
        _line(_("Tempat"), pair.place, _company_place(row), is_near(pair, row)),
    ]
    industry = Industry.objects.filter(pk=pair.industry_id).first() if pair.industry_id else None
    if industry:
        same = row.industry_id == industry.pk
        lines.append(_line(_("Lapangan usaha"), str(industry), str(row.industry or ""), same))
    return lines


def _seeker_lines(pair: RemoteSeeker, row: Any) -> list[Line]:
    """Without one NIK at least the day of birth must show that it is the same person."""
    is_same = is_one_nik(pair, row)
    born, here = (format_date(row.birth_date) if row.birth_date else "" for row in (pair, row))
    sex, sex_here = (str(Sex(row.sex).label) if row.sex else "" for row in (pair, row))
    lines = [
        _name(pair, row, is_same),
        _line(_("NIK"), pair.masked_nik, row.masked_nik, is_same),
        _line(_("Tanggal lahir"), born, here, grave=bool(born and here) or not is_same),
        _line(_("Jenis kelamin"), sex, sex_here, grave=bool(sex and sex_here)),
    ]
    if place := place_of(row):
        lines.append(_line(_("Alamat"), "", place))  # nothing to compare it with
    return lines


def _name(pair: Pair, row: Any, is_same_number: bool) -> Line:
    words = (
        _("sama") if row.likeness == 1 else _("mirip") if row.likeness >= LIKENESS else _("berbeda")
    )
    grave = row.likeness < (LIKENESS if is_same_number else 1)
    return Line(_("Nama"), pair.name, row.name, words, row.likeness >= LIKENESS, grave)


def _line(
    label: str, there: str, here: str, is_same: bool | None = None, *, grave: bool = False
) -> Line:
    fits = bool(there) and there == here if is_same is None else is_same
    if fits:
        words = _("sama")
    elif not there:
        words = _("tidak dikirim")
    else:
        words = _("berbeda") if here else _("belum diisi")
    return Line(label, there, here, words, fits, grave and not fits)


def _company_place(row: Company) -> str:
    area = row.area
    return ", ".join(str(part) for part in (area, area.parent) if part) if area else ""
