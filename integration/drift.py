"""How the wire differs from our tables and lists: told to officers, stops nothing.

Another form is for developers; a name that no list has is for officers, and no alarm.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.db import connection
from django.db.models import Count, QuerySet

from integration.enums import DriftKind, Kind
from integration.mapping.differences import NAME_LONGEST
from integration.mapping.reader import Reader
from integration.mapping.showing import shown
from integration.models import Drift
from sikas import clock

RECENT = timedelta(days=7)

_NOTE = """
insert into integration_drift as d (kind, path, what, example, times, first_seen_at, last_seen_at)
values (%s, %s, %s, %s, %s, sikas_now(), sikas_now())
on conflict (kind, path, what, example) do update
set times = d.times + excluded.times, last_seen_at = excluded.last_seen_at
"""


def note_drift(reader: Reader) -> None:
    """Keep what a reader met beside the table: another form, and names that are in no list.

    Its thread may still count: each counter is copied at once.
    """
    kind, drift = reader.mapping.kind, reader.drift
    counted = {
        DriftKind.EXTRA: drift.extra,
        DriftKind.ABSENT: drift.missing,
        DriftKind.TYPE: drift.retyped,
    }
    rows = [
        (kind, path, what, "", times)
        for what, found in counted.items()
        for path, times in dict(found).items()
    ]
    rows += [
        (kind, path, DriftKind.UNKNOWN, shown(name, NAME_LONGEST), times)
        for (path, name), times in dict(reader.lists.unknown).items()
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_NOTE, rows)


def form_changes(kind: Kind) -> "QuerySet[Drift]":
    """Return how the form of what comes differs from the table, the newest first."""
    return Drift.objects.filter(kind=kind).exclude(what=DriftKind.UNKNOWN)


def unknown_names(kind: Kind) -> "QuerySet[Drift]":
    """Return names that our lists do not have, the most frequent first."""
    return Drift.objects.filter(kind=kind, what=DriftKind.UNKNOWN).order_by("-times", "pk")


def recent_form_changes() -> Mapping[str, int]:
    """Return by kind how many fields came in another form lately."""
    found = _recent().exclude(what=DriftKind.UNKNOWN)
    return dict(found.values_list("kind").annotate(fields=Count("path", distinct=True)))


def recent_differences() -> Mapping[tuple[str, str], int]:
    """Return by kind and difference how many fields, or names of no list, came lately."""
    counted = _recent().values_list("kind", "what").annotate(number=Count("pk"))
    return {(kind, what): number for kind, what, number in counted}


def _recent() -> "QuerySet[Drift]":
    return Drift.objects.filter(last_seen_at__gte=clock.now() - RECENT).order_by()
