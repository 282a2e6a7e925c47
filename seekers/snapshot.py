"""A profile as it was sent to a company; what is in it is the database's function seekers_snapshot.

The function also tells whether the basics are there, by the rule of `seekers.basics`.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Profile:
    """A profile read back from an application; what is missing is empty.

    `education`: level, school, major, graduated. `experience`: position, employer, started, ended
    (ISO texts), description. `languages`: name, level. `disability`: kinds, needs; only released.
    """

    phone: str = ""
    email: str = ""
    birth_place: str = ""
    summary: str = ""
    education: list[dict[str, Any]] = field(default_factory=list)
    experience: list[dict[str, Any]] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    languages: list[dict[str, Any]] = field(default_factory=list)
    disability: dict[str, Any] | None = None
