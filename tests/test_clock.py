"""The one clock tells Python and SQL the same time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from sikas import clock as sikas_clock

SLACK = timedelta(seconds=1)


def database_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sikas_now()")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_clocks_of_python_and_sql_agree():
    assert abs(database_now() - sikas_clock.now()) < SLACK


@pytest.mark.django_db
def test_database_clock_runs_on_inside_a_transaction():
    first = database_now()
    assert database_now() > first


def test_frozen_clock_stands_still_in_python_and_sql(clock):
    moment = datetime(2026, 11, 10, 8, 30, tzinfo=UTC)
    clock.freeze(moment)
    assert sikas_clock.now() == moment
    assert database_now() == moment
    clock.move(timedelta(days=1))
    assert sikas_clock.now() == moment + timedelta(days=1)
    assert database_now() == moment + timedelta(days=1)


def test_moved_clock_runs_on_in_python_and_sql(clock):
    before = sikas_clock.now()
    clock.move(timedelta(hours=2))
    assert timedelta(hours=2) <= sikas_clock.now() - before < timedelta(hours=2) + SLACK
    assert abs(database_now() - sikas_clock.now()) < SLACK
