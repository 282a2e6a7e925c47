"""A GET changes nothing: what a stretch of code wrote, by the database's own count."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Rows that looking at a page may write, and why.
WRITTEN_BY_LOOKING: dict[str, str] = {}

# As pg_stat_xact_user_tables counts, at a third of its price.
WRITTEN = """
SELECT relname, rows FROM pg_class, LATERAL (
    SELECT pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
        + pg_stat_get_xact_tuples_deleted(oid) AS rows
) AS written
WHERE relkind IN ('r', 'm') AND rows > 0
    AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
"""


def writes() -> dict[str, int]:
    """Return how many rows of each table this transaction has written, triggers included."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return dict(cursor.fetchall())


@contextmanager
def watch_writes() -> Iterator[list[str]]:
    """Yield a list that holds, afterwards, the tables that were written without leave."""
    changed: list[str] = []
    before = writes()
    yield changed
    after = writes()
    changed += [
        table
        for table, count in after.items()
        if count != before.get(table) and table not in WRITTEN_BY_LOOKING
    ]
