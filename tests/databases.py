"""Test databases: one migrated template, copied for every worker and every server of a test.

An advisory lock, held by the process that uses a copy, tells a living copy from one that a killed
run left behind.
"""

import hashlib
import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from django.core.management import call_command
from django.db import connections, transaction

from tests import clock

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "sikas_test_"
TEMPLATE_LOCK = 7_104_221
# What the content of a freshly migrated database depends on.
SOURCES = (
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "*/models*.py",
    "*/models/*.py",
    "*/*/models*.py",
    "*/*/models/*.py",
    "*/apps.py",
    "*/*/apps.py",
    "sikas/accounts/roles.py",
    "requirements.txt",
    "tests/clock.py",
)
TABLES = """
SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


def fingerprint() -> str:
    """Return a short hash of all that shapes a freshly migrated database."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


class Server:
    """The database server of the tests, seen from a connection to the database it came with."""

    def __init__(self) -> None:
        self.connection = psycopg2.connect(
            **connections["default"].get_connection_params() | {"cursor_factory": None}
        )
        self.connection.autocommit = True

    def run(self, sql: str, *params: object) -> list[tuple]:
        """Run one statement and return its rows."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall() if cursor.description else []

    def names(self) -> list[str]:
        """Return the names of all databases of tests."""
        rows = self.run("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", PREFIX)
        return [name for (name,) in rows]

    def drop(self, name: str) -> None:
        """Drop a database with all its connections."""
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def template(self) -> str:
        """Return the name of the migrated template, made by whoever comes first."""
        name = f"{PREFIX}template_{fingerprint()}"
        self.run("SELECT pg_advisory_lock(%s)", TEMPLATE_LOCK)
        try:
            if name not in self.names():
                self._drop_left_behind()
                self._migrate(name)
        finally:
            self.run("SELECT pg_advisory_unlock(%s)", TEMPLATE_LOCK)
        return name

    def _migrate(self, name: str) -> None:
        unfinished = f"{PREFIX}unfinished_{uuid.uuid4().hex}"
        self.run(f'CREATE DATABASE "{unfinished}"')
        with connected_to(unfinished):
            call_command("migrate", verbosity=0, interactive=False)
            with connections["default"].cursor() as cursor:
                cursor.execute(clock.BEND_SQL)
        self.run(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')

    def _drop_left_behind(self) -> None:
        for name in self.names():
            ((free,),) = self.run("SELECT pg_try_advisory_lock(hashtext(%s))", name)
            if free:
                self.drop(name)
                self.run("SELECT pg_advisory_unlock(hashtext(%s))", name)

    @contextmanager
    def copy(self) -> Iterator[str]:
        """Yield the name of a fresh copy of the template; drop it afterwards."""
        name = f"{PREFIX}{uuid.uuid4().hex[:12]}"
        template = self.template()
        self.run("SELECT pg_advisory_lock(hashtext(%s))", name)
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        self.run(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
        try:
            yield name
        finally:
            self.drop(name)
            self.run("SELECT pg_advisory_unlock(hashtext(%s))", name)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Point Django's connection at another database of the same server."""
    connection = connections["default"]
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def contents() -> dict[str, str]:
    """Return the rows of every table of the database that Django is connected to."""
    found = {}
    with connections["default"].cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.copy_expert(f'COPY "{table}" TO STDOUT', rows := io.StringIO())
            found[table] = rows.getvalue()
    return found


def restore(before: dict[str, str]) -> None:
    """Give that database the rows again that it had; no trigger hears of it.

    Truncating every table, as Django does after a test that commits, takes thirty times as long
    and leaves a database without the rows that migrations made.
    """
    now = contents()
    changed = [table for table in before if now[table] != before[table]]
    with transaction.atomic(), connections["default"].cursor() as cursor:
        for table in changed:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
        for table in changed:
            cursor.copy_expert(f'COPY "{table}" FROM STDIN', io.StringIO(before[table]))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table cannot change before
        for table in changed:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
