"""What every search has to know, kept in memory: the names of filters, the size of the table."""

import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Max

from sikas.reference.enums import CodeSystem
from sikas.reference.models import Area, Industry, Occupation, Office

MEMORY_SECONDS = 60  # how long a changed list may be shown as it was
LEAST_SHARE = 0.002  # rarer tokens are rare enough not to be known
MOST_STEMS = 10_000  # words of searches whose stems are remembered


@dataclass(frozen=True)
class Lists:
    """Code to name, in the order people expect; and what the database knows of the table.

    `regency` is the office's own, none before there is an office. `vacancies` are about as many as
    are open; `shares` are the shares of them that have a token, without those that few have.
    """

    regency: Mapping[str, str]
    districts: Mapping[str, str]
    occupations: Mapping[str, str]
    industries: Mapping[str, str]
    vacancies: int
    shares: Mapping[str, float]


_memory: tuple[float, Lists] | None = None
_lock = threading.Lock()


def current() -> Lists:
    """Return the lists in force."""
    global _memory  # noqa: PLW0603 - the memory of this process
    memory = _memory
    if memory and memory[0] > time.monotonic():
        return memory[1]
    with _lock:
        lists = _read()
        _memory = (time.monotonic() + MEMORY_SECONDS, lists)
        return lists


_stems: dict[str, list[str]] = {}


def shares_of(words: Sequence[str]) -> list[float]:
    """Return for each word about which share of all open vacancies has it.

    One query when there are words that nobody has searched for yet.
    """
    if new := [word for word in words if word not in _stems]:
        if len(_stems) > MOST_STEMS:
            _stems.clear()
        with connection.cursor() as database:
            database.execute(
                "select word, tsvector_to_array(to_tsvector('sikas', word)) from unnest(%s) word",
                [new],
            )
            _stems.update(database.fetchall())
    known = current().shares
    return [
        max((known.get(stem, LEAST_SHARE) for stem in _stems.get(word, ())), default=1)
        for word in words
    ]


def forget() -> None:
    """Read the lists from the database next time."""
    global _memory  # noqa: PLW0603 - the memory of this process
    _memory = None


def _read() -> Lists:
    regency = Office.objects.current().area
    districts = Area.objects.districts(regency) if regency else Area.objects.none()
    edition = Industry.objects.aggregate(last=Max("edition"))["last"]
    sections = Industry.objects.filter(edition=edition, digits=1, is_active=True).order_by("code")
    occupations = Occupation.objects.filter(is_active=True).order_by("digits", "code")
    return Lists(
        regency=_names([regency] if regency else []),
        districts=_names(districts),
        occupations=dict(occupations.values_list("code", "title")),
        industries={f"{edition}{row.code.lower()}": row.title for row in sections},
        **_statistics(),
    )


def _names(areas: Iterable[Area]) -> dict[str, str]:
    ours = (area for area in areas if area.system == CodeSystem.KEMENDAGRI)
    return {area.code.replace(".", ""): area.name for area in ours}


def _statistics() -> dict[str, Any]:
    """Return what the database noted when it last looked; of a new table it knows nothing."""
    with connection.cursor() as database:
        database.execute(
            "select reltuples::bigint from pg_class where oid = 'jobs_vacancysearch'::regclass"
        )
        (rows,) = database.fetchone()
        database.execute(
            """
            select token, share from pg_stats,
                unnest(most_common_elems::text::text[], most_common_elem_freqs) as s(token, share)
            where tablename = 'jobs_vacancysearch' and attname = 'doc' and share >= %s
            """,
            [LEAST_SHARE],
        )
        return {"vacancies": max(0, rows), "shares": dict(database.fetchall())}
