"""The rows here that mirror records of the ministry, as columns of the mapping.

Values are texts as COPY writes them; lists of the wire are lists. What is sealed is left out: it is
another text each time.
"""

import json
from collections.abc import Callable, Collection, Sequence
from typing import Any

from integration.enums import Kind
from integration.mapping import MAPPINGS
from integration.models import RemoteCompany, RemoteProvider, RemoteRecord, RemoteSeeker
from jobs.models import Vacancy
from sikas import bulk
from training.models import Programme, Schedule

SEALED = {"nik_sealed"}
Columns = dict[str, Any]


def columns_of(kind: Kind, line: str) -> Columns:
    """Return what the mapping made of an item, from its line of COPY."""
    values: Columns = dict(zip(MAPPINGS[kind].columns, _texts(line), strict=True))
    for name in {"topics", "schedules"} & values.keys():
        values[name] = json.loads(values[name].replace("\\\\", "\\"))
    if "schedules" in values:
        values["schedules"] = sorted(values["schedules"], key=repr)
    return {name: value for name, value in values.items() if name not in SEALED}


def rows_of(kind: Kind, records: Collection[RemoteRecord]) -> dict[str, Columns]:
    """Return the rows that mirror records, by the records' ids."""
    return _ROWS[kind](records)


def _texts(line: str) -> list[str]:
    return line.removesuffix("\n").split("\t")


def _columns(row: object, names: Sequence[str]) -> Columns:
    line = bulk.line([getattr(row, name) for name in names])
    return dict(zip(names, _texts(line), strict=True))


def _vacancies(records: Collection[RemoteRecord]) -> dict[str, Columns]:
    rows = Vacancy.objects.in_bulk([record.local_id for record in records])
    names = MAPPINGS[Kind.VACANCIES].columns
    return {
        record.remote_id: _columns(rows[record.local_id], names)
        for record in records
        if record.local_id in rows
    }


def _settlements(kind: Kind, records: Collection[RemoteRecord]) -> dict[str, Columns]:
    model = RemoteCompany if kind == Kind.COMPANIES else RemoteSeeker
    rows = model.objects.in_bulk([record.pk for record in records])
    names = [name for name in MAPPINGS[kind].columns if name not in SEALED]
    return {
        record.remote_id: _columns(rows[record.pk], names)
        for record in records
        if record.pk in rows
    }


def _programmes(records: Collection[RemoteRecord]) -> dict[str, Columns]:
    numbers = dict(RemoteProvider.objects.values_list("provider", "remote_id"))
    rows = Programme.objects.select_related("provider").prefetch_related("schedules")
    found = rows.in_bulk([record.local_id for record in records])
    return {
        record.remote_id: _programme(found[record.local_id], numbers)
        for record in records
        if record.local_id in found
    }


def _programme(row: Programme, numbers: dict[int, str]) -> Columns:
    row_columns = _columns(row, ("code", "title", "description", "field", "hours"))
    told = _columns(row.provider, ("name", "address", "area_id", "place_name", "phone", "website"))
    told["place"] = told.pop("place_name")
    return {
        **row_columns,
        **{f"provider_{name}": value for name, value in told.items()},
        "provider_key": numbers.get(row.provider_id),
        "topics": row.topics,
        "schedules": sorted(map(_schedule, row.schedules.all()), key=repr),
    }


def _schedule(row: Schedule) -> Columns:
    dates = ("registration_until", "starts_on", "ends_on")
    return {
        "batch": row.batch,
        **{name: getattr(row, name) and str(getattr(row, name)) for name in dates},
        "quota": row.quota,
        "registered": row.registered,
    }


_ROWS: dict[Kind, Callable[[Collection[RemoteRecord]], dict[str, Columns]]] = {
    Kind.VACANCIES: _vacancies,
    Kind.TRAININGS: _programmes,
    Kind.COMPANIES: lambda records: _settlements(Kind.COMPANIES, records),
    Kind.SEEKERS: lambda records: _settlements(Kind.SEEKERS, records),
}
