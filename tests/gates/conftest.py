"""The world that gates walk through."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests import databases
from tests.gates.world import World


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, database_server: databases.Server, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """Make everybody once, in a database where they may stay."""
    with (
        django_db_blocker.unblock(),
        database_server.copy() as name,
        databases.connected_to(name),
    ):
        yield World()
