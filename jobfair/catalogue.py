"""The booths of a fair with their positions, searched and filtered; a fair is small enough for it.

Two queries read the fair whole; what people choose is then a matter of memory.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobfair.models import Booth, Fair, Position
from jobfair.presenters import sector_of
from jobfair.selectors import places, stands
from jobs.search.groups import EDUCATION_RANKS
from sikas.reference.enums import AreaLevel
from sikas.reference.models import Area

LONGEST_WORDS = 100  # characters of a search that are read
YES = "ya"
LABELS: Mapping[str, str | Promise] = {
    "sektor": _("Sektor"),
    "kecamatan": _("Kecamatan"),
    "pendidikan": _("Pendidikan saya"),
    "disabilitas": _("Penyandang disabilitas"),
}


@dataclass(frozen=True)
class Asked:
    """What is looked for in a fair, as the address says it; empty means anything."""

    q: str = ""
    sektor: str = ""
    kecamatan: str = ""
    pendidikan: str = ""
    disabilitas: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """Read an address; a value that no filter has finds nothing and can be taken away."""
        read = {one.name: query.get(one.name, "").replace("\x00", "") for one in fields(cls)}
        return cls(
            **{name: " ".join(value.split())[:LONGEST_WORDS] for name, value in read.items()}
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return self == Asked()

    def query_string(self) -> str:
        """Return `?…`, or nothing."""
        used = {name: value for name, value in vars(self).items() if value}
        return f"?{urlencode(used)}" if used else ""


class Option(NamedTuple):
    """A value of a filter, its name, and how many positions have it."""

    value: str
    name: str
    positions: int


@dataclass(frozen=True)
class Filter:
    """A list to choose from."""

    param: str
    label: str
    options: list[Option]
    chosen: str


@dataclass(frozen=True)
class Chip:
    """A choice in use: what it is called, and the address without it."""

    label: str
    name: str
    url: str


Stand = tuple[Booth, list[Position]]


@dataclass(frozen=True)
class Catalogue:
    """What a fair shows: every booth with its positions."""

    stands: list[Stand]

    @classmethod
    def of(cls, fair: Fair) -> "Catalogue":
        """Read the listed booths and positions of a fair, in two queries."""
        by_booth: dict[int, list[Position]] = defaultdict(list)
        for position in places(fair):
            by_booth[position.booth_id].append(position)
        return cls([(booth, by_booth[booth.pk]) for booth in stands(fair)])

    def found(self, asked: Asked) -> list[Stand]:
        """Return the booths that fit, each with its positions that do."""
        fitting = ((booth, _fitting(booth, own, asked)) for booth, own in self.stands)
        if asked.is_empty:
            return list(fitting)
        return [(booth, own) for booth, own in fitting if own]

    def filters(self, asked: Asked) -> list[Filter]:
        """Return the filters with the values that lead somewhere, counted in positions."""
        all_ = [(booth, position) for booth, own in self.stands for position in own]
        sectors = Counter(_sector(booth) for booth, _position in all_)
        areas = Counter(_district(position) for _booth, position in all_)
        inclusive = sum(bool(position.vacancy.disabilities) for _booth, position in all_)
        options = {
            "sektor": _options(sectors),
            "kecamatan": _options(areas),
            "pendidikan": [
                Option(value, str(name), sum(_asks(p) <= level.rank for _b, p in all_))
                for value, (level, name) in EDUCATION_RANKS.items()
            ],
            "disabilitas": [Option(YES, str(_("Terbuka untuk")), inclusive)] if inclusive else [],
        }
        return [
            Filter(param, str(LABELS[param]), values, getattr(asked, param))
            for param, values in options.items()
            if values
        ]


def chips(asked: Asked, filters: Iterable[Filter]) -> list[Chip]:
    """Return the choices in use, with the address without each."""
    known = {(one.param, option.value): option.name for one in filters for option in one.options}
    return [
        Chip(
            label=str(LABELS[param]),
            name=known.get((param, value), value),
            url=replace(asked, **{param: ""}).query_string() or "?",
        )
        for param, value in vars(asked).items()
        if value and param in LABELS
    ]


def _fitting(booth: Booth, own: Iterable[Position], asked: Asked) -> list[Position]:
    if asked.sektor and asked.sektor != _code(_sector(booth)):
        return []
    return [position for position in own if _fits(booth, position, asked)]


def _fits(booth: Booth, position: Position, asked: Asked) -> bool:
    text = f"{booth.company.name} {position.vacancy.title}".casefold()
    level, _name = EDUCATION_RANKS.get(asked.pendidikan, (None, ""))
    return (
        all(word in text for word in asked.q.casefold().split())
        and asked.kecamatan in ("", _code(_district(position)))
        and (not asked.pendidikan or (level is not None and _asks(position) <= level.rank))
        and (not asked.disabilitas or bool(position.vacancy.disabilities))
    )


def _asks(position: Position) -> int:
    """Return the rank of education that a position asks for, 0 for none."""
    return (position.vacancy.education or 0) // 10 * 10


def _sector(booth: Booth) -> tuple[str, str]:
    found = sector_of(booth.company.industry)
    return (found.code.lower(), found.title) if found else ("", "")


def _district(position: Position) -> tuple[str, str]:
    area: Area | None = position.vacancy.area
    if area and area.level in (AreaLevel.VILLAGE, AreaLevel.URBAN_VILLAGE):
        area = area.parent
    return (area.code.replace(".", ""), area.name) if area else ("", "")


def _code(named: tuple[str, str]) -> str:
    return named[0]


def _options(counted: Counter[tuple[str, str]]) -> list[Option]:
    found = [Option(code, name, number) for (code, name), number in counted.items() if code]
    return sorted(found, key=lambda option: option.name)
