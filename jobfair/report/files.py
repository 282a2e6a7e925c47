"""Files of a report, made when somebody asks: nothing with people in it is kept on the disk."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from tempfile import TemporaryFile

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from jobfair.models import FairReport
from jobfair.report import workbook
from jobfair.report.workbook import Sheet
from sikas.documents.responses import HEADERS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx_response(sheets: Iterable[Sheet], report: FairReport, what: str) -> HttpResponseBase:
    """Return a workbook for download; it is written to a file without a name, then sent."""
    target = TemporaryFile()  # noqa: SIM115 - the response closes it
    workbook.write(sheets, target, title=_("Laporan %s") % report.figures["fair"]["name"])
    target.seek(0)
    name = f"{_stem(report, what)}.xlsx"
    return FileResponse(
        target, as_attachment=True, filename=name, content_type=XLSX, headers=HEADERS
    )


def pdf_response(pdf: bytes, report: FairReport, what: str) -> HttpResponse:
    """Return a PDF for download."""
    name = f"{_stem(report, what)}.pdf"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=HEADERS | disposition)


def csv_response(sheets: Iterable[Sheet], report: FairReport) -> HttpResponse:
    """Return all sheets as one CSV: the sheet, the line, the column, what stands there."""
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow((_("Lembar"), _("Baris"), _("Kolom"), _("Isi")))
    for sheet in sheets:
        writer.writerows(_lines(sheet))
    disposition = {"Content-Disposition": f'attachment; filename="{_stem(report, "publik")}.csv"'}
    text = "\ufeff" + target.getvalue()  # the mark by which spreadsheets know UTF-8
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=disposition)


def _lines(sheet: Sheet) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in zip(sheet.columns, row, strict=True):
            shown = workbook.guarded(value) if isinstance(value, str) else value
            yield sheet.name, number, column.head, shown


def _stem(report: FairReport, what: str) -> str:
    return f"laporan-{report.figures['fair']['slug']}-{what}-{report.version}"
