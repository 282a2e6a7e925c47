"""New keys for sealed NIKs while the portal runs (docs/operations.md says in which order).

A row is right when it is sealed under the first sealing key and every place of the blind index
that has a key holds the index under that very key. Each row is opened and compared, so a run that
was killed simply goes on, and a place that was filled under a forgotten key is found. Upper floors
that keep a NIK in columns of the same names register their table.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seekers.models import NikConflict, Seeker
from seekers.nik import open_nik
from sikas import encryption

BATCH = 500  # rows; one batch is locked for some hundredths of a second
PLACES = {slot: f"nik_index_{slot}" for slot in encryption.SLOTS}
Row = tuple[int, str, str | None, str | None]  # key, sealed NIK, index in place a, in place b
Report = Callable[[int, int], None]

_WRITE = """
update {table} as kept
set nik_sealed = fresh.sealed, nik_index_a = fresh.index_a, nik_index_b = fresh.index_b
from unnest(%s::bigint[], %s::text[], %s::text[], %s::text[])
    as fresh (id, sealed, index_a, index_b)
where kept.{key} = fresh.id
"""
_tables: list[type[models.Model]] = [Seeker]


def register(model: type[models.Model]) -> None:
    """Add a table with a NIK; called once from the `AppConfig.ready` of its app.

    Its blind indexes are not unique: the same NIK may be in several rows.
    """
    _tables.append(model)


class NotReadyError(ValidationError):
    """A place of the index cannot be emptied yet; the message says why."""


@dataclass
class Outcome:
    """What a run saw: rows that were right already, that were not, and that were written.

    `unreadable` counts rows by the name of the sealing key that is gone. `doubled` are profiles
    whose NIK another one was given while the places were changing: the counter decides about them.
    """

    right: int = 0
    wrong: int = 0
    written: int = 0
    unreadable: Counter[str] = field(default_factory=Counter)
    doubled: list[int] = field(default_factory=list)


def rotate(*, commit: bool, report: Report | None = None, batch: int = BATCH) -> Outcome:
    """Look at every sealed NIK and, with `commit`, bring those that are not right up to date.

    Each batch is a transaction of its own over rows that nobody else is writing; those come one by
    one at the end. A row is read again under its lock, so a NIK corrected meanwhile stays.
    """
    outcome, busy = Outcome(), list[tuple[type[models.Model], int]]()
    total, done = sum(_sealed(model).count() for model in _tables), 0
    for model, rows in _batches(batch):
        wrong = [row[0] for row in rows if _is_wrong(row, outcome)]
        if commit and wrong:
            busy += [(model, key) for key in _bring_up_to_date(model, wrong, outcome)]
        done += len(rows)
        if report:
            report(min(done, total), total)
    for model, key in busy:
        _bring_up_to_date(model, [key], outcome, wait=True)
    return outcome


def empty_place(
    *, slot: str, commit: bool, report: Report | None = None, batch: int = BATCH
) -> int:
    """Empty a place of the index whose key is gone; return how many rows held something there.

    Raises NotReadyError while the place still has its key (the running portal would fill it
    again), or while a row is not yet found by the other place.
    """
    if slot in settings.BLIND_INDEX_KEYS:
        raise NotReadyError(
            _("Tempat %(slot)s masih berkunci. Cabut dari BLIND_INDEX_KEYS, mulai ulang portal."),
            params={"slot": slot},
        )
    seen = rotate(commit=False, batch=batch)
    if seen.wrong or seen.unreadable:
        raise NotReadyError(
            _("Masih ada NIK tanpa indeks baru. Jalankan rotate_nik_keys --commit lebih dulu.")
        )
    place = PLACES[slot]
    found_elsewhere = Q(
        *((f"{PLACES[other]}__isnull", False) for other in encryption.SLOTS if other != slot)
    )
    is_held = {f"{place}__isnull": False}
    held = [model._base_manager.filter(found_elsewhere, **is_held) for model in _tables]
    total, emptied = sum(rows.count() for rows in held), 0
    for rows in held if commit else ():
        while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:batch]):
            emptied += rows.filter(pk__in=keys).update(**{place: None})
            if report:
                report(min(emptied, total), total)
    return total


def _sealed(model: type[models.Model]) -> "models.QuerySet[Any]":
    return model._base_manager.exclude(nik_sealed="")


def _batches(size: int) -> Iterator[tuple[type[models.Model], list[Row]]]:
    """Yield sealed rows of each table by their keys, as they are when their turn comes."""
    for model in _tables:
        last = 0
        rows = _sealed(model).order_by("pk").values_list("pk", "nik_sealed", *PLACES.values())
        while batch := list(rows.filter(pk__gt=last)[:size]):
            yield model, batch
            last = batch[-1][0]


def _is_wrong(row: Row, outcome: Outcome) -> bool:
    try:
        is_right = _right(row) == row
    except encryption.CannotOpenError as error:
        outcome.unreadable[str(error)] += 1
        return False
    outcome.right += is_right
    outcome.wrong += not is_right
    return not is_right


def _right(row: Row) -> Row:
    """Return the row as it should be; raises CannotOpenError.

    A profile without an index gave a NIK that is another's: it stays without. A place that has no
    key keeps what it holds until it is emptied.
    """
    key, sealed, *held = row
    number = open_nik(sealed)
    if not sealed.startswith(f"{encryption.current_key_id()}."):
        sealed = number.sealed()
    if any(held):
        fresh = number.blind_indexes()
        held = [fresh[PLACES[s]] or old for s, old in zip(encryption.SLOTS, held, strict=True)]
    return (key, sealed, *held)  # type: ignore[return-value]


def _bring_up_to_date(
    model: type[models.Model], keys: Sequence[int], outcome: Outcome, *, wait: bool = False
) -> list[int]:
    """Write the rows that are still not right; return the keys of those somebody else is writing.

    With `wait` it waits for them.
    """
    with transaction.atomic():
        rows = _locked(model, keys, wait=wait)
        wrong = [fresh for row in rows if (fresh := _right(row)) != row]
        try:
            with transaction.atomic():
                _write(model, wrong)
        except IntegrityError:
            for row in wrong:
                _write_alone(row, outcome)
        outcome.written += len(wrong)
    return sorted(set(keys) - {row[0] for row in rows})


def _locked(model: type[models.Model], keys: Sequence[int], *, wait: bool) -> list[Row]:
    rows = _sealed(model).filter(pk__in=keys).order_by("pk")
    rows = rows.select_for_update(skip_locked=not wait)
    return list(rows.values_list("pk", "nik_sealed", *PLACES.values()))


def _write(model: type[models.Model], rows: Sequence[Row]) -> None:
    names = {"table": model._meta.db_table, "key": model._meta.pk.column}
    with connection.cursor() as cursor:
        cursor.execute(
            _WRITE.format(**names), [list(column) for column in zip(*rows, strict=True)] or [[]] * 4
        )


def _write_alone(row: Row, outcome: Outcome) -> None:
    """Write a seeker; one whose NIK another profile holds goes to the counter, without an index."""
    try:
        with transaction.atomic():
            _write(Seeker, [row])
    except IntegrityError:
        _write(Seeker, [(*row[:2], None, None)])
        NikConflict.objects.bulk_create([NikConflict(seeker_id=row[0])], ignore_conflicts=True)
        outcome.doubled.append(row[0])
