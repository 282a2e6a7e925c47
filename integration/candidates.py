"""Rows of ours that a record of the ministry may be, each with what agrees and what differs.

Computed for one case at a time; a likeness only proposes, an officer decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext as _

from employers.enums import CompanyState
from employers.models import Company
from integration.linking import holds_other_nik
from integration.matching import LIKENESS, OURS
from integration.models import RemoteCompany, RemoteSeeker
from seekers.finding import people_named, place_of
from seekers.models import Seeker
from sikas.reference.models import Area, Industry
from sikas.ui.formats import format_date

SHOWN = 5
ALIKE = 0.3  # likeness of a company's name from which it is worth a look


@dataclass(frozen=True)
class Agreement:
    """One line about a candidate: what is compared, what it says here, whether it agrees."""

    label: str
    found: str
    fits: bool


@dataclass(frozen=True)
class Candidate:
    """A row of ours; `hindrance` says why it cannot be joined."""

    key: int
    name: str
    url: str
    agreements: Sequence[Agreement]
    hindrance: str


def companies(pair: RemoteCompany) -> list[Candidate]:
    """Return companies of that NIB or a name like it, the likest first; the pair's own alone."""
    found = Company.objects.exclude(state=CompanyState.DRAFT).select_related(
        "area__parent", "industry"
    )
    if pair.company_id:
        found = found.filter(pk=pair.company_id)
    likeness = TrigramSimilarity(Lower("name"), pair.name.lower())
    rows = list(
        found.annotate(likeness=likeness)
        .filter(Q(nib=pair.nib) | Q(likeness__gte=ALIKE) | Q(pk=pair.company_id))
        .order_by("-likeness", "pk")[: SHOWN * 2]
    )
    rows.sort(key=lambda row: (row.nib != pair.nib, not _same_place(pair, row)))
    joined = _joined(RemoteCompany.objects.filter(company__in=rows).exclude(pk=pair.pk), "company")
    return [_company(pair, row, joined) for row in rows[:SHOWN]]


def seekers(pair: RemoteSeeker) -> list[Candidate]:
    """Return people of that NIK or a name like it, those born on that day first."""
    numbers = Q(pk__in=people_named(pair.name)) | Q(pk=pair.seeker_id)
    for place in ("nik_index_a", "nik_index_b"):
        if index := getattr(pair, place):
            numbers |= Q(**{place: index})
    found = Seeker.objects.living().filter(numbers).select_related("area__parent")
    if pair.seeker_id:
        found = found.filter(pk=pair.seeker_id)
    likeness = TrigramSimilarity(Lower("name"), pair.name.lower())
    rows = list(found.annotate(likeness=likeness).order_by("-likeness", "pk"))
    rows.sort(key=lambda row: (not _same_nik(pair, row), row.birth_date != pair.birth_date))
    rows = rows[:SHOWN]
    joined = _joined(RemoteSeeker.objects.filter(seeker__in=rows).exclude(pk=pair.pk), "seeker")
    return [_seeker(pair, row, joined) for row in rows]


def _joined(pairs: "QuerySet[Any]", column: str) -> set[int]:
    return set(pairs.values_list(f"{column}_id", flat=True))


def _company(pair: RemoteCompany, row: Any, joined: set[int]) -> Candidate:
    industry = Industry.objects.filter(pk=pair.industry_id).first() if pair.industry_id else None
    lines = [
        _name(row),
        _number(_("NIB"), row.nib or "", is_same=row.nib == pair.nib),
        Agreement(_("Tempat"), _company_place(row), _same_place(pair, row)),
    ]
    if industry:
        same = row.industry_id == industry.pk
        lines.append(Agreement(_("Lapangan usaha"), str(row.industry or "–"), same))
    hindrance = ""
    if row.pk in joined:
        hindrance = _("Sudah terhubung dengan data Kemnaker yang lain.")
    elif row.state not in OURS:
        hindrance = _("Keadaannya: %s. Verifikasi dulu perusahaan ini.") % row.get_state_display()
    url = reverse("admin:employers_company_change", args=[row.pk])
    return Candidate(row.pk, row.name, url, lines, hindrance)


def _seeker(pair: RemoteSeeker, row: Any, joined: set[int]) -> Candidate:
    born = format_date(row.birth_date) if row.birth_date else "–"
    lines = [
        _name(row),
        _number(_("NIK"), row.masked_nik, is_same=_same_nik(pair, row)),
        Agreement(_("Tanggal lahir"), born, row.birth_date == pair.birth_date is not None),
    ]
    if place := place_of(row):
        lines.append(Agreement(_("Alamat"), place, fits=False))  # nothing to compare it with
    hindrance = ""
    if row.pk in joined:
        hindrance = _("Sudah terhubung dengan data Kemnaker yang lain.")
    elif row.pk != pair.seeker_id and holds_other_nik(pair, row):
        hindrance = _("NIK-nya lain. Bila yang di sini salah ketik, perbaiki dulu di loket.")
    return Candidate(row.pk, row.name, reverse("counter_person", args=[row.pk]), lines, hindrance)


def _name(row: Any) -> Agreement:
    words = (
        _("sama") if row.likeness == 1 else _("mirip") if row.likeness >= LIKENESS else _("berbeda")
    )
    return Agreement(_("Nama"), words, row.likeness >= LIKENESS)


def _number(label: str, value: str, *, is_same: bool) -> Agreement:
    words = _("sama") if is_same else _("berbeda (%s)") % value if value else _("belum diisi")
    return Agreement(label, words, is_same)


def _same_nik(pair: RemoteSeeker, row: Seeker) -> bool:
    places = ("nik_index_a", "nik_index_b")
    return any(getattr(row, one) and getattr(row, one) == getattr(pair, one) for one in places)


def _same_place(pair: RemoteCompany, row: Company) -> bool:
    """Tell whether a company lies in the kecamatan, or the regency, that the ministry says."""
    area: Area | None = row.area
    while area is not None:
        if area.pk == pair.area_id:
            return True
        area = area.parent
    return False


def _company_place(row: Company) -> str:
    area = row.area
    return ", ".join(str(part) for part in (area, area.parent) if part) if area else "–"
