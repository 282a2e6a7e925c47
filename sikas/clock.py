"""The one clock: what time it is, for Python and for SQL.

Deadlines are judged by the database: use `DatabaseNow` in queries. `now()` is for text and
timestamps. Tests replace both together (tests/clock.py).
"""

from datetime import datetime

from django.db.models import DateTimeField, Func
from django.utils import timezone


def now() -> datetime:
    """Return the current time, aware, in UTC."""
    return timezone.now()


class DatabaseNow(Func):
    """SQL `sikas_now()`: the database's clock at this moment, also after waiting for a lock."""

    function = "sikas_now"
    arity = 0
    output_field = DateTimeField()
