"""Spreadsheets: sheets of rows that are written as they come, so memory stays flat."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

Value = str | int | float | datetime | None
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's dates have no zone
DAY = 86_400  # seconds


@dataclass(frozen=True)
class Column:
    """A column: its head and its width in characters."""

    head: str
    width: int = 14


@dataclass(frozen=True)
class Sheet:
    """A sheet: its columns, its rows as they come, and which columns are summed below them."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    summed: Sequence[int] = field(default=())


def guarded(text: str) -> str:
    """Return what somebody typed as no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def write(sheets: Iterable[Sheet], target: IO[bytes], *, title: str) -> None:
    """Write a workbook; rows go to the disk as they come."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": title})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            "sum": book.add_format({"bold": True, "top": 1}),
            "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.name), sheet, formats)


def _fill(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.head, formats["head"])
    page.freeze_panes(1, 0)
    sums = dict.fromkeys(sheet.summed, 0.0)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row):
            _cell(page, last, place, value, formats["time"])
        for place in sums:
            value = row[place]
            sums[place] += value if isinstance(value, int) else 0
    if sums and last:
        page.write_string(last + 1, 0, "Jumlah", formats["sum"])
        for place, total in sums.items():
            letter = xl_col_to_name(place)
            formula = f"=SUM({letter}2:{letter}{last + 1})"
            page.write_formula(last + 1, place, formula, formats["sum"], int(total))


def _cell(page: Any, row: int, place: int, value: Value, time: Any) -> None:
    if isinstance(value, str):
        page.write_string(row, place, guarded(value))
    elif isinstance(value, datetime):
        page.write_number(row, place, (value - EPOCH).total_seconds() / DAY, time)
    elif value is not None:
        page.write_number(row, place, value)
