"""Everything that the portal keeps, as text: each column of each table, history included."""

from collections.abc import Collection

from django.conf import settings
from django.db import connection

TABLES = """
    select quote_ident(table_schema) || '.' || quote_ident(table_name)
    from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
    order by 1
"""


def dump() -> dict[str, str]:
    """Return the text of every row by the name of its table."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        texts = {}
        for table in tables:
            cursor.execute(f"select row_to_json(t)::text from {table} t")  # noqa: S608
            texts[table] = "\n".join(text for (text,) in cursor.fetchall())
    return texts


def found_in_database(values: Collection[str]) -> list[tuple[str, str]]:
    """Return which of these values stand in which tables."""
    return [(table, value) for table, text in dump().items() for value in values if value in text]


def found_in_files(values: Collection[bytes]) -> list[str]:
    """Return the private files that hold one of these values."""
    files = [path for path in settings.FILES_DIR.rglob("*") if path.is_file()]
    return [path.name for path in files for value in values if value and value in path.read_bytes()]
