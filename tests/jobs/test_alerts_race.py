"""Two workers tell people of new vacancies at the same moment."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from jobs.models import SearchAlert
from jobs.services.alerts import send_alerts
from sikas.notifications.models import Message
from tests.jobs.racing import meanwhile
from tests.jobs.seeking import fresh_vacancy, kept_search

pytestmark = pytest.mark.django_db(transaction=True)

GUARDS = {
    "jobs_searchalert": ("search_alert_once_a_day", "unique (user_id, day)"),
    "notifications_message": (
        "message_once_per_event_and_channel",
        "unique (event, key, channel)",
    ),
}


@contextmanager
def unguarded() -> Iterator[None]:
    """Take away what the database holds against a second message."""
    with connection.cursor() as cursor:
        for table, (name, _rule) in GUARDS.items():
            cursor.execute(f"alter table {table} drop constraint {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for table, (name, rule) in GUARDS.items():
                cursor.execute(f"delete from {table}")  # noqa: S608 - names of our tables
                cursor.execute(f"alter table {table} add constraint {name} {rule}")


def told_by_two_workers() -> tuple[int, int]:
    """Return how many days and mails there are when two workers begin at the same moment."""
    kept_search()
    fresh_vacancy()
    with meanwhile(send_alerts):
        send_alerts()
    mails = Message.objects.filter(event="jobs.search_alert", channel="email")
    return SearchAlert.objects.count(), mails.count()


def test_two_workers_send_one_message():
    assert told_by_two_workers() == (1, 1)


def test_without_the_constraints_two_workers_send_two():
    with unguarded():
        assert told_by_two_workers() == (2, 2)
