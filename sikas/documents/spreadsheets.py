"""Sheets for people who work on in a spreadsheet, written row by row."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import IO

from django.utils import timezone

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # OWASP: CSV injection
Value = str | int | date | datetime | None


def write_sheet(
    file: IO[bytes], *, title: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]
) -> None:
    """Write one sheet as XLSX; memory does not grow with the rows.

    Every text is written as text, and one that begins like a formula is marked as such, so that it
    stays text when somebody edits the cell. Moments are shown in the portal's time zone.
    """
    import xlsxwriter  # 2 MB that only who exports needs

    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "in_memory": False, "default_date_format": "d mmm yyyy"}
    )
    bold, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
    sheet = book.add_worksheet(title[:31])
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                is_like_formula = value.startswith(FORMULA_STARTS)
                sheet.write_string(number, column, value, quoted if is_like_formula else None)
            elif isinstance(value, datetime):
                sheet.write_datetime(number, column, timezone.localtime(value).replace(tzinfo=None))
            elif isinstance(value, date):
                sheet.write_datetime(number, column, value)
            elif value is not None:
                sheet.write_number(number, column, value)
    sheet.freeze_panes(1, 0)
    book.close()
