"""Loading many rows: PostgreSQL's COPY, a block of rows at a time, so memory stays flat."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any, TypeAlias, TypeVar

import orjson
from django.db import connection, models

Line = TypeVar("Line", str, bytes)
Value: TypeAlias = str | int | date | datetime | Sequence[str] | None

NULL = "\\N"
NUL = "\x00"  # PostgreSQL holds no text with it
INDEX_MEMORY = "256MB"


def text(value: str) -> str:
    """Return `value` as COPY's text format wants it; ten times as fast as str.translate.

    To look for what is seldom there costs a fifth of replacing it.
    """
    if "\\" in value:
        value = value.replace("\\", "\\\\")  # before the others bring theirs
    if "\t" in value:
        value = value.replace("\t", "\\t")
    if "\n" in value:
        value = value.replace("\n", "\\n")
    return value.replace("\r", "\\r") if "\r" in value else value


def line(values: Iterable[Value]) -> str:
    """Return one row of COPY's text format."""
    return fields(values) + "\n"


def fields(values: Iterable[Value]) -> str:
    """Return values as they stand in a row of COPY's text format."""
    return "\t".join([_FORMATS.get(type(value), _field)(value) for value in values])


def lines(rows: Sequence[Sequence[Value]]) -> list[str]:
    """Return rows of COPY's text format as `line` does, three times as fast for a page of them."""
    columns = [_column(values) for values in zip(*rows, strict=True)]
    return ["\t".join(said) + "\n" for said in zip(*columns, strict=True)]


def copy_lines(model: type[models.Model], columns: Sequence[str], lines: Iterable[str]) -> None:
    """Insert rows that are already in COPY's text format, in one statement."""
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        copy(cursor, f"{quote(model._meta.db_table)} ({names})", lines)


def copy(cursor: Any, into: str, lines: Iterable[str]) -> None:
    """COPY rows into a table, `into` is SQL; none for no rows.

    In one piece: for each piece that is sent, all other threads would have to let us go on.
    """
    if rows := "".join(lines).encode():
        cursor.copy_expert(f"copy {into} from stdin", BytesIO(rows), size=len(rows))


def blocks(lines: Iterable[Line], size: int) -> Iterator[list[Line]]:
    """Cut `lines` into lists of `size`."""
    left = iter(lines)
    while block := list(islice(left, size)):
        yield block


@contextmanager
def late_index(model: type[models.Model], name: str, is_large: bool) -> Iterator[None]:
    """Build an index after a large load: twenty times as fast as row by row.

    Reads are slow meanwhile. A run that was killed leaves the index to the next one.
    """
    index = next(index for index in model._meta.indexes if index.name == name)
    if is_large and _index_exists(model, name):
        with connection.schema_editor() as editor:
            editor.remove_index(model, index)
    try:
        yield
    finally:
        if not _index_exists(model, name):
            with connection.schema_editor() as editor:
                editor.execute(f"set local maintenance_work_mem = '{INDEX_MEMORY}'")
                editor.add_index(model, index)


def _index_exists(model: type[models.Model], name: str) -> bool:
    with connection.cursor() as cursor:
        return name in connection.introspection.get_constraints(cursor, model._meta.db_table)


def _field(value: Value) -> str:
    if value is None:
        return NULL
    if isinstance(value, str):
        return text(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return _array(value)


def _column(values: Sequence[Value]) -> Sequence[str]:
    """Return the fields of a column; texts all at once, with what none can hold between them."""
    kinds = set(map(type, values))
    if kinds == {tuple}:
        values, kinds = [array(value) for value in values], {str}  # type: ignore[arg-type]
    if kinds == {str}:
        return text(NUL.join(values)).split(NUL)  # type: ignore[arg-type]
    return [_FORMATS.get(type(value), _field)(value) for value in values]


def _moment(value: datetime) -> str:
    return orjson.dumps(value, option=orjson.OPT_UTC_Z)[1:-1].decode()  # four times as fast


def _array(values: Sequence[str]) -> str:
    return text(array(values))


def array(values: Iterable[str]) -> str:
    """Return texts as PostgreSQL writes an array."""
    said = '","'.join(values := list(values))
    if "\\" in said or said.count('"') != 2 * max(len(values) - 1, 0):
        return "{" + ",".join(map(_element, values)) + "}"
    return '{"' + said + '"}' if values else "{}"


def _element(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


# By exact type, for speed; subclasses such as choices go through `_field`.
_FORMATS: dict[type, Callable[[Any], str]] = {
    str: text,
    int: str,
    datetime: _moment,
    type(None): lambda _value: NULL,
    tuple: _array,
}
