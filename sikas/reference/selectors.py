"""Reads of the code lists that pages share: kecamatan, occupations by what a person types."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection
from django.db.models import Max, Model

from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import (
    Area,
    Industry,
    MinimumWage,
    Occupation,
    OccupationSynonym,
    Office,
)

# A longer text is no name of an occupation.
TYPED_MAX = 80
# Below this likeness (0 to 1), or this share of the best one, an answer is noise.
LIKENESS_MIN = 0.42
LIKENESS_NEAR_TOP = 0.6


@dataclass(frozen=True)
class OccupationFound:
    """An occupation that fits what was typed: by which words, and how well (0 to 1)."""

    id: int
    code: str
    title: str
    matched: str
    likeness: float


@dataclass(frozen=True)
class ListStatus:
    """One code list: how many rows it has and when the last of them changed."""

    model: type[Model]
    rows: int
    changed_at: datetime | None


def districts() -> list[Area]:
    """Return the kecamatan of this office's regency by name; none before there is an office."""
    office = Office.objects.current()
    return list(Area.objects.districts(office.area)) if office.area else []


def minimum_wage(year: int) -> Decimal | None:
    """Return the monthly minimum wage here in force in `year`: that year's, else the last known."""
    known = MinimumWage.objects.filter(area=Office.objects.current().area_id, year__lte=year)
    return known.order_by("-year").values_list("amount", flat=True).first()


def regencies() -> list[Area]:
    """Return the regencies and towns in Kemendagri codes by name."""
    found = Area.objects.active().filter(system=CodeSystem.KEMENDAGRI, level=AreaLevel.REGENCY)
    return list(found.order_by("name"))


# First what an index can find: words like the typed ones, around them, or among them. Then the
# likeness of each: as a whole, or as a part (of a long title, of a long text), worth a little less;
# the first word of an Indonesian phrase says most.
_SEARCH = """
    with named as (
        select s.occupation_id as id, s.term as words, 1.0 as worth
        from reference_occupationsynonym s
        where s.is_active
          and (s.term %% %(typed)s or s.term like %(around)s or s.term = any(%(among)s))
        union all
        select o.id, lower(o.title), 0.95
        from reference_occupation o
        where o.digits >= 4 and (o.title %% %(typed)s or %(typed)s <<%% o.title)
    ),
    scored as (
        select id, words, worth * case
            when words = %(typed)s then 1
            when words like %(start)s then 0.9
            when %(typed)s like words || ' %%' then 0.75
            else greatest(
                similarity(words, %(typed)s),
                0.8 * strict_word_similarity(%(typed)s, words),
                0.6 * strict_word_similarity(words, %(typed)s)
            )
        end as likeness
        from named
    ),
    best as (
        select distinct on (id) id, words, likeness, max(likeness) over () as top
        from scored order by id, likeness desc, words
    )
    select o.id, o.code, o.title, b.words, b.likeness
    from best b join reference_occupation o using (id)
    where o.is_active and b.likeness >= greatest(%(least)s, %(near_top)s * b.top)
    order by b.likeness desc, o.code limit %(limit)s
"""


def search_occupations(text: str, limit: int = 8) -> list[OccupationFound]:
    """Return occupations that fit what a person typed, best first; typing errors are forgiven.

    Looks at the words of `OccupationSynonym` and at titles of groups and jobs (4 digits and more).
    """
    typed = plain_words(text)
    if not typed:
        return []
    values: dict[str, str | int | float | list[str]] = {
        "typed": typed,
        "around": f"%{typed}%",
        "start": f"{typed}%",
        "among": _word_runs(typed),
        "least": LIKENESS_MIN,
        "near_top": LIKENESS_NEAR_TOP,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, values)
        return [OccupationFound(*row) for row in cursor.fetchall()]


def _word_runs(typed: str) -> list[str]:
    words = typed.split()
    return [
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    ]


def plain_words(text: str) -> str:
    """Return what was typed as a synonym is stored: lower case letters and digits, no accents."""
    plain = unicodedata.normalize("NFKD", text[:TYPED_MAX]).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not _is_accent(c))))


def _is_accent(character: str) -> bool:
    return unicodedata.combining(character) > 0


def list_status() -> list[ListStatus]:
    """Return the state of every code list, for the officers' home."""
    models: tuple[type[Model], ...] = (
        Area,
        Occupation,
        OccupationSynonym,
        Industry,
        MinimumWage,
    )
    return [
        ListStatus(
            model,
            model._base_manager.count(),
            model.pgh_event_model.objects.aggregate(at=Max("pgh_created_at"))["at"],  # type: ignore[attr-defined]
        )
        for model in models
    ]
