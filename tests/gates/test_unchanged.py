"""The watch over GETs sees a write, whichever way it came."""

import pytest
from django.db import connection

from tests.factories import UserFactory
from tests.gates.unchanged import watch_writes


@pytest.mark.django_db
def test_write_is_seen_and_a_read_is_not():
    with watch_writes() as written:
        user = UserFactory.create()
    assert "accounts_user" in written
    with watch_writes() as written:
        user.refresh_from_db()
    assert written == []


@pytest.mark.django_db
def test_raw_update_is_seen():
    UserFactory.create()
    with watch_writes() as written, connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET is_active = false")
    assert "accounts_user" in written
