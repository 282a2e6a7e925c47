"""Positions as Asahan's companies advertise them, read from the data files."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jobs.enums import EmploymentType
from sikas.reference.enums import EducationLevel

DATA = Path(__file__).parent / "data"
LEVELS = {str(level.label): level for level in EducationLevel}
THOUSAND = 1000


@dataclass(frozen=True)
class Position:
    """What a kind of job is called, what one does, needs and earns (rupiah a month)."""

    occupation: str
    titles: tuple[str, ...]
    duties: tuple[str, ...]
    requirements: tuple[str, ...]
    pay: tuple[int, int]
    education: EducationLevel
    sector: str
    skills: tuple[str, ...] = ()
    experience: int = 0
    employment_type: EmploymentType = EmploymentType.FULL_TIME


@cache
def read_positions() -> dict[str, Position]:
    """Return every position by its key."""
    rows: dict[str, dict[str, Any]] = {}
    for path in sorted((DATA / "positions").glob("*.toml")):
        for key, row in tomllib.loads(path.read_text()).items():
            rows[key] = row | {"sector": path.stem}
    return {key: _position(row) for key, row in rows.items()}


@cache
def phrases() -> dict[str, Any]:
    """Return the sentences that stand around a position's own."""
    return tomllib.loads((DATA / "phrases.toml").read_text())


def bullets(lines: tuple[str, ...] | list[str]) -> str:
    """Return lines as people type lists."""
    return "\n".join(f"- {line}" for line in lines)


def requirements(position: Position) -> str:
    """Return what the position asks for; education and experience first, where not named below."""
    words = phrases()
    level = str(position.education.label)
    lines = []
    if position.education == EducationLevel.NONE:
        lines.append(words["any_education"])
    elif not any(level in line for line in position.requirements):
        lines.append(words["education"].format(level=level))
    if position.experience:
        lines.append(words["experience"].format(years=position.experience))
    return bullets([*lines, *position.requirements])


def section(position: Position) -> str:
    """Return the position as one part of an advertisement for several."""
    heading = f"BAGIAN {position.titles[0].upper()}"
    return "\n".join([heading, bullets(position.duties), requirements(position)])


def _position(row: dict[str, Any]) -> Position:
    low, high = row["pay"]
    return Position(
        occupation=row["occupation"],
        titles=tuple(row["titles"]),
        duties=tuple(row["duties"]),
        requirements=tuple(row["requirements"]),
        pay=(low * THOUSAND, high * THOUSAND),
        education=LEVELS[row["education"]],
        sector=row["sector"],
        skills=tuple(row["skills"]),
        experience=row.get("experience", 0),
        employment_type=EmploymentType(row.get("type", EmploymentType.FULL_TIME)),
    )
