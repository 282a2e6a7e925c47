"""Whether a kept connection to the database still lives."""

import select
from contextlib import closing

import psycopg2
import pytest
from django.db import connection

from tests import databases

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def backend(database_server: databases.Server) -> int:
    """Connect, and return the server's process for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return cursor.fetchone()[0]


def last_query(server: databases.Server, backend: int) -> str:
    """Return what the server did last for a connection."""
    ((query,),) = server.run("select query from pg_stat_activity where pid = %s", backend)
    return query


def test_living_connection_is_told_without_a_query(database_server, backend):
    assert connection.is_usable()
    assert last_query(database_server, backend) == "select pg_backend_pid()"


def test_connection_that_the_server_ended_is_not_usable(database_server, backend):
    database_server.run("select pg_terminate_backend(%s, 5000)", backend)
    assert not connection.is_usable()
    connection.close()
    assert not connection.is_usable()


def test_word_of_the_server_on_an_idle_connection_ends_nothing(backend):
    with connection.cursor() as cursor:
        cursor.execute("listen news")
    with closing(psycopg2.connect(connection.connection.dsn)) as other, other:
        other.cursor().execute("notify news")
    assert select.select([connection.connection], [], [], 5)[0]
    assert connection.is_usable()
