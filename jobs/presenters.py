"""Vacancies as people read them: every value a string made once in Python, for lean templates."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from employers.models import Company
from jobs.enums import PORTALS, ApplyMode, CloseReason, Disability, Source
from jobs.lines import (
    closing_line,
    education_line,
    employment_line,
    experience_line,
    limits_line,
    openings_line,
    pay_of,
    where_line,
)
from jobs.models import Vacancy
from jobs.responses import response_line
from jobs.serializers import job_posting, vacancy_record
from sikas.ui.formats import format_date, format_number
from sikas.ui.texts import Block, blocks

# What ends a script element or starts a comment in HTML must not stand in JSON-LD.
SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class VacancyRow:
    """A vacancy in a short list on another page."""

    title: str
    url: str
    pay: str
    place: str
    closes: str
    employer: str

    @classmethod
    def of(cls, vacancy: Vacancy) -> "VacancyRow":
        """Make the row of an open vacancy with `area` (and `company`) selected."""
        return cls(
            title=vacancy.title,
            url=vacancy.get_absolute_url(),
            pay=pay_of(vacancy),
            place=where_line(vacancy),
            closes=closing_line(vacancy.closes_at, vacancy.source),
            employer=vacancy.employer,
        )


@dataclass(frozen=True)
class CompanyRow:
    """A verified company in the list."""

    name: str
    url: str
    about: str
    vacancies: str

    @classmethod
    def of(cls, company: Company, vacancies: int) -> "CompanyRow":
        """Make the row of a company with `industry` and `area` selected."""
        industry = company.industry.title if company.industry else ""
        place = company.area.name if company.area else ""
        return cls(
            name=company.name,
            url=company.get_absolute_url(),
            about=" · ".join(filter(None, (industry, place))),
            vacancies=_("%s lowongan terbuka") % format_number(vacancies),
        )


@dataclass(frozen=True)
class CompanyPage:
    """All that the page of a verified company shows."""

    company: Company
    address: str
    facts: list[tuple[str, str]]
    description: list[Block]
    vacancies: list[VacancyRow]

    @classmethod
    def of(cls, company: Company, vacancies: Iterable[Vacancy]) -> "CompanyPage":
        """Make the page of a company with `industry`, `area`, `responsiveness`."""
        place = ", ".join(
            filter(None, [company.address, company.area.name if company.area else ""])
        )
        rows = [
            (_("Lapangan usaha"), company.industry.title if company.industry else ""),
            (_("Alamat"), place),
            (_("Jumlah pekerja"), format_number(company.employees) if company.employees else ""),
            (_("Situs"), company.website),
            (_("Tanggapan"), response_line(company)),
        ]
        return cls(
            company=company,
            address=settings.SITE_URL + company.get_absolute_url(),
            facts=[(label, value) for label, value in rows if value],
            description=blocks(company.description),
            vacancies=[VacancyRow.of(vacancy) for vacancy in vacancies],
        )

    @property
    def card_text(self) -> str:
        """What a shared link says below its title."""
        return _("%s lowongan terbuka dari perusahaan terverifikasi") % len(self.vacancies)


@dataclass(frozen=True)
class VacancyPage:
    """All that the page of a vacancy shows."""

    vacancy: Vacancy
    is_open: bool
    employer: str
    employer_url: str
    verified_on: str
    pay: str
    place: str
    facts: list[tuple[str, str]]
    description: list[Block]
    requirements: list[Block]
    limits: str
    limits_reason: str
    disabilities: str
    closes: str
    closed_words: str
    source: str
    address: str
    json_ld: SafeString

    @classmethod
    def of(cls, vacancy: Vacancy, *, is_open: bool) -> "VacancyPage":
        """Make the page of a vacancy that `selectors.vacancy_page` read."""
        company = vacancy.company
        address = settings.SITE_URL + vacancy.get_absolute_url()
        local = vacancy.source == Source.LOCAL
        verified = company.verified_at if company else None
        return cls(
            vacancy=vacancy,
            is_open=is_open,
            employer=vacancy.employer,
            employer_url=company.get_absolute_url() if company else "",
            verified_on=format_date(verified) if verified else "",
            pay=pay_of(vacancy),
            place=where_line(vacancy),
            facts=_facts(vacancy),
            description=blocks(vacancy.description),
            requirements=blocks(vacancy.requirements),
            limits=limits_line(vacancy),
            limits_reason=vacancy.limits_reason,
            disabilities=", ".join(str(Disability(kind).label) for kind in vacancy.disabilities),
            closes=closing_line(vacancy.closes_at, vacancy.source),
            closed_words="" if is_open else _closed_words(vacancy),
            source="" if local else str(Source(vacancy.source).label),
            address=address,
            json_ld=_json_ld(vacancy) if is_open and local else mark_safe(""),
        )

    @property
    def card_text(self) -> str:
        """What a shared link says below its title."""
        return f"{self.pay} · {self.place}"

    @property
    def applies_here(self) -> bool:
        """Whether one applies on this portal."""
        return self.vacancy.apply_mode == ApplyMode.INTERNAL


def _facts(vacancy: Vacancy) -> list[tuple[str, str]]:
    rows = [
        (_("Jenis kerja"), employment_line(vacancy.employment_type)),
        (_("Pendidikan"), education_line(vacancy.education, vacancy.source)),
        (_("Pengalaman"), experience_line(vacancy)),
        (_("Jumlah kebutuhan"), openings_line(vacancy)),
        (_("Jabatan"), vacancy.occupation.title if vacancy.occupation else ""),
        (_("Tempat kerja"), ", ".join(filter(None, [vacancy.address, where_line(vacancy)]))),
        (_("Nomor izin penempatan (P3MI)"), vacancy.permit_number),
        (_("Keterampilan"), ", ".join(vacancy.skills)),
        (_("Tanggapan"), response_line(vacancy.company) if vacancy.company else ""),
    ]
    return [(label, value) for label, value in rows if value]


def _closed_words(vacancy: Vacancy) -> str:
    if vacancy.close_reason == CloseReason.FILLED:
        return _("Lowongan ini sudah terisi.")
    if vacancy.close_reason == CloseReason.WITHDRAWN:
        return _withdrawn_words(vacancy)
    return _("Batas waktu lowongan ini sudah lewat.")


def _withdrawn_words(vacancy: Vacancy) -> str:
    """Return who withdrew it: with a portal's own withdrawal the link there goes."""
    if vacancy.source == Source.LOCAL:
        return _("Lowongan ini ditarik.")
    if vacancy.apply_url:
        return _("Lowongan ini ditutup petugas dan tidak tampil lagi di sini.")
    return _("Lowongan ini tidak tayang lagi di %s.") % PORTALS[Source(vacancy.source)]


def _json_ld(vacancy: Vacancy) -> SafeString:
    posting = job_posting(vacancy_record(vacancy))
    text = json.dumps(posting, ensure_ascii=False).translate(SCRIPT_ESCAPES)
    return mark_safe(text)  # noqa: S308 - JSON without <, > and &
