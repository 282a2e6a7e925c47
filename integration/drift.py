"""How the wire differs from our tables: told to officers, stops nothing."""

from django.db import connection

from integration.enums import DriftKind
from integration.mapping.reader import NAME_LONGEST, Reader, shown

_NOTE = """
insert into integration_drift as d (kind, path, what, example, times, first_seen_at, last_seen_at)
values (%s, %s, %s, %s, %s, sikas_now(), sikas_now())
on conflict (kind, path, what, example) do update
set times = d.times + excluded.times, last_seen_at = excluded.last_seen_at
"""


def note_drift(reader: Reader) -> None:
    """Keep what a reader met beside the table: unknown fields, absent ones, names in no list."""
    kind, drift = reader.mapping.kind, reader.drift
    rows = [
        *((kind, name, DriftKind.EXTRA, "", times) for name, times in drift.extra.items()),
        *((kind, name, DriftKind.ABSENT, "", times) for name, times in drift.missing.items()),
        *(
            (kind, path, DriftKind.UNKNOWN, shown(name, NAME_LONGEST), times)
            for (path, name), times in reader.lists.unknown.items()
        ),
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_NOTE, rows)
