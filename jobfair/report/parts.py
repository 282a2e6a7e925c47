"""The parts of a report as a reader meets them, on paper and on a page: tables and bars."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from employers.models import Company
from jobfair.models import FairReport
from jobfair.report import words
from jobfair.report.editions import Public, of_company
from jobfair.report.sheets import STATES, in_words, percent, ratio
from jobfair.report.suppress import Cell
from sikas.reference.models import Office
from sikas.ui.formats import MONTHS, format_date, format_datetime, format_number

Part = dict[str, Any]
TILES = ("companies", "positions", "applicants", "applications")
UNKNOWN = "–"


def tiles(summary: dict[str, Cell]) -> list[tuple[str, str]]:
    """Return the four numbers that everybody asks for."""
    return [(str(words.SUMMARY[name]), _n(summary[name])) for name in TILES]


def officers(reports: Sequence[FairReport]) -> list[Part]:
    """Return all of the last of `reports`, with the earlier ones beside it."""
    figures = reports[-1].figures
    people = figures["people"]
    return [
        _versions(reports),
        *(_bars(str(words.PEOPLE[name]), people[name]) for name in words.PEOPLE),
        _days(figures["hours"]),
        _hours_of_day(figures["hours"]),
        _companies(figures["companies"]),
        _positions(figures["positions"]),
        *_events(figures["events"]),
        *_earlier(figures),
        _checks(figures["checks"]),
        _definitions(),
    ]


def _versions(reports: Sequence[FairReport]) -> Part:
    rows: list[Sequence[object]] = [
        (label, *(_n(one.figures["summary"][name]) for one in reports))
        for name, label in words.SUMMARY.items()
    ]
    states = [{state: n for state, n, _people in one.figures["states"]} for one in reports]
    rows += [(label, *(_n(one[state]) for one in states)) for state, label in STATES.items()]
    return _table(_("Ringkasan"), _version_heads(reports), rows, (3, *(2 for _one in reports)))


def _version_heads(reports: Sequence[FairReport]) -> list[str]:
    return [_("Angka"), *(words.version_name(report.version) for report in reports)]


def _companies(rows: Iterable[Part]) -> Part:
    heads = (
        _("Perusahaan"), _("Jabatan"), _("Pelamar"), _("Lamaran"), _("Dijawab"),
        _("Waktu jawaban"), _("Diterima"),
    )  # fmt: skip
    lines = [
        (
            row["name"],
            *(_n(row[name]) for name in ("positions", "applicants", "applications")),
            _share(row["answered"], row["applications"]),
            in_words(row["usual"]) or UNKNOWN,
            _n(row["hired"]),
        )
        for row in rows
    ]
    return _table(_("Perusahaan"), heads, lines, (5, 2, 2, 2, 2, 3, 2))


def _positions(rows: Iterable[Part]) -> Part:
    heads = (
        _("Jabatan"), _("Perusahaan"), _("Kebutuhan"), _("Lamaran"), _("Per kebutuhan"),
        _("Diterima"),
    )  # fmt: skip
    lines = []
    for row in rows:
        each = ratio(row["applications"], row["openings"])
        lines.append(
            (
                row["title"],
                row["company"],
                _n(row["openings"]),
                _n(row["applications"]),
                UNKNOWN if each is None else format_number(each, 2),
                _n(row["hired"]),
            )
        )
    return _table(_("Jabatan"), heads, lines, (5, 4, 2, 2, 2, 2), text=2)


def _days(hours: Sequence[Any]) -> Part:
    days = groupby(hours, key=lambda row: row[0][:10])
    rows = [(_day(day), sum(number for _hour, number, _p in found)) for day, found in days]
    return _bars(_("Lamaran menurut hari"), rows)


def _hours_of_day(hours: Sequence[Any]) -> Part:
    found = dict.fromkeys((f"{hour:02}" for hour in range(24)), 0)
    for label, number, _people in hours:
        found[label[-2:]] += number
    note = _("Semua hari job fair dijumlahkan, jam kantor (%s).")
    zone = Office.objects.current().get_time_zone_display()
    rows = [(f"{hour}.00", number) for hour, number in found.items()]
    return _bars(_("Lamaran menurut jam"), rows, thin=True, note=note % zone)


def _events(events: Sequence[Any]) -> list[Part]:
    rows = [(format_datetime(_moment(at)), what, text) for at, what, text in events]
    heads = (_("Waktu"), _("Kejadian"), _("Keterangan"))
    return [_table(_("Kejadian"), heads, rows, (3, 2, 6), text=3)] if rows else []


def _earlier(figures: Part) -> list[Part]:
    this = {"name": figures["fair"]["name"], "opens_at": figures["opens_at"]} | figures["summary"]
    rows = [
        (one["name"], format_date(_moment(one["opens_at"])), *(_n(one[name]) for name in TILES))
        for one in (this, *figures["earlier"])
    ]
    heads = (_("Job fair"), _("Dibuka"), *(words.SUMMARY[name] for name in TILES))
    title = _("Dibandingkan dengan job fair sebelumnya")
    return [_table(title, heads, rows, (4, 3, 2, 2, 2, 2), text=2)] if figures["earlier"] else []


def company(reports: Sequence[FairReport], own: Company) -> list[Part]:
    """Return what a company reads of its own booth, version beside version."""
    rows = [of_company(report, own) or {"states": {}, "rows": []} for report in reports]
    names = [name for name in words.SUMMARY if name not in {"registered", "companies"}]
    lines = [(words.SUMMARY[name], *(_n(row.get(name, 0)) for row in rows)) for name in names]
    lines += [
        (label, *(_n(row["states"].get(state, 0)) for row in rows))
        for state, label in STATES.items()
    ]
    times = (in_words(row.get("usual")) or UNKNOWN for row in rows)
    lines.append((_("Waktu jawaban"), *times))
    return [
        _table(_("Ringkasan"), _version_heads(reports), lines, (3, *(2 for _one in reports))),
        _positions(rows[-1]["rows"]),
        _definitions(),
    ]


def public(edition: Public) -> list[Part]:
    """Return what everybody may read."""
    summary = [(words.SUMMARY[name], _n(cell)) for name, cell in edition.summary.items()]
    firms = [
        (row["name"], *(_n(row[name]) for name in ("positions", "openings", "applications")))
        for row in edition.companies
    ]
    places = [
        (row["title"], row["company"], _n(row["openings"]), _n(row["applications"]))
        for row in edition.positions
    ]
    sums = (_("Kebutuhan"), _("Lamaran"))
    return [
        _table(_("Ringkasan"), (_("Angka"), _("Jumlah")), summary, (3, 2)),
        *(_bars(str(words.PEOPLE[name]), edition.people[name]) for name in words.PEOPLE),
        _bars(_("Hasil lamaran"), [(STATES[state], cell) for state, cell in edition.states]),
        _table(_("Perusahaan"), (_("Perusahaan"), _("Jabatan"), *sums), firms, (5, 2, 2, 2)),
        _table(_("Jabatan"), (_("Jabatan"), _("Perusahaan"), *sums), places, (5, 4, 2, 2), text=2),
        _definitions(words.SUPPRESSION),
    ]


def reconciliation(report: FairReport) -> Part:
    """Return every way in which each total was counted."""
    rows = [
        (check["what"], way, _n(number), _n(number - check["ways"][0][1]))
        for check in report.figures["checks"]
        for way, number in check["ways"]
    ]
    heads = (_("Angka"), _("Dihitung lewat"), _("Hasil"), _("Selisih"))
    return _table(_("Rekonsiliasi"), heads, rows, (3, 5, 2, 2), text=2)


def _definitions(*more: tuple[Any, Any]) -> Part:
    rows = (*words.DEFINITIONS, *more)
    return _table(_("Definisi"), (_("Istilah"), _("Arti")), rows, (1, 4), text=2)


def _checks(checks: Iterable[Part]) -> Part:
    rows = [
        (check["what"], len(check["ways"]), _n(check["ways"][0][1]), _n(check["difference"]))
        for check in checks
    ]
    heads = (_("Angka"), _("Cara menghitung"), _("Hasil"), _("Selisih"))
    note = _("Setiap jumlah dihitung dengan beberapa cara; selisihnya harus 0.")
    return _table(_("Rekonsiliasi"), heads, rows, (4, 2, 2, 2), note=note)


def _table(
    title: str,
    heads: Iterable[object],
    rows: Iterable[Sequence[object]],
    widths: Sequence[int],
    *,
    text: int = 1,
    note: str = "",
) -> Part:
    """Return a table whose first `text` columns are words; the others are numbers."""
    return {
        "kind": "table",
        "title": title,
        "note": note,
        "heads": [str(head) for head in heads],
        "rows": [[str(cell) for cell in row] for row in rows],
        "widths": widths,
        "numbers": list(range(text, len(widths))),
    }


def _bars(title: str, rows: Sequence[Sequence[Any]], *, thin: bool = False, note: str = "") -> Part:
    """Return bars of (label, number): label, percent of the longest, the number in words."""
    longest = max((row[1] or 0 for row in rows), default=0) or 1
    return {
        "kind": "bars",
        "title": title,
        "note": note,
        "thin": thin,
        "rows": [(row[0], round(100 * (row[1] or 0) / longest, 1), _n(row[1])) for row in rows],
    }


def _n(cell: Cell) -> str:
    return words.HIDDEN if cell is None else format_number(cell)


def _share(part: int, whole: int) -> str:
    found = percent(part, whole)
    return UNKNOWN if found is None else f"{format_number(found, 1)}%"


def _day(day: str) -> str:
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
