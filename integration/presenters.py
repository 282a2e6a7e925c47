"""What pages of officers show of companies and residents of the ministry."""

from collections.abc import Sequence
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from integration.candidates import Agreement
from integration.models import RemoteCompany, RemoteSeeker
from seekers.enums import Sex
from sikas.reference.models import Industry
from sikas.ui.formats import format_date

Facts = Sequence[tuple[str, str]]


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
