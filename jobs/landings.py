"""Pages of one kecamatan or one occupation: what is open there, and where to look next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.search import lists
from jobs.search.criteria import Criteria
from jobs.search.groups import HERE
from jobs.search.totals import Totals, totals
from sikas.ui.formats import format_number

DISTRICT, OCCUPATION = "kecamatan", "jabatan"  # as in the filters of the list
MAJOR_GROUP = 1  # digits


class Place(NamedTuple):
    """A landing page elsewhere: its name, address and number of open vacancies."""

    name: str
    url: str
    vacancies: int

    @property
    def number(self) -> str:
        """The number as people write it."""
        return format_number(self.vacancies)


@dataclass(frozen=True, slots=True)
class Landing:
    """What the page of a kecamatan or occupation shows beside its vacancies."""

    kind: str
    code: str
    name: str
    url: str
    vacancies: int
    heading: str
    intro: str
    wider: list[Place]  # the groups that an occupation is part of, widest first
    near_title: str
    near: list[Place]
    list_url: str
    feed_url: str

    @property
    def criteria(self) -> Criteria:
        """The search whose newest hits the page shows."""
        return _criteria(self.kind, self.code)


def landing_url(kind: str, code: str, name: str) -> str:
    """Return the address of a landing page."""
    return reverse(f"landing_{kind}", args=[slugify(name) or kind, code])


def find_landing(kind: str, code: str) -> Landing | None:
    """Return the landing page of a code; None when the lists have no such code."""
    known = lists.current()
    names = known.districts if kind == DISTRICT else known.occupations
    name, counted = names.get(code), totals()
    if name is None:
        return None
    number = (counted.by_district if kind == DISTRICT else counted.by_occupation).get(code, 0)
    listed = _criteria(kind, code).query_string()
    return Landing(
        kind=kind,
        code=code,
        name=name,
        url=landing_url(kind, code, name),
        vacancies=number,
        heading=_("Lowongan kerja di %s") % name
        if kind == DISTRICT
        else _("Lowongan kerja %s") % name,
        intro=_intro(kind, name, number),
        wider=_wider(code, known.occupations, counted) if kind == OCCUPATION else [],
        near_title=_("Kecamatan lain") if kind == DISTRICT else _("Jabatan di dalamnya"),
        near=district_places(counted, without=code)
        if kind == DISTRICT
        else occupation_places(counted, below=code),
        list_url=reverse("vacancies") + listed,
        feed_url=reverse("feed") + listed,
    )


def here() -> Criteria:
    """Return the search for all that lies in the regency; for everything before it is known."""
    chosen = ((HERE, (code,)) for code in lists.current().regency)
    return Criteria(chosen=tuple(chosen))


def _criteria(kind: str, code: str) -> Criteria:
    chosen = ((kind, (code,)),)
    return Criteria(chosen=chosen if kind == DISTRICT else (*here().chosen, *chosen))


def district_places(counted: Totals, *, without: str = "") -> list[Place]:
    """Return every kecamatan by name."""
    names = lists.current().districts
    return _places(DISTRICT, (code for code in names if code != without), names, counted)


def occupation_places(counted: Totals, *, below: str = "") -> list[Place]:
    """Return the occupations one step narrower than `below` that have open vacancies."""
    names = lists.current().occupations
    width = len(below) + 1
    codes = (
        code
        for code in names
        if len(code) == width and code.startswith(below) and counted.by_occupation.get(code)
    )
    return _places(OCCUPATION, codes, names, counted)


def _places(
    kind: str, codes: Iterable[str], names: Mapping[str, str], counted: Totals
) -> list[Place]:
    numbers = counted.by_district if kind == DISTRICT else counted.by_occupation
    return [
        Place(names[code], landing_url(kind, code, names[code]), numbers.get(code, 0))
        for code in codes
    ]


def _wider(code: str, names: Mapping[str, str], counted: Totals) -> list[Place]:
    codes = (code[:width] for width in range(MAJOR_GROUP, len(code)))
    return _places(OCCUPATION, (one for one in codes if one in names), names, counted)


def _intro(kind: str, name: str, number: int) -> str:
    if not number:
        return (
            _("Belum ada lowongan terbuka di Kecamatan %s saat ini.") % name
            if kind == DISTRICT
            else _("Belum ada lowongan terbuka untuk %s saat ini.") % name
        )
    words = (
        ngettext(
            "Ada %(count)s lowongan terbuka di Kecamatan %(name)s, semuanya gratis dilamar.",
            "Ada %(count)s lowongan terbuka di Kecamatan %(name)s, semuanya gratis dilamar.",
            number,
        )
        if kind == DISTRICT
        else ngettext(
            "Ada %(count)s lowongan terbuka untuk %(name)s, semuanya gratis dilamar.",
            "Ada %(count)s lowongan terbuka untuk %(name)s, semuanya gratis dilamar.",
            number,
        )
    )
    return words % {"count": format_number(number), "name": name}
