"""Writing checked rows: what is new is inserted, what differs is updated, the rest is untouched."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from sikas.reference.loading.lists import CODE_LISTS, CodeList, Key, Link, Record, RowError
from sikas.reference.loading.reading import Problem, ReferenceFileError, Row

KEY_FIELDS = {code_list.model: code_list.key_fields for code_list in CODE_LISTS}


@dataclass
class Counts:
    """What loading one file does to its table.

    `kept`: the row belongs to the office and differs from the file. `missing`: the file lacks it.
    """

    file: str
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    missing: int = 0


def parse_rows(code_list: CodeList, rows: Iterable[Row]) -> list[Record]:
    """Return the rows as records; raises ReferenceFileError with every wrong row."""
    records: list[Record] = []
    problems: list[Problem] = []
    first_line: dict[Key, int] = {}
    for row in rows:
        try:
            record = code_list.parse(row)
        except RowError as error:
            problems.append(Problem(code_list.file, row.line, str(error)))
            continue
        if record.key in first_line:
            reason = _("mengulang baris %s.") % first_line[record.key]
            problems.append(Problem(code_list.file, row.line, reason))
        first_line.setdefault(record.key, row.line)
        records.append(record)
    if problems:
        raise ReferenceFileError(problems)
    return records


def write_records(code_list: CodeList, records: list[Record]) -> Counts:
    """Store the records of one file, parents first.

    Raises ReferenceFileError for values that do not fit and for links to rows that do not exist.
    """
    counts = Counts(code_list.file)
    table = _Table(code_list)
    counts.missing = table.missing({record.key for record in records})
    changed: list[models.Model] = []
    problems: list[Problem] = []
    for _depth, level in groupby(sorted(records, key=_depth_of), key=_depth_of):
        new: list[models.Model] = []
        for record in level:
            try:
                _sort_out(table, record, new, changed, counts)
            except RowError as error:
                problems.append(Problem(code_list.file, record.line, str(error)))
        if not problems:
            code_list.model._base_manager.bulk_create(new)
    if problems:
        raise ReferenceFileError(sorted(problems, key=lambda problem: problem.line))
    if changed:
        code_list.model._base_manager.bulk_update(changed, table.columns(records))
    return counts


class _Table:
    """The rows that exist, of a list and of those that it links to, by key."""

    def __init__(self, code_list: CodeList) -> None:
        self.code_list = code_list
        self.rows = {code_list.model: _rows_by_key(code_list.model)}

    def linked(self, link: Link) -> models.Model:
        if link.model not in self.rows:
            self.rows[link.model] = _rows_by_key(link.model)
        rows = self.rows[link.model]
        for key in link.keys:
            if key in rows:
                return rows[key]
        raise RowError(_("kode %s tidak ada dalam daftar.") % link.keys[0][-1])

    def missing(self, keys: set[Key]) -> int:
        if self.code_list.belongs_to_office:
            return 0
        scope = {key[: self.code_list.scope] for key in keys}
        return sum(
            key not in keys and key[: self.code_list.scope] in scope
            for key in self.rows[self.code_list.model]
        )

    def columns(self, records: list[Record]) -> list[str]:
        return sorted({name for record in records for name in (*record.fields, *record.links)})


def _depth_of(record: Record) -> int:
    return record.depth


def _rows_by_key(model: type[models.Model]) -> dict[Key, models.Model]:
    names = KEY_FIELDS[model]
    keys = {pk: tuple(key) for pk, *key in model._base_manager.values_list("pk", *names)}
    return {keys[row.pk]: row for row in model._base_manager.all()}


def _sort_out(
    table: _Table,
    record: Record,
    new: list[models.Model],
    changed: list[models.Model],
    counts: Counts,
) -> None:
    values = record.fields | {name: table.linked(link) for name, link in record.links.items()}
    rows = table.rows[table.code_list.model]
    row = rows.get(record.key)
    if row is None:
        rows[record.key] = row = table.code_list.model(**values)
        _check_fields(row, record)
        new.append(row)
        counts.inserted += 1
    elif not _differs(row, values):
        counts.unchanged += 1
    elif table.code_list.belongs_to_office:
        counts.kept += 1
    else:
        for name, value in values.items():
            setattr(row, name, value)
        _check_fields(row, record)
        changed.append(row)
        counts.updated += 1


def _differs(row: models.Model, values: dict[str, Any]) -> bool:
    return any(
        getattr(row, f"{name}_id") != value.pk
        if isinstance(value, models.Model)
        else getattr(row, name) != value
        for name, value in values.items()
    )


def _check_fields(row: models.Model, record: Record) -> None:
    try:
        row.clean_fields(exclude=record.links)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise RowError(f"{name}: {messages[0]}") from error
