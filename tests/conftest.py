"""Fixtures of the whole suite: a database of its own for each worker, and no surprises."""

import gc
import os
import shutil
import sys
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from jobs.search import lists
from sikas import embedded, microcache
from sikas.memory import fragments, standing
from sikas.reference.models import Office
from sikas.reference.services import load_reference
from tests import databases, harness, strictness
from tests.clock import Clock, bent_clock
from tests.settings import FILES_DIR
from tests.simulator.running import simulator, simulator_process

__all__ = ["simulator", "simulator_process"]  # fixtures

# Bytecode is kept even where an image says otherwise: every worker, and every server that a test
# starts, would compile all its code again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

strictness.forbid_network()
microcache.shelf.room = fragments.room = 0  # tests see pages as they are now

# The controller starts the servers before its workers begin.
if "PYTEST_XDIST_WORKER" not in os.environ:
    shutil.rmtree(FILES_DIR, ignore_errors=True)
    if not os.environ.get("DATABASE_URL"):
        embedded.start()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the access table anew."""
    parser.addoption("--accept-access", action="store_true", help="write tests/gates/access.csv")


def pytest_collection_finish() -> None:
    """Leave what stays to the end out of every collection of garbage: migrating makes much."""
    gc.freeze()


@pytest.fixture(scope="session")
def database_server(django_test_environment: None, django_db_blocker: DjangoDbBlocker):
    """Return the server that holds the databases of the tests."""
    with django_db_blocker.unblock():
        server = databases.Server()
    yield server
    server.connection.close()


@pytest.fixture(scope="session")
def django_db_setup(
    database_server: databases.Server, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Give this worker its own copy of the template; a test that commits leaves it as it was."""
    with (
        django_db_blocker.unblock(),
        database_server.copy() as name,
        databases.connected_to(name),
        pytest.MonkeyPatch.context() as patch,
    ):
        before = databases.contents()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: databases.restore(before))
        yield


@pytest.fixture(autouse=True)
def _no_chance_order() -> Iterator[None]:
    with strictness.shuffled_querysets():
        yield


@pytest.fixture(autouse=True)
def _empty_memory() -> None:
    cache.clear()
    lists.forget()
    standing.renew()
    Office.objects.forget()


@pytest.fixture(scope="module")
def reference(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the code lists once for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def clock(request: pytest.FixtureRequest) -> Iterator[Clock]:
    """Bend the time of Python and SQL together, and that of the test's server if it has one."""
    request.getfixturevalue("portal" if "portal" in request.fixturenames else "db")
    with bent_clock() as bent:
        yield bent


@pytest.fixture
def portal(
    database_server: databases.Server, django_db_blocker: DjangoDbBlocker
) -> Iterator[harness.Portal]:
    """Start a real server on a database of its own; the test sees the same database."""
    with (
        django_db_blocker.unblock(),
        database_server.copy() as name,
        databases.connected_to(name),
        harness.serve(name) as running,
    ):
        yield running


@pytest.fixture
def own_database(
    database_server: databases.Server, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Let the test, its threads and its processes see a database of their own."""
    with (
        django_db_blocker.unblock(),
        database_server.copy() as name,
        databases.connected_to(name),
    ):
        yield
