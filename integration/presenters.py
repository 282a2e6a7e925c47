"""What pages of officers show of companies and residents of the ministry."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from employers.models import Company
from integration.enums import RecordState
from integration.models import RemoteCompany, RemoteSeeker
from integration.numbers import number_of
from seekers.enums import Sex
from seekers.models import Seeker
from sikas.reference.models import Industry
from sikas.ui.formats import format_date

Facts = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Agreement:
    """One line of what an officer should know: what it is about, what is so, whether it is well."""

    label: str
    found: str
    fits: bool


@dataclass(frozen=True)
class Double:
    """Another record of the ministry with the same number."""

    name: str
    url: str
    standing: str
    facts: Facts


def facts(pair: RemoteCompany | RemoteSeeker) -> Facts:
    """Return what the ministry says of a record, the NIK masked."""
    own = _company(pair) if isinstance(pair, RemoteCompany) else _seeker(pair)
    since = format_date(localtime(pair.record.changed_at))
    return [*own, (_("Nomor di Kemnaker"), pair.record.remote_id), (_("Terakhir berubah"), since)]


def checks(pair: RemoteCompany | RemoteSeeker) -> list[Agreement]:
    """Return what an officer should know before he looks for whose it is."""
    verified = _("sudah") if pair.is_verified else _("belum: isiannya tidak dipakai di sini")
    found = [Agreement(_("Diverifikasi Kemnaker:"), verified, pair.is_verified)]
    if pair.question:
        found.append(Agreement(_("Dipertanyakan:"), pair.get_question_display(), fits=False))
    return found


def doubles(pair: RemoteCompany | RemoteSeeker) -> list[Double]:
    """Return the other living records of the ministry with the number of this one."""
    is_company = isinstance(pair, RemoteCompany)
    local, page = ("company", "remote_company") if is_company else ("seeker", "remote_seeker")
    found = type(pair).objects.filter(number_of(pair), record__state=RecordState.LIVE)
    rows: Any = found.exclude(pk=pair.pk).select_related("record", local).order_by("pk")
    return [
        Double(
            row.name,
            reverse(page, args=[row.pk]),
            _standing(row, getattr(row, local)),
            [
                (_("Diverifikasi Kemnaker"), _("sudah") if row.is_verified else _("belum")),
                *facts(row),
            ],
        )
        for row in rows
    ]


def staying(local: Company | Seeker | None) -> Facts:
    """Return what a row here keeps, as it is now, when its record is separated from it."""
    if local is None:
        return []
    if isinstance(local, Company):
        values = [
            (_("Nama resmi"), local.name),
            (_("NIB"), local.nib or ""),
            (_("Lapangan usaha"), str(local.industry or "")),
        ]
    else:
        values = [
            (_("Nama lengkap"), local.name),
            (_("NIK"), local.masked_nik),
            (_("Tanggal lahir"), format_date(local.birth_date) if local.birth_date else ""),
            (_("Jenis kelamin"), local.get_sex_display() if local.sex else ""),
        ]
    return [(label, value) for label, value in values if value]


def _standing(row: Any, local: Any) -> str:
    if local:
        return _("Terhubung dengan %s.") % local
    if row.ignored_at:
        return _("Diabaikan petugas.")
    return _("Menunggu petugas.") if row.waits_since else _("Belum terhubung.")


def steps(pair: RemoteCompany | RemoteSeeker) -> list[dict[str, Any]]:
    """Return what happened to a record, newest first, as the timeline shows it."""
    acts = pair.record.acts.select_related("officer")
    found = [
        {"title": str(act), "at": act.at, "by": act.officer, "note": act.reason} for act in acts
    ]
    if pair.matched_at and pair.matched_by_id is None:
        title = _("Terhubung otomatis karena nomornya sama")
        found.append({"title": title, "at": pair.matched_at, "by": None, "note": ""})
    return sorted(found, key=lambda step: step["at"], reverse=True)


def _company(pair: RemoteCompany) -> Facts:
    industry = Industry.objects.filter(pk=pair.industry_id).first() if pair.industry_id else None
    return [
        (_("Nama resmi"), pair.name),
        (_("NIB"), pair.nib),
        (_("Lapangan usaha"), str(industry or "")),
        (_("Tempat"), pair.place),
    ]


def _seeker(pair: RemoteSeeker) -> Facts:
    registered = format_date(localtime(pair.registered_at)) if pair.registered_at else ""
    return [
        (_("Nama lengkap"), pair.name),
        (_("NIK"), pair.masked_nik),
        (_("Tanggal lahir"), format_date(pair.birth_date) if pair.birth_date else ""),
        (_("Jenis kelamin"), str(Sex(pair.sex).label) if pair.sex else ""),
        (_("Terdaftar di Kemnaker"), registered),
    ]
