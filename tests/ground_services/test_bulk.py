"""COPY's text format and arrays, as PostgreSQL reads them back."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.db import connection

from sikas import bulk

pytestmark = pytest.mark.django_db
NASTY = [
    "",
    "NULL",
    "a,b",
    "{a}",
    'kata "dalam" kutip',
    "miring \\ balik",
    "\\N",
    "baris\nbaru\r\ttab",
    "ñ 漢 😀",
    " tepi ",
]


def back(sql_type: str, said: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"select %s::{sql_type}", [said])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("texts", [[], NASTY, *[[one] for one in NASTY]])
def test_array_comes_back(texts):
    assert back("text[]", bulk.array(texts)) == texts


def test_row_comes_back():
    east = timezone(timedelta(hours=7))
    moments = [
        datetime(2026, 11, 26, 10, 30, tzinfo=UTC),
        datetime(2026, 11, 26, 10, 30, 0, 250, tzinfo=UTC),
        datetime(2026, 11, 26, 17, 30, tzinfo=east),
    ]
    row = [*NASTY, NASTY, None, 16, True, date(2026, 2, 28), *moments]
    kinds = [*["text"] * len(NASTY), "text[]", "text", "int", "bool", "date", *["timestamptz"] * 3]
    columns = ", ".join(f"c{number} {kind}" for number, kind in enumerate(kinds))
    with connection.cursor() as cursor:
        cursor.execute(f"create temporary table rows ({columns}) on commit drop")
        bulk.copy(cursor, "rows", [bulk.line([*row[:10], tuple(NASTY), *row[11:]])] * 2)
        bulk.copy(cursor, "rows", [])
        cursor.execute("select * from rows")
        assert [list(found) for found in cursor.fetchall()] == [row, row]


def test_rows_of_a_page_are_written_as_one_by_one():
    moment = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)
    rows = [
        (text, None if number % 2 else text, number, (text, "b"), moment, date(2026, 2, 28))
        for number, text in enumerate(NASTY)
    ]
    assert bulk.lines(rows) == [bulk.line(row) for row in rows]
    assert bulk.lines([]) == []


def test_text_that_postgresql_does_not_hold_moves_no_other_text():
    with pytest.raises(ValueError, match="zip"):
        bulk.lines([("a\0b", 1), ("c", 2)])
