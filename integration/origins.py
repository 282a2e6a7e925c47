"""What of a company or a seeker comes from the ministry, for their pages and those of officers."""

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from employers.models import Company
from integration.enums import RecordState
from integration.models import RemoteCompany, RemoteSeeker
from seekers.models import Seeker
from sikas.origins import Hearsay, Origin
from sikas.ui.formats import format_date


def of_company(company: Company) -> Origin | None:
    """Return what the ministry owns of a company that is joined."""
    pair = RemoteCompany.objects.filter(company_id=company.pk).select_related("record").first()
    if pair is None:
        return None
    columns = {"nib", "name", *(["industry"] if pair.industry_id else [])}
    remedy = _(
        "Ada yang salah? Perbaiki di akun perusahaan Anda di Karirhub Kemnaker. Di sini menyusul "
        "sendiri. Bila tidak bisa, atau itu bukan perusahaan Anda, beri tahu kami."
    )
    return _origin(pair, columns, "remote_company", remedy)


def heard_of_company(company: Company) -> Hearsay | None:
    """Return under which name the ministry knows the NIB that a company filed."""
    if not company.nib:
        return None
    known = RemoteCompany.objects.filter(nib=company.nib, record__state=RecordState.LIVE)
    found = known.order_by("-is_verified", "-record__changed_at", "pk").first()
    if found is None:
        return None
    is_same = found.name.casefold() == company.name.casefold()
    words = _("NIB ini atas nama %(name)s, %(place)s") % {
        "name": found.name,
        "place": found.place or _("tempat tidak dikirim"),
    }
    return Hearsay(_("Data Kemnaker"), words, is_same)


def of_seeker(seeker: Seeker) -> Origin | None:
    """Return what the ministry owns of a seeker who is joined.

    What it has not verified stays ours; then officers alone change it.
    """
    pair = RemoteSeeker.objects.filter(seeker_id=seeker.pk).select_related("record").first()
    if pair is None:
        return None
    known = pair if pair.is_verified else seeker
    columns = {"name", "nik", *(name for name in ("birth_date", "sex") if getattr(known, name))}
    remedy = (
        _(
            "Ada yang salah? Perbaiki di akun SIAPkerja Anda. Di sini menyusul sendiri. Bila tidak "
            "bisa, atau itu bukan data Anda, beri tahu kami dan bawa KTP."
        )
        if pair.is_verified
        else _("Ada yang salah? Beri tahu kami dan bawa KTP.")
    )
    return _origin(pair, columns, "remote_seeker", remedy, is_official=pair.is_verified)


def _origin(
    pair: RemoteCompany | RemoteSeeker,
    columns: set[str],
    name: str,
    remedy: str,
    *,
    is_official: bool = True,
) -> Origin:
    since = _date(pair.matched_at or pair.record.changed_at)
    number = pair.record.remote_id
    about = _("Nomor di Kemnaker: %(number)s, terhubung sejak %(date)s.")
    if is_official:
        changed = max(filter(None, (pair.matched_at, pair.record.changed_at)))
        words = _("Dari Kemnaker, %(date)s") % {"date": _date(changed)}
    else:
        words = _("Terhubung dengan Kemnaker. Hanya petugas yang dapat mengubahnya.")
    return Origin(
        columns=frozenset() if pair.question else frozenset(columns),
        words=words,
        about="" if pair.question else about % {"number": number, "date": since},
        note=_note(pair, number, since),
        url=reverse(name, args=[pair.pk]),
        is_official=is_official,
        remedy=remedy,
        advice=_(
            "Isian dari Kemnaker terkunci. Bila salah di sana, orangnya memperbaikinya di "
            "SIAPkerja. Bila hubungannya yang salah, lepaskan di data Kemnaker."
        ),
    )


def _note(pair: RemoteCompany | RemoteSeeker, number: str, since: str) -> str:
    if pair.question:
        words = _("Data Kemnaker %(number)s perlu dilihat: %(question)s.")
        question = str(pair.get_question_display()).lower()
        return words % {"number": number, "question": question}
    return _("Terhubung dengan data Kemnaker %(number)s sejak %(date)s.") % {
        "number": number,
        "date": since,
    }


def _date(moment: datetime) -> str:
    return format_date(localtime(moment))
