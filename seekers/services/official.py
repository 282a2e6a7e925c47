"""What an official source says of people takes the place of what their profiles say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pghistory
from django.db import IntegrityError, connection, models
from django.db import transaction as database

from seekers.enums import CounterWork, NikConflictState
from seekers.models import CounterAct, NikConflict, Seeker
from sikas.accounts.models import User
from sikas.workflow.transitions import transition

BATCH = 500
SLOTS = ("nik_index_a", "nik_index_b")

_WRITE = """
update seekers_seeker s
set name = t.name, birth_date = coalesce(t.birth_date, s.birth_date), sex = coalesce(t.sex, s.sex),
    nik_sealed = coalesce(t.nik_sealed, s.nik_sealed),
    nik_index_a = case when t.nik_sealed is null then s.nik_index_a else t.nik_index_a end,
    nik_index_b = case when t.nik_sealed is null then s.nik_index_b else t.nik_index_b end,
    updated_at = sikas_now()
from unnest(%s::bigint[], %s::text[], %s::date[], %s::int[], %s::text[], %s::text[], %s::text[])
    as t (id, name, birth_date, sex, nik_sealed, nik_index_a, nik_index_b)
where s.id = t.id
"""


@dataclass(frozen=True)
class Told:
    """What the source says of a seeker, the NIK as the database keeps it; None says nothing."""

    seeker_id: int
    name: str
    birth_date: date | None
    sex: int | None
    nik_sealed: str
    nik_index_a: str | None
    nik_index_b: str | None


def take_over(*, told: Sequence[Told], source: str) -> list[int]:
    """Write what differs; return the keys of seekers whose NIK another profile holds.

    Of those nothing is written. Side effects in order, in batches of BATCH: the profiles, the names
    of their accounts, the record of the counter without an officer, open conflicts about a NIK.
    """
    taken: list[int] = []
    for start in range(0, len(told), BATCH):
        with database.atomic(), pghistory.context(source=source):
            taken += _take_batch(told[start : start + BATCH])
    return taken


def _take_batch(told: Sequence[Told]) -> list[int]:
    keys = [one.seeker_id for one in told]
    living = Seeker.objects.living().filter(pk__in=keys).order_by("pk")
    rows = {row.pk: row for row in living.select_for_update(no_key=True)}
    changes = {
        one: changed
        for one in told
        if one.seeker_id in rows and (changed := _changed(rows[one.seeker_id], one))
    }
    taken = _write(changes)
    written = {one.seeker_id: changed for one, changed in changes.items() if one not in taken}
    _rename_accounts([key for key, changed in written.items() if "name" in changed])
    CounterAct.objects.bulk_create(
        CounterAct(seeker_id=key, work=CounterWork.OFFICIAL, subjects=changed)
        for key, changed in written.items()
    )
    _settle_conflicts([key for key, changed in written.items() if "nik" in changed])
    return [one.seeker_id for one in taken]


def _changed(row: Seeker, told: Told) -> list[str]:
    said = {name: getattr(told, name) for name in ("name", "birth_date", "sex")}
    changed = [name for name, value in said.items() if value and getattr(row, name) != value]
    holds = any(getattr(told, slot) and getattr(told, slot) == getattr(row, slot) for slot in SLOTS)
    return changed if holds else [*changed, "nik"]


def _write(changes: Mapping[Told, list[str]]) -> list[Told]:
    """Write what was told; return those whose NIK is another's."""
    try:
        with database.atomic():
            _write_rows(changes)
    except IntegrityError:
        return [one for one, changed in changes.items() if not _write_alone(one, changed)]
    return []


def _write_alone(told: Told, changed: list[str]) -> bool:
    try:
        with database.atomic():
            _write_rows({told: changed})
    except IntegrityError as error:
        if "nik_index" in str(error):
            return False
        raise
    return True


def _write_rows(changes: Mapping[Told, list[str]]) -> None:
    columns = [list(column) for column in zip(*_rows(changes), strict=True)]
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, columns)


def _rows(changes: Mapping[Told, list[str]]) -> Iterator[tuple[Any, ...]]:
    for told, changed in changes.items():
        number = (told.nik_sealed, told.nik_index_a, told.nik_index_b)
        own = number if "nik" in changed else (None, None, None)
        yield told.seeker_id, told.name, told.birth_date, told.sex, *own


def _rename_accounts(keys: Sequence[int]) -> None:
    if keys:
        names = Seeker.objects.filter(user=models.OuterRef("pk")).order_by().values("name")
        User.objects.filter(seeker__in=keys).update(name=models.Subquery(names))


def _settle_conflicts(keys: Sequence[int]) -> None:
    open_ = NikConflict.objects.filter(seeker__in=keys, state=NikConflictState.OPEN)
    for conflict in open_.order_by("pk"):
        transition(conflict, NikConflictState.CORRECTED, by=None)
