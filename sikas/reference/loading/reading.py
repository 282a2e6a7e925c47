"""Reading a reference file: every fault is named by file and line."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

# A list of codes is small; whatever is larger is not one of ours.
MAX_BYTES = 50 * 1024 * 1024
PROBLEMS_SHOWN = 20


@dataclass(frozen=True)
class Problem:
    """What is wrong with one line of one file, or with all of it (line 0)."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        if not self.line:
            return f"{self.file}: {self.reason}"
        return _("%(file)s baris %(line)s: %(reason)s") % vars(self)


class ReferenceFileError(Exception):
    """Rows that cannot be loaded; `problems` has one entry per row."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """Return the problems as lines to print, the first PROBLEMS_SHOWN of them."""
        shown = [str(problem) for problem in self.problems[:PROBLEMS_SHOWN]]
        more = len(self.problems) - len(shown)
        return [*shown, _("… dan %s baris lain.") % more] if more else shown


@dataclass(frozen=True)
class Row:
    """One line of a file: the line number where it starts, and its values by column."""

    line: int
    values: dict[str, str]


def read_rows(path: Path, columns: Iterable[str]) -> list[Row]:
    """Return the rows of a comma separated UTF-8 file; blank lines are left out.

    Spaces around and repeated within a value are dropped. Raises ReferenceFileError.
    """
    text = _decoded(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    wanted = list(columns)
    rows: list[Row] = []
    problems: list[Problem] = []
    header: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
            if header is None:
                header = _checked_header(path, cells, wanted)
            elif not any(cell.strip() for cell in cells):
                continue
            elif len(cells) != len(header):
                reason = _("ada %(found)s kolom, seharusnya %(wanted)s.") % {
                    "found": len(cells),
                    "wanted": len(header),
                }
                problems.append(Problem(path.name, start, reason))
            else:
                values = dict(zip(header, map(_tidy, cells), strict=True))
                rows.append(Row(start, {name: values[name] for name in wanted}))
    except csv.Error as error:
        reason = _("bukan CSV yang utuh (%s).") % error
        problems.append(Problem(path.name, line, reason))
    if header is None and not problems:
        problems.append(Problem(path.name, 0, _("berkas kosong.")))
    if problems:
        raise ReferenceFileError(problems)
    return rows


def _decoded(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ReferenceFileError([Problem(path.name, 0, _("berkas lebih besar dari 50 MB."))])
        data = path.read_bytes()
    except OSError as error:
        reason = _("tidak dapat dibaca (%s).") % error.strerror
        raise ReferenceFileError([Problem(path.name, 0, reason)]) from error
    zero = data.find(b"\0")
    if zero >= 0:
        raise ReferenceFileError([Problem(path.name, _line_of(data, zero), _("berisi bita NUL."))])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = _("bukan UTF-8. Simpan berkas sebagai CSV UTF-8.")
        raise ReferenceFileError(
            [Problem(path.name, _line_of(data, error.start), reason)]
        ) from error


def _line_of(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _checked_header(path: Path, cells: list[str], wanted: list[str]) -> list[str]:
    header = [cell.strip() for cell in cells]
    missing = [name for name in wanted if name not in header]
    if missing:
        reason = _("kolom %(names)s tidak ada. Pisahkan kolom dengan koma.") % {
            "names": ", ".join(missing)
        }
        raise ReferenceFileError([Problem(path.name, 1, reason)])
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        reason = _("kolom %s tertulis dua kali.") % ", ".join(twice)
        raise ReferenceFileError([Problem(path.name, 1, reason)])
    return header


def _tidy(value: str) -> str:
    return "\n".join(" ".join(line.split()) for line in value.strip().splitlines())
