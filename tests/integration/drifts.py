"""What each field says to each way in which the wire may drift (F12), for every kind.

A row of DRIFTS below has one verdict per way, in the order of WAYS: `ok`, or why it is refused.
"""

import copy
import math
from collections.abc import Callable
from typing import Any

from integration.enums import Kind, Reason
from tests.integration.wire import company, programme, resident, vacancy

HUGE = 200_000  # characters
GONE = object()
WAYS: dict[str, Callable[[Any], Any]] = {
    "missing": lambda _old: GONE,
    "null": lambda _old: None,
    "empty": lambda _old: "",
    "type": lambda old: [old],
    "code": lambda _old: "?",
    "huge": lambda _old: "x" * HUGE,
    "nan": lambda _old: math.nan,
    "nul": lambda old: f"{old}\x00",
    "surrogate": lambda old: f"{old}\ud800",
}
ITEMS: dict[Kind, dict[str, Any]] = {
    Kind.VACANCIES: vacancy(1),
    Kind.TRAININGS: programme(
        1, institution={**programme(1)["institution"], "website": "https://blk.contoh.id"}
    ),
    Kind.COMPANIES: company(1, kbli="10", kbli_edition=2020),
    Kind.SEEKERS: resident(1),
}
_REASONS = {
    "ok": None,
    "M": Reason.MISSING,
    "T": Reason.TYPE,
    "F": Reason.FORMAT,
    "L": Reason.TOO_LONG,
    "C": Reason.CHARACTERS,
    "U": Reason.UNKNOWN_CODE,
    "N": Reason.NOT_RECORD,
}
# missing null empty type code huge nan nul surrogate
LINE = "ok ok ok T ok L T C C"
REQUIRED_LINE = "M M M T ok L T C C"
NAME_OF_LIST = "ok ok ok T ok ok T C ok"  # another name is drift, nothing more
NUMBER = "ok ok ok T T T T T T"
FLAG = "ok ok T T T T T T T"
LIST = "ok ok ok T T T T T T"
DRIFTS: dict[Kind, dict[str, str]] = {
    Kind.VACANCIES: {
        "id": "M M M F ok F F F F",
        "title": REQUIRED_LINE,
        "company_name": REQUIRED_LINE,
        "industry_name": NAME_OF_LIST,
        "job_function_name": NAME_OF_LIST,
        "job_type_name": NAME_OF_LIST,
        "city_name": "ok ok ok T ok L T C C",
        "district_name": "ok ok ok T ok L T C C",
        "province_name": "ok ok ok ok ok ok ok ok ok",  # the city says where it is
        "published_at": "M M M T T T T T T",
        "show_salary": FLAG,
        "min_salary_amount": "ok ok T T T T T T T",
        "max_salary_amount": "ok ok T T T T T T T",
        "skills": LIST,
        "description": LINE,
    },
    Kind.TRAININGS: {
        "id": "M M M F ok F F F F",
        "status": "ok ok U U U U U U U",
        "code": LINE,
        "title": REQUIRED_LINE,
        "description": LINE,
        "vocational.name": LINE,
        "total_duration": NUMBER,
        "program_topics": LIST,
        "schedules": LIST,
        "institution.id": "M M M T ok F T C F",
        "institution.name": REQUIRED_LINE,
        "institution.address": LINE,
        "institution.city_name": LINE,
        "institution.district_name": "ok ok ok T ok L T C C",
        "institution.phone": LINE,
        "institution.website": "ok ok ok T ok ok T C ok",
    },
    Kind.COMPANIES: {
        "id": "M M M F ok F F F F",
        "version": "T T T T T T T T T",
        "updated_at": "T T F T F F T C F",
        "deleted": FLAG,
        "attributes": "N N N N N N N N N",
        "attributes.nib": "M M M T F F T C F",
        "attributes.name": REQUIRED_LINE,
        "attributes.kbli": "ok ok ok T U U T C U",
        "attributes.kbli_edition": "ok ok T T T T T T T",
        "attributes.city_name": "ok ok ok T ok ok T C C",
        "attributes.district_name": "ok ok ok T ok ok T C C",
        "attributes.verified": "ok ok ok T T T T T T",
    },
    Kind.SEEKERS: {
        "id": "M M M F ok F F F F",
        "version": "T T T T T T T T T",
        "updated_at": "T T F T F F T C F",
        "deleted": FLAG,
        "attributes": "N N N N N N N N N",
        "attributes.nik": "M M M T F F T C F",
        "attributes.name": REQUIRED_LINE,
        "attributes.birth_date": "ok ok ok T F F T C ok",  # a time after the day is left out
        "attributes.sex": "ok ok ok T U U T C U",
        "attributes.registered_at": "ok ok ok T F F T C F",
        "attributes.verified": "ok ok ok T T T T T T",
    },
}


def drifted(kind: Kind, path: str, way: str) -> dict[str, Any]:
    """Return a good item with one field as it must not be."""
    item = copy.deepcopy(ITEMS[kind])
    *parents, name = path.split(".")
    place = item
    for parent in parents:
        place = place[parent]
    value = WAYS[way](place.get(name))
    if value is GONE:
        place.pop(name, None)
    else:
        place[name] = value
    return item


def cells(kind: Kind) -> list[tuple[str, str, Reason | None]]:
    """Return path, way and verdict of every cell of a kind."""
    return [
        (path, way, _REASONS[verdict])
        for path, verdicts in DRIFTS[kind].items()
        for way, verdict in zip(WAYS, verdicts.split(), strict=True)
    ]


def place_of(path: str) -> str:
    """Return the path that the quarantine shows for a cell: as the mapping names it."""
    return path.removeprefix("attributes.")
