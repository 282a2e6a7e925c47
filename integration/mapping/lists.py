"""This office's code lists by the names and codes that the ministry writes."""

import re
from collections import Counter
from datetime import datetime

from sikas import clock
from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area, Industry, Occupation, OccupationSynonym

MOST_UNKNOWN = 200  # different names that one run remembers
SHOWN = 120
KINDS = KABUPATEN, KOTA = "kabupaten", "kota"  # in the order in which a bare name is looked for
_REGENCY = re.compile(
    r"(?P<kind>kabupaten|kab|kota)(?:\.\s*|\s+)(?:adm(?:inistrasi)?(?:\.\s*|\s+))?(?P<name>.+)"
)
_DISTRICT = re.compile(r"^(?:kecamatan|kec)(?:\.\s*|\s+)")


class Lists:
    """Lookups of one run; built once, and it remembers which names it did not know."""

    def __init__(self) -> None:
        self.now: datetime = clock.now()
        self.unknown: Counter[tuple[str, str]] = Counter()
        areas = Area.objects.active().filter(system=CodeSystem.KEMENDAGRI).order_by()
        regencies = areas.filter(level=AreaLevel.REGENCY).values_list("name", "pk")
        districts = areas.filter(level=AreaLevel.DISTRICT).values_list("parent_id", "name", "pk")
        known = ((_regency(name), pk) for name, pk in regencies)
        self._regencies = {(kind or KABUPATEN, name): pk for (kind, name), pk in known}
        named = [(parent, _district(name), pk) for parent, name, pk in districts]
        self._districts: dict[tuple[int | None, str], int] = {
            (parent, name.removeprefix(f"{KOTA} ")): pk for parent, name, pk in named
        }
        self._districts.update({(parent, name): pk for parent, name, pk in named})
        industries = Industry.objects.order_by("edition", "-digits")
        self._industries = {(one.edition, one.code): one.pk for one in industries}
        self._industry_names = {
            name: one.pk for one in industries for name in _names(one.title.lower())
        }
        titles = Occupation.objects.order_by("digits").values_list("title", "pk")
        terms = OccupationSynonym.objects.filter(is_active=True).order_by()
        self._occupations = dict(terms.values_list("term", "occupation_id")) | {
            title.lower(): pk for title, pk in titles
        }

    def area(self, regency: str, district: str) -> int | None:
        """Return the kecamatan, or the regency when only that is known; None when neither is."""
        told, name = _regency(regency)
        cities = (self._regencies.get((kind, name)) for kind in ([told] if told else KINDS))
        city = next(filter(None, cities), None)
        name = _district(district)
        here = (self._districts.get((city, one)) for one in (name, name.removeprefix(f"{KOTA} ")))
        return next(filter(None, here), city)

    def industry(self, code: str, edition: int) -> int | None:
        """Return the narrowest industry of the list to which a KBLI code belongs."""
        narrower = (code[:length] for length in range(len(code), 0, -1))
        found = (self._industries.get((edition, part)) for part in narrower)
        return next(filter(None, found), None)

    def industry_named(self, path: str, name: str) -> int | None:
        """Return the industry of this name; one without is noted."""
        found = self._industry_names.get(name.strip().lower())
        if found is None and name:
            self.note_unknown(path, name)
        return found

    def occupation_named(self, name: str) -> int | None:
        """Return the occupation of this title or search word, if one has it."""
        return self._occupations.get(name.strip().lower())

    def occupation_titled(self, title: str) -> int | None:
        """Return the occupation that a title is the name of, whatever stands behind a dash."""
        said = title.lower()
        before_dash = said.partition(" - ")[0]
        return self._occupations.get(said.strip()) or self._occupations.get(before_dash.strip())

    def note_unknown(self, path: str, name: str) -> None:
        """Remember a name that is in no list."""
        if len(self.unknown) < MOST_UNKNOWN or (path, name[:SHOWN]) in self.unknown:
            self.unknown[path, name[:SHOWN]] += 1


def _names(title: str) -> tuple[str, str]:
    """Return a title, and its part before a semicolon: so long a title is seldom written out."""
    return title, title.partition(";")[0]


def _small(name: str) -> str:
    return " ".join(name.lower().split())


def _regency(name: str) -> tuple[str, str]:
    """Return kind ("" where it is not told) and bare name: "KOTA BANDUNG" is not "KAB. BANDUNG"."""
    small = _small(name)
    said = _REGENCY.fullmatch(small)
    if said is None:
        return "", small
    return (KOTA if said["kind"] == KOTA else KABUPATEN), said["name"]


def _district(name: str) -> str:
    """Return the bare name of a kecamatan; "Kota" belongs to it, and is not always written."""
    return _DISTRICT.sub("", _small(name))
