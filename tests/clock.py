"""The clock of the tests: Python and SQL are moved together, in this process and in real servers.

Databases of the tests hold one row that says how the time is bent; their `sikas_now()` reads it,
and the servers that the harness starts follow it (tests/server_settings.py). Production knows
neither the table nor the switch.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import time_machine
from django.db import connection

BEND_SQL = """
CREATE TABLE tests_clock (frozen timestamptz, shift interval NOT NULL);
INSERT INTO tests_clock VALUES (NULL, '0');
CREATE OR REPLACE FUNCTION sikas_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
    'SELECT COALESCE(frozen, clock_timestamp() + shift) FROM tests_clock';
"""
# The clock of production again, for what is measured: the one above costs 2 us a call.
STRAIGHTEN_SQL = """
create or replace function sikas_now() returns timestamptz language sql volatile parallel safe
begin atomic
    select clock_timestamp();
end
"""


@dataclass
class Clock:
    """Bends the time of this process and of the database it is connected to."""

    frozen: datetime | None = None
    shift: timedelta = timedelta()
    _travel: time_machine.travel | None = field(default=None, repr=False)

    def freeze(self, at: datetime) -> None:
        """Stop the time at a moment."""
        self.bend(at, timedelta())
        self._write()

    def move(self, by: timedelta) -> None:
        """Let time jump; it stands still if it was frozen and runs on if it ran."""
        if self.frozen:
            self.bend(self.frozen + by, timedelta())
        else:
            self.bend(None, self.shift + by)
        self._write()

    def bend(self, frozen: datetime | None, shift: timedelta) -> None:
        """Bend the time of this process alone, as the row of the database says."""
        self.straighten()
        self.frozen, self.shift = frozen, shift
        if frozen or shift:
            target = frozen or datetime.now(UTC) + shift
            self._travel = time_machine.travel(target, tick=frozen is None)
            self._travel.start()

    def straighten(self) -> None:
        """Give this process the true time back."""
        if self._travel:
            self._travel.stop()
        self._travel, self.frozen, self.shift = None, None, timedelta()

    def _write(self) -> None:
        bend = (self.frozen, f"{self.shift.total_seconds()} seconds")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE tests_clock SET frozen = %s, shift = %s::interval", bend)

    def follow(self) -> None:
        """Bend this process as the row of the database says."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT frozen, shift FROM tests_clock")
            frozen, shift = cursor.fetchone()
        if (frozen, shift) != (self.frozen, self.shift):
            self.bend(frozen, shift)


@contextmanager
def bent_clock() -> Iterator[Clock]:
    """Yield a clock; true time returns afterwards."""
    clock = Clock()
    try:
        yield clock
    finally:
        if clock.frozen or clock.shift:
            clock.straighten()
            clock._write()
