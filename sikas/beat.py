"""Jobs of the timetable that run once, however many beats and workers there are."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

from django.db import Error, connection

# Two beats tick with any offset. Above one half, at most one of their ticks per period gets by;
# well below one, a tick that was kept waiting does not cost the next one its turn.
SPACING = 0.6

_START = """
    insert into beat_run as run (name, started_at) values (%(name)s, sikas_now())
    on conflict (name) do update set started_at = sikas_now()
    where run.finished_at is null or run.finished_at < run.started_at
       or run.started_at <= sikas_now() - %(spacing)s
    returning name
"""
_LOCK = "select pg_try_advisory_lock(hashtextextended('beat:' || %s, 0))"
_UNLOCK = "select pg_advisory_unlock(hashtextextended('beat:' || %s, 0))"
_FINISH = "update beat_run set finished_at = sikas_now() where name = %(name)s"


def single_run(*, every: timedelta) -> Callable[[Callable[[], object]], Callable[[], None]]:
    """Skip a job that runs elsewhere or was finished within this period of the timetable.

    A job whose worker died, or that failed, runs again at the next tick. The lock is a session's
    advisory lock, so it needs a direct connection or a pooler in session mode.
    """

    def decorate(job: Callable[[], object]) -> Callable[[], None]:
        name = f"{job.__module__}.{job.__name__}"

        @functools.wraps(job)
        def run() -> None:
            with _lock(name) as held:
                if held and _execute(_START, name=name, spacing=every * SPACING):
                    job()
                    _execute(_FINISH, name=name)

        return run

    return decorate


def seconds_since(job: str) -> float | None:
    """Return how long ago a job was last finished, or None when it never was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select extract(epoch from sikas_now() - finished_at)::float from beat_run"
            " where name = %s",
            [job],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def _execute(sql: str, **values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


@contextmanager
def _lock(name: str) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [name])
        (held,) = cursor.fetchone()
    try:
        yield held
    finally:
        if held:
            with suppress(Error), connection.cursor() as cursor:  # a lost session has no lock
                cursor.execute(_UNLOCK, [name])
