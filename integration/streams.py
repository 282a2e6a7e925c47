"""Who may read a stream now: one worker, under a fencing number that grows."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

from django.db import Error, connection

from integration.enums import Kind
from integration.models import Stream

LEASE = timedelta(minutes=10)  # longer than a worker may live without committing a page

_LOCK = "select pg_try_advisory_lock(hashtextextended('integration:' || %s, 0))"
_UNLOCK = "select pg_advisory_unlock(hashtextextended('integration:' || %s, 0))"
_TAKE = """
update integration_stream set fence = fence + 1, leased_until = sikas_now() + %(lease)s
where kind = %(kind)s and (%(is_locked)s or coalesce(leased_until, sikas_now()) <= sikas_now())
returning fence
"""

_CLAIM = """
update integration_stream set leased_until = sikas_now() + %(lease)s
where kind = %(kind)s and fence = %(fence)s returning fence
"""

EVERY = {Kind.VACANCIES: 60, Kind.TRAININGS: 720, Kind.COMPANIES: 30, Kind.SEEKERS: 30}  # minutes


def make_streams(**_: Any) -> None:
    """Have a row for each kind, switched off, whatever became of the one that migrations made."""
    if Stream._meta.db_table not in connection.introspection.table_names():
        return  # migrations went back beyond it
    rows = [Stream(kind=kind, every=every) for kind, every in EVERY.items()]
    Stream.objects.bulk_create(rows, ignore_conflicts=True)


class FencedError(Exception):
    """Another worker took the stream over; nothing of this one's may be written any more."""


@contextmanager
def taken(kind: Kind) -> Iterator[int | None]:
    """Yield the fencing number under which the stream may be written, None when it is busy.

    The lock says that nobody else works. Whoever holds it without giving a sign of life for longer
    than the lease (a process that stands still) is overtaken, and refused when it wakes up.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [kind])
        (is_locked,) = cursor.fetchone()
        values: dict[str, Any] = {"kind": kind, "is_locked": is_locked, "lease": LEASE}
        cursor.execute(_TAKE, values)
        row = cursor.fetchone()
    try:
        yield row and row[0]
    finally:
        if row:
            _let_go(kind, row[0])
        if is_locked:
            with suppress(Error), connection.cursor() as cursor:  # a lost session has no lock
                cursor.execute(_UNLOCK, [kind])


def _let_go(kind: Kind, fence: int) -> None:
    with suppress(Error):  # a lost database has nothing to be let go of
        Stream.objects.filter(kind=kind, fence=fence).update(leased_until=None)


def claim(kind: Kind, fence: int) -> None:
    """Lock the stream until the transaction ends, as a sign of life; raises FencedError."""
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"kind": kind, "fence": fence, "lease": LEASE}
        cursor.execute(_CLAIM, values)
        if not cursor.fetchone():
            raise FencedError(f"{kind}: {fence} is over")


def locked(kind: Kind, fence: int) -> Stream:
    """Return the stream, claimed; raises FencedError."""
    claim(kind, fence)
    return Stream.objects.get(kind=kind)


def held(kind: Kind) -> None:
    """Let no page of a kind land until the transaction ends; what has landed is seen."""
    Stream.objects.select_for_update(no_key=True).filter(kind=kind).first()
