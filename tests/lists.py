"""What a list page costs: the same number of queries for one row as for three."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def assert_cost_is_flat(
    client: Client, path: str, *, make: Callable[[], object], queries: int
) -> None:
    """Fail unless the page takes `queries` queries with one row and with three."""
    make()
    client.get(path)  # warms caches that outlive a request
    counts = []
    for more in (0, 2):
        for _ in range(more):
            make()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(path).status_code == 200
        counts.append(len(captured))
    assert counts == [queries, queries], "\n".join(query["sql"] for query in captured)
