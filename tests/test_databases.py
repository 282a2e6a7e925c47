"""What a test that commits leaves behind is gone, what it took away is back."""

import pytest
from django.db import connection

from integration.models import Stream
from sikas.reference.models import Industry
from tests import databases

pytestmark = pytest.mark.django_db


def leave_things() -> None:
    """Write rows whose end triggers remember, and take away what a migration made."""
    Industry.objects.create(edition=2020, code="C", digits=1, title="Industri Pengolahan")
    Stream.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as a commit would


def test_database_has_its_first_rows_again_and_no_others():
    before = databases.contents()
    assert Stream.objects.exists()
    leave_things()
    databases.restore(before)
    assert databases.contents() == before


def test_triggers_are_back_when_rows_are():
    before = databases.contents()
    leave_things()
    databases.restore(before)
    leave_things()
    changed = {table for table, rows in databases.contents().items() if rows != before[table]}
    assert changed == {"integration_stream", "reference_industry", "reference_industryevent"}
