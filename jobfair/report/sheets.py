"""The sheets of each edition."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.translation import gettext as _

from employers.models import Company
from jobfair.enums import Way
from jobfair.models import FairReport
from jobfair.report import statements, words
from jobfair.report.editions import Public, Row, of_company
from jobfair.report.suppress import Cell
from jobfair.report.workbook import Column, Sheet, Value
from jobs.enums import ApplicationState
from sikas.personal_data import FORGOTTEN
from sikas.reference.models import Office

STATES = {state.value: str(state.label) for state in ApplicationState}
NUMBER, NAME, TITLE = 12, 34, 34  # widths


def officers(reports: Sequence[FairReport]) -> Iterator[Sheet]:
    """Yield the full edition of the last of `reports`, with the earlier ones beside it."""
    report = reports[-1]
    figures = report.figures
    yield _summary(reports)
    yield _companies(figures)
    yield _positions(figures["positions"])
    yield _people(figures["people"])
    yield _hours(figures["hours"])
    yield _events(figures["events"])
    yield _checks(figures["checks"])
    yield _earlier(figures)
    yield _definitions()
    yield _applications(report, named=True)


def company(report: FairReport, own: Company) -> Iterator[Sheet]:
    """Yield a company's edition: its own numbers and applications, by receipt."""
    row = of_company(report, own) or {"rows": [], "states": {}}
    facts: list[Sequence[Value]] = [
        (str(label), row.get(name, 0))
        for name, label in words.SUMMARY.items()
        if name not in {"registered", "companies"}
    ]
    facts += [(label, row["states"].get(state, 0)) for state, label in STATES.items()]
    yield Sheet(_("Ringkasan"), (Column(_("Angka"), NAME), Column(own.name, NAME)), facts)
    yield _positions(row["rows"])
    yield _applications(report, named=False, company=own)
    yield _definitions()


def public(edition: Public) -> Iterator[Sheet]:
    """Yield the public edition."""
    label, number = Column(_("Angka"), NAME), Column(_("Jumlah"), NUMBER)
    facts = [(str(words.SUMMARY[name]), shown(cell)) for name, cell in edition.summary.items()]
    yield Sheet(_("Ringkasan"), (label, number), facts)
    yield Sheet(
        _("Perusahaan"),
        _columns(_("Perusahaan"), _("Jabatan"), _("Kebutuhan"), _("Lamaran")),
        (
            (row["name"], row["positions"], row["openings"], shown(row["applications"]))
            for row in edition.companies
        ),
    )
    yield Sheet(
        _("Jabatan"),
        (Column(_("Perusahaan"), NAME), *_columns(_("Jabatan"), _("Kebutuhan"), _("Lamaran"))),
        (
            (row["company"], row["title"], row["openings"], shown(row["applications"]))
            for row in edition.positions
        ),
    )
    yield _people(edition.people)
    yield _hours(edition.hours)
    states = ((STATES[state], shown(cell)) for state, cell in edition.states)
    yield Sheet(_("Hasil"), (Column(_("Keadaan lamaran"), NAME), number), states)
    yield _definitions(words.SUPPRESSION)


def shown(cell: Cell) -> Value:
    """Return a cell as it is written."""
    return words.HIDDEN if cell is None else cell


def percent(part: int, whole: int) -> float | None:
    """Return a share in percent with one decimal, None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def ratio(part: int, whole: int) -> float | None:
    """Return how many times `whole` goes into `part`, with two decimals; None of nothing."""
    return round(part / whole, 2) if whole else None


def in_words(seconds: int | None) -> str:
    """Return a time as days and hours, empty when there is none."""
    if seconds is None:
        return ""
    days, hours = divmod(round(seconds / 3600), 24)
    if days:
        return _("%(days)d hari %(hours)d jam") % {"days": days, "hours": hours}
    return _("%d jam") % hours if hours else _("%d menit") % max(1, seconds // 60)


def _columns(name: str, *numbers: str) -> tuple[Column, ...]:
    return (Column(name, NAME), *(Column(head, NUMBER) for head in numbers))


def _summary(reports: Sequence[FairReport]) -> Sheet:
    heads = [words.version_name(report.version) for report in reports]
    summaries = [report.figures["summary"] for report in reports]
    rows: list[Sequence[Value]] = [
        (str(label), *(one[name] for one in summaries)) for name, label in words.SUMMARY.items()
    ]
    states = [{state: n for state, n, _people in one.figures["states"]} for one in reports]
    rows += [(label, *(one[state] for one in states)) for state, label in STATES.items()]
    return Sheet(_("Ringkasan"), _columns(_("Angka"), *heads), rows)


def _companies(figures: Row) -> Sheet:
    heads = (_("Jabatan"), _("Kebutuhan"), _("Pelamar"), _("Lamaran"), _("Ditarik"))
    more = (_("Dijawab"), _("Tingkat jawaban (%)"), _("Waktu jawaban"), _("Diterima bekerja"))
    names = ("name", "positions", "openings", "applicants", "applications", "withdrawn", "answered")
    rows = (
        (
            *(row[name] for name in names),
            percent(row["answered"], row["applications"]),
            in_words(row["usual"]),
            row["hired"],
            *(row["states"].get(state, 0) for state in STATES),
        )
        for row in figures["companies"]
    )
    columns = _columns(_("Perusahaan"), *heads, *more, *STATES.values())
    summed = (1, 2, 4, 5, 6, *range(9, len(columns)))
    return Sheet(_("Perusahaan"), columns, rows, summed)


def _positions(rows: Sequence[Row]) -> Sheet:
    heads = (_("Kebutuhan"), _("Lamaran"), _("Ditarik"), _("Dijawab"), _("Diterima bekerja"))
    names = (
        "company", "title", "openings", "applications", "withdrawn", "answered", "hired",
    )  # fmt: skip
    columns = (
        Column(_("Perusahaan"), NAME),
        *_columns(_("Jabatan"), *heads, _("Lamaran per kebutuhan")),
    )
    lines = (
        (*(row[name] for name in names), ratio(row["applications"], row["openings"]))
        for row in rows
    )
    return Sheet(_("Jabatan"), columns, lines, summed=range(2, 7))


def _people(people: dict[str, Any]) -> Sheet:
    columns = (Column(_("Menurut"), NAME), *_columns(_("Kelompok"), _("Pelamar")))
    rows = (
        (str(words.PEOPLE[name]), label, shown(number))
        for name in words.PEOPLE
        for label, number in people[name]
    )
    return Sheet(_("Pelamar"), columns, rows)


def _hours(hours: Sequence[Any]) -> Sheet:
    zone = Office.objects.current().get_time_zone_display()
    rows = ((f"{row[0]}.00 {zone}", shown(row[1])) for row in hours)
    return Sheet(_("Kurva jam"), _columns(_("Jam mulai"), _("Lamaran")), rows)


def _events(events: Sequence[Any]) -> Sheet:
    columns = (Column(_("Waktu"), 20), Column(_("Kejadian"), 20), Column(_("Keterangan"), 90))
    rows = ((local(at), what, text) for at, what, text in events)
    return Sheet(_("Kejadian"), columns, rows)


def _checks(checks: Sequence[Row]) -> Sheet:
    columns = (
        Column(_("Angka"), NAME),
        Column(_("Dihitung lewat"), 44),
        Column(_("Hasil"), NUMBER),
        Column(_("Selisih"), NUMBER),
    )
    rows = (
        (check["what"], way, number, number - check["ways"][0][1])
        for check in checks
        for way, number in check["ways"]
    )
    return Sheet(_("Rekonsiliasi"), columns, rows)


def _earlier(figures: Row) -> Sheet:
    names = [name for name in words.SUMMARY if name != "registered"]
    heads = [str(words.SUMMARY[name]) for name in names]
    this = {"name": figures["fair"]["name"], "opens_at": figures["opens_at"]} | figures["summary"]
    rows = (
        (one["name"], f"{local(one['opens_at']):%Y-%m-%d}", *(one[name] for name in names))
        for one in (this, *figures["earlier"])
    )
    return Sheet(_("Perbandingan"), _columns(_("Job fair"), _("Dibuka"), *heads), rows)


def _definitions(*more: tuple[Any, Any]) -> Sheet:
    rows = ((str(term), str(text)) for term, text in (*words.DEFINITIONS, *more))
    return Sheet(_("Definisi"), (Column(_("Istilah"), 26), Column(_("Arti"), 110)), rows)


def _applications(report: FairReport, *, named: bool, company: Company | None = None) -> Sheet:
    columns = [Column(_("Tanda terima"), 14), Column(_("Perusahaan"), NAME)]
    columns += [Column(_("Jabatan"), TITLE), Column(_("Tiba"), 20), Column(_("Lewat"), NUMBER)]
    columns += [Column(_("Dihitung"), NUMBER), Column(_("Keadaan"), 18)]
    if named:
        columns.insert(1, Column(_("Nama"), NAME))
    return Sheet(_("Lamaran"), columns, _application_rows(report, named, company))


def _application_rows(
    report: FairReport, named: bool, company: Company | None
) -> Iterator[Sequence[Value]]:
    """Yield every application as it stood when the version was frozen, straight from the rows.

    Who was erased since has no name. The rows come through a cursor of the server.
    """
    ways, said = {way.value: str(way.label) for way in Way}, (_("Tidak"), _("Ya"))
    values: dict[str, Any] = {
        "fair": report.fair_id,
        "as_of": report.frozen_at,
        "company": company.pk if company else None,
        "zone": Office.objects.current().time_zone,
    }
    with connection.chunked_cursor() as cursor:
        cursor.execute(statements.APPLICATIONS, values)
        for receipt, name, firm, title, at, way, is_counted, state in cursor:
            who = (name or FORGOTTEN,) if named else ()
            yield (receipt, *who, firm, title, at, ways[way], said[is_counted], STATES[state])


def local(moment: str) -> datetime:
    """Return a frozen moment as the office's clock showed it."""
    zone = ZoneInfo(Office.objects.current().time_zone)
    return datetime.fromisoformat(moment).astimezone(zone).replace(tzinfo=None, microsecond=0)
