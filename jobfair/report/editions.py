"""What of a report each reader gets: a company its own, the public what names no person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from employers.models import Company
from jobfair.models import Fair, FairReport
from jobfair.report import suppress
from jobfair.report.suppress import Cell

Row = dict[str, Any]


@dataclass(frozen=True)
class Public:
    """The public edition; a cell of None is one that is not shown."""

    report: FairReport
    summary: dict[str, Cell]
    companies: list[Row]
    positions: list[Row]
    people: dict[str, list[tuple[str, Cell]]]
    hours: list[tuple[str, Cell]]
    states: list[tuple[str, Cell]]


def frozen(fair: Fair) -> list[FairReport]:
    """Return the versions of a fair's report, oldest first."""
    return list(FairReport.objects.filter(fair=fair).order_by("version"))


def of_company(report: FairReport, company: Company) -> Row | None:
    """Return a company's row of a report with its positions; None when it had no live booth."""
    figures = report.figures
    for row in figures["companies"]:
        if row["company_id"] == company.pk:
            own = [one for one in figures["positions"] if one["company_id"] == company.pk]
            return row | {"rows": own}
    return None


def public(reports: Sequence[FairReport]) -> Public:
    """Return the public edition of the versions that were frozen, at least one.

    People and places are those of the first version, so that two versions beside each other say
    no more than one; what became of the applications is that of the last.
    """
    first, last = reports[0].figures, reports[-1].figures
    too_few = first["summary"]["applicants"] < suppress.LEAST
    companies = _companies(first, too_few)
    return Public(
        report=reports[-1],
        summary=_summary(first["summary"], last["summary"], too_few),
        companies=companies,
        positions=_positions(first, companies),
        people={name: _pairs(rows, too_few) for name, rows in first["people"].items()},
        hours=_pairs(first["hours"], too_few),
        states=_pairs(last["states"], too_few),
    )


def _summary(first: Row, last: Row, too_few: bool) -> dict[str, Cell]:
    places = {name: first[name] for name in ("companies", "positions", "openings")}
    if too_few:
        return places | dict.fromkeys(("applicants", "applications", "withdrawn", "answered"))
    answered, applications = last["answered"], first["applications"]
    is_telling = suppress.is_small(answered) or suppress.is_small(applications - answered)
    return places | {
        "applicants": first["applicants"],
        "applications": applications,
        "withdrawn": None if suppress.is_small(first["withdrawers"]) else first["withdrawn"],
        "answered": None if is_telling else answered,
    }


def _companies(figures: Row, too_few: bool) -> list[Row]:
    rows = figures["companies"]
    cells = [row["applications"] for row in rows]
    shown = _shown(cells, [row["applicants"] for row in rows], too_few)
    names = ("company_id", "name", "positions", "openings")
    return [
        {name: row[name] for name in names} | {"applications": cell}
        for row, cell in zip(rows, shown, strict=True)
    ]


def _positions(figures: Row, companies: Sequence[Row]) -> list[Row]:
    """Return the positions: none of a company whose own number is hidden, else as a table."""
    found = []
    for company in companies:
        rows = [row for row in figures["positions"] if row["company_id"] == company["company_id"]]
        cells = [row["applications"] for row in rows]
        shown = _shown(cells, None, company["applications"] is None)
        names = ("company", "title", "openings")
        found += [
            {name: row[name] for name in names} | {"applications": cell}
            for row, cell in zip(rows, shown, strict=True)
        ]
    return found


def _pairs(rows: Sequence[Sequence[Any]], too_few: bool) -> list[tuple[str, Cell]]:
    """Return label and cell of rows (label, number) or (label, number, people behind it)."""
    people = [row[2] for row in rows] if rows and len(rows[0]) > len(("label", "number")) else None
    shown = _shown([row[1] for row in rows], people, too_few)
    return [(row[0], cell) for row, cell in zip(rows, shown, strict=True)]


def _shown(cells: Sequence[int], people: Sequence[int] | None, too_few: bool) -> list[Cell]:
    return [None] * len(cells) if too_few else suppress.table(cells, people)
