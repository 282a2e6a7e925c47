"""All numbers of a fair, counted from its rows; what comes out is frozen as JSON."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.translation import gettext as _

from jobfair.enums import FairState, Way
from jobfair.models import Announcement, Fair, FairReport, FairTransition
from jobfair.report import checks, statements
from jobs.enums import ApplicationState
from jobs.services.answers import ANSWERS
from seekers.enums import Sex
from sikas.reference.enums import EducationLevel
from sikas.reference.models import Office

Row = dict[str, Any]
# Bands of the labour-market report IPK III/1, and who is younger.
BANDS = ((0, 14), (15, 19), (20, 29), (30, 44), (45, 54), (55, 200))
HOUR = timedelta(hours=1)
MAKING = (statements.FACTS, statements.PEOPLE, statements.COUNT_ROWS, statements.PLACES)


def compute(fair: Fair, as_of: datetime) -> Row:
    """Return the figures as they stand; the caller holds what must not change meanwhile.

    In a transaction: what is read goes into temporary tables first, at one moment.
    """
    office = Office.objects.current()
    zone = ZoneInfo(office.time_zone)
    values: Row = {
        "fair": fair.pk,
        "opens": fair.opens_at,
        "closes": fair.closes_at,
        "day": fair.opens_at.astimezone(zone).date(),
        "home": office.area_id,
        "zone": office.time_zone,
        "answers": [state.value for state in ANSWERS],
    }
    with connection.cursor() as cursor:
        cursor.execute(statements.FORGET)
        for make in MAKING:
            cursor.execute(make, values)
        found = _counted(cursor, values, fair, zone)
        cursor.execute(statements.FORGET)
    found |= {
        "fair": {"name": fair.name, "slug": fair.slug, "quota": fair.quota, "venue": fair.venue},
        "opens_at": fair.opens_at.isoformat(),
        "closes_at": fair.closes_at.isoformat(),
        "as_of": as_of.isoformat(),
        "events": _events(fair, as_of),
        "earlier": _earlier(fair),
    }
    return found | {"checks": checks.compare(found)}


def _counted(cursor: Any, values: Mapping[str, Any], fair: Fair, zone: ZoneInfo) -> Row:
    def ask(statement: str) -> list[Row]:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def rows(statement: str) -> list[tuple[Any, ...]]:
        cursor.execute(statement, values)
        return cursor.fetchall()

    return {
        "summary": _plain(ask(statements.SUMMARY)[0]),
        "states": _states(rows(statements.STATES)),
        "companies": _companies(ask(statements.COMPANIES), rows(statements.COMPANIES_STATES)),
        "positions": [_plain(row) for row in ask(statements.POSITIONS)],
        "people": _people({name: dict(rows(sql)) for name, sql in statements.GROUPS.items()}),
        "hours": _hours(rows(statements.HOURS), fair, zone),
        "directly": _plain(ask(statements.DIRECTLY)[0]),
    }


def _plain(row: Row) -> Row:
    """Return a row as JSON holds it: whole numbers whole, a median in seconds."""
    return {
        name: value if isinstance(value, str) or value is None else int(value)
        for name, value in row.items()
    }


def _companies(rows: Sequence[Row], states: Sequence[tuple[Any, ...]]) -> list[Row]:
    """Return the companies, each with its applications by state."""
    found: dict[int, dict[str, int]] = {row["company_id"]: {} for row in rows}
    for company, state, number in states:
        found[company][state] = number
    return [_plain(row) | {"states": found[row["company_id"]]} for row in rows]


def _states(found: Sequence[tuple[Any, ...]]) -> list[tuple[str, int, int]]:
    """Return for every state its applications and the people who sent them."""
    counted = {state: counts for state, *counts in found}
    return [(state.value, *counted.get(state.value, (0, 0))) for state in ApplicationState]


def _people(found: Mapping[str, Mapping[Any, int]]) -> dict[str, list[tuple[str, int]]]:
    """Return for each question its answers in words, in their order, with the people of each."""
    return {
        "district": _districts(found["district"]),
        "sex": _choices(found["sex"], Sex.choices),
        "age": _bands(found["age"]),
        "education": _choices(found["education"], EducationLevel.choices),
        "disability": [
            (_("Penyandang disabilitas (dibuka oleh orangnya)"), found["disability"].get(True, 0)),
            (_("Tidak disebut"), found["disability"].get(False, 0)),
        ],
        "way": _choices(found["way"], Way.choices),
    }


def _choices(found: Mapping[Any, int], choices: Sequence[tuple[Any, Any]]) -> list[tuple[str, int]]:
    rows = [(str(label), found.get(value, 0)) for value, label in choices]
    return [*rows, *_unknown(found)]


def _bands(found: Mapping[Any, int]) -> list[tuple[str, int]]:
    rows = []
    for low, high in BANDS:
        words = f"{low}–{high}" if low and high < BANDS[-1][1] else _("%d ke atas") % low
        label = words if low else _("di bawah %d") % (high + 1)
        number = sum(n for age, n in found.items() if age is not None and low <= age <= high)
        rows.append((label, number))
    return [*rows, *_unknown(found)]


def _districts(found: Mapping[str, int]) -> list[tuple[str, int]]:
    rows = [(name, found[name]) for name in sorted(found) if name not in ("", "?")]
    outside = [(_("Luar daerah"), found[""])] if "" in found else []
    return [*rows, *outside, *_unknown({None: found.get("?", 0)})]


def _unknown(found: Mapping[Any, int]) -> list[tuple[str, int]]:
    """Return the line of those who were erased since, or did not say."""
    return [(_("Tidak diketahui"), found[None])] if found.get(None) else []


def _hours(
    found: Sequence[tuple[Any, ...]], fair: Fair, zone: ZoneInfo
) -> list[tuple[str, int, int]]:
    """Return applications and their people in every hour of the fair, in the office's zone."""
    counted = {hour: counts for hour, *counts in found}
    hour = fair.opens_at.astimezone(zone).replace(minute=0, second=0, microsecond=0, tzinfo=None)
    end = fair.closes_at.astimezone(zone).replace(tzinfo=None)
    rows = []
    while hour < end:
        rows.append((f"{hour:%Y-%m-%d %H}", *counted.get(hour, (0, 0))))
        hour += HOUR
    return rows


def _events(fair: Fair, as_of: datetime) -> list[tuple[str, str, str]]:
    """Return what officers decided and announced, oldest first: when, what, in which words."""
    steps = FairTransition.objects.filter(subject=fair, at__lte=as_of)
    told = Announcement.objects.filter(fair=fair, active_from__lte=as_of)
    found = [
        (
            step.at,
            _("Perubahan waktu")
            if step.from_state == step.to_state
            else str(FairState(step.to_state).label),
            step.reason,
        )
        for step in steps.order_by("at", "pk")
    ]
    said = {text for _at, _what, text in found}
    found += [
        (one.active_from, _("Pengumuman"), one.text)
        for one in told.order_by("active_from", "pk")
        if one.text not in said
    ]
    return [(at.isoformat(), what, text) for at, what, text in sorted(found)]


def _earlier(fair: Fair) -> list[Row]:
    """Return the summaries of fairs before this one, as they were first frozen, newest first."""
    reports = FairReport.objects.filter(version=0, fair__opens_at__lt=fair.opens_at)
    rows = reports.select_related("fair").order_by("-fair__opens_at", "-fair__pk")
    return [
        {"name": row.fair.name, "opens_at": row.fair.opens_at.isoformat()} | row.figures["summary"]
        for row in rows
    ]
