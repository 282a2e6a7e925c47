"""Any number of job seekers by COPY, block by block: for benchmarks and trials."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

import pgtrigger
from django.db import connection

from seekers.demo.names import draw_name
from seekers.enums import MaritalStatus, Religion, Sex, Visibility
from seekers.models import Seeker
from seekers.nik import WOMEN, Nik
from sikas.bulk import Value, copy_lines, late_index, line
from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area

BLOCK = 10_000
NAME_INDEX = "seeker_name_like"
MANY_ROWS = 50_000  # from here on building the index of names anew is cheaper
FIRST_BIRTHDAY, BIRTHDAYS = date(1966, 1, 1), 15_300  # days, to the end of 2007
STEP = 7_919  # prime: neighbours in the list are born far apart
SERIAL = 5_000  # of NIKs: the demo's own people and those of tests have smaller ones
WITH_PHONE = 0.85
REGISTERED = 700  # days ago, at most
OPERATORS = ("11", "12", "13", "21", "22", "52", "53", "57", "77", "31", "95")
RELIGIONS = (Religion.ISLAM,) * 8 + (Religion.PROTESTANT,) * 3 + tuple(Religion)
COLUMNS = (
    "name", "nik_sealed", "nik_index_a", "nik_index_b", "birth_place", "birth_date", "sex",
    "marital_status", "religion", "phone", "area_id", "address", "summary", "wished_employment",
    "ready_to_move", "visibility", "created_at", "updated_at",
)  # fmt: skip


def fill_seekers(
    *, upto: int, now: datetime, seed: int, report: Callable[[int, int], None] | None = None
) -> int:
    """Add job seekers until there are `upto`; return how many were added.

    Each block is kept, so what was interrupted goes on where it stopped. Their rows get no history:
    nobody changed them. `report` hears how many of how many are done.
    """
    villages = list(
        Area.objects.filter(
            system=CodeSystem.KEMENDAGRI,
            level__in=[AreaLevel.VILLAGE, AreaLevel.URBAN_VILLAGE],
        ).order_by("code")
    )
    have = Seeker.objects.count()
    with late_index(Seeker, NAME_INDEX, upto - have >= MANY_ROWS):
        for first in range(have, upto, BLOCK):
            size = min(BLOCK, upto - first)
            with pgtrigger.ignore("seekers.Seeker:insert_insert"):
                copy_lines(Seeker, COLUMNS, map(line, _rows(first, size, villages, now, seed)))
                connection.check_constraints()  # of a caller's transaction, before an index is made
            if report:
                report(first + size - have, upto - have)
    if upto > have:
        with connection.cursor() as cursor:
            cursor.execute("analyze seekers_seeker")
    return max(0, upto - have)


def _rows(
    first: int, size: int, villages: Sequence[Area], now: datetime, seed: int
) -> Iterator[list[Value]]:
    chance = Random(f"{seed}:{first}")  # noqa: S311
    for number in range(first, first + size):
        yield _row(number, chance.choice(villages), now, chance)


def _row(number: int, village: Area, now: datetime, chance: Random) -> list[Value]:
    sex = chance.choice(list(Sex))
    born = FIRST_BIRTHDAY + timedelta(days=number * STEP % BIRTHDAYS)
    nik = _nik(number, village, born, sex)
    registered = now - timedelta(days=REGISTERED * chance.random())
    phone = f"+628{chance.choice(OPERATORS)}{number * STEP % 10**8:08}"
    return [
        draw_name(sex, chance),
        nik.sealed(),
        *nik.blind_indexes().values(),
        village.name,
        born,
        sex.value,
        chance.choice(MaritalStatus.values),
        chance.choice(RELIGIONS).value,
        phone if chance.random() < WITH_PHONE else "",
        village.pk,
        f"Dusun {chance.randrange(1, 12)}, {village.name}",
        "",
        [],
        chance.random() < WITH_PHONE,
        Visibility.APPLIED.value,
        registered,
        registered,
    ]


def _nik(number: int, village: Area, born: date, sex: Sex) -> Nik:
    """Return a NIK of this place, day and sex; every number has another one."""
    day = born.day + WOMEN * (sex == Sex.FEMALE)
    place = village.code.replace(".", "")[:6]
    return Nik(f"{place}{day:02}{born:%m%y}{SERIAL + number // BIRTHDAYS:04}")
