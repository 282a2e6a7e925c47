"""Counting requests for the metrics: one statement for each request, none for a record."""

from django.db import connection

_COUNT = """
insert into integration_httptally as t
    (endpoint, code, count, seconds, within_1, within_5, within_30)
values (%(endpoint)s, %(code)s, 1, %(seconds)s,
    (%(seconds)s <= 1)::int, (%(seconds)s <= 5)::int, (%(seconds)s <= 30)::int)
on conflict (endpoint, code) do update set
    count = t.count + 1,
    seconds = t.seconds + excluded.seconds,
    within_1 = t.within_1 + excluded.within_1,
    within_5 = t.within_5 + excluded.within_5,
    within_30 = t.within_30 + excluded.within_30
"""


def count(endpoint: str, code: str, seconds: float) -> None:
    """Count one request: its ending is a status or a trouble."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"endpoint": endpoint, "code": code, "seconds": seconds})
