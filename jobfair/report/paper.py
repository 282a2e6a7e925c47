"""The officers' report on paper: letterhead, totals, bars, tables, signature, page numbers."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from jobfair.models import FairReport
from jobfair.report import parts, words
from sikas.documents.pdf import render_pdf
from sikas.reference.models import Office
from sikas.ui.formats import format_date, format_datetime


def report_pdf(reports: Sequence[FairReport]) -> bytes:
    """Return the PDF of the last of `reports`, with the earlier ones beside it."""
    report, office = reports[-1], Office.objects.current()
    figures = report.figures
    opens, closes = (
        format_datetime(datetime.fromisoformat(figures[name])) for name in ("opens_at", "closes_at")
    )
    version = words.version_name(report.version)
    data = {
        "title": _("Laporan %s") % figures["fair"]["name"],
        "subtitle": f"{opens} – {closes} · {version}",
        "letterhead": office.letterhead.splitlines() or [office.government, office.name],
        "address": " · ".join(filter(None, (office.address, office.phone, office.email))),
        "foot": _("%(name)s · %(version)s · dibekukan %(moment)s")
        % {
            "name": figures["fair"]["name"],
            "version": version,
            "moment": format_datetime(report.frozen_at),
        },
        "tiles": parts.tiles(figures["summary"]),
        "parts": parts.officers(reports),
        "signature": _signature(office, report.frozen_at),
    }
    return render_pdf(template="fair_report.typ", data=data)


def _signature(office: Office, moment: datetime) -> dict[str, str] | None:
    """Return who signs, as the office says; None while nobody is named there."""
    if not office.head_name:
        return None
    place = office.area.name if office.area else office.short_name
    return {
        "place": f"{place}, {format_date(moment)}",
        "title": office.head_title,
        "name": office.head_name,
        "nip": f"NIP {office.head_nip}" if office.head_nip else "",
    }
