"""Two people at one row: the second begins before the first one's transaction ends."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import QuerySet

from sikas.workflow.transitions import TransitionRefusedError

MOMENT, MOMENTS = 0.02, 250  # seconds between two looks, and how often


def leave_locks_out(monkeypatch) -> None:
    """Switch off the lock that lets the second person see what the first one did."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_options: self.all())


@contextmanager
def unlocked(function: str, locking: str) -> Iterator[None]:
    """Take the lock at the end of `locking` out of a function of the database meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_functiondef(%s::regproc)", [function])
        (guarded,) = cursor.fetchone()
        without = guarded.replace(locking, locking.partition(" for ")[0])
        assert without != guarded
        cursor.execute(without)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(guarded)


def who_wait() -> int:
    """Return how many sessions of this database wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_stat_clear_snapshot()"
        )  # a transaction would see what it once saw
        cursor.execute(
            "select count(*) from pg_stat_activity"
            " where datname = current_database() and wait_event_type = 'Lock'"
        )
        return int(cursor.fetchone()[0])


@contextmanager
def meanwhile(act: Callable[[], object]) -> Iterator[None]:
    """Do what is inside in a transaction; before it ends, somebody else begins to `act`."""
    done = threading.Event()

    def run() -> None:
        try:
            with suppress(ValidationError, TransitionRefusedError):
                act()
        finally:
            connection.close()
            done.set()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        yield
        thread.start()
        for _look in range(MOMENTS):
            if done.wait(MOMENT) or who_wait():
                break
    thread.join()
