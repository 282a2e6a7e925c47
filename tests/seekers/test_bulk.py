"""Job seekers by COPY: as many as asked, all valid, found by NIK and name, nothing twice."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import connection

from seekers.demo import bulk
from seekers.models import Seeker
from seekers.nik import open_nik, parse_nik

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
MANY = 400


@pytest.fixture
def people(reference, db):
    bulk.fill_seekers(upto=MANY, now=NOW, seed=7)
    return list(Seeker.objects.order_by("pk"))


def test_rows_are_valid_and_each_is_found_by_its_nik(people):
    assert len(people) == MANY
    for person in people[:60]:
        person.full_clean()  # raises
        number = open_nik(person.nik_sealed)
        assert parse_nik(number.digits) == number
        assert number.agrees_with(person.birth_date)
        assert number.sex == person.sex
        assert Seeker.objects.with_nik(number).get() == person


def test_names_have_one_word_to_four(people):
    words = Counter(len(person.name.split()) for person in people)
    assert set(words) == {1, 2, 3, 4}
    assert len({person.name for person in people}) > MANY / 2


def test_second_run_adds_only_the_difference_and_tells_how_far_it_is(people):
    heard = []
    added = bulk.fill_seekers(
        upto=MANY + 5, now=NOW, seed=7, report=lambda *amounts: heard.append(amounts)
    )
    assert (added, heard) == (5, [(5, 5)])
    assert bulk.fill_seekers(upto=MANY, now=NOW, seed=7) == 0


def test_large_load_builds_the_index_of_names_anew(reference, db, monkeypatch):
    monkeypatch.setattr(bulk, "MANY_ROWS", 10)
    bulk.fill_seekers(upto=20, now=NOW, seed=7)
    with connection.cursor() as cursor:
        cursor.execute(
            "select indisvalid from pg_index where indexrelid = 'seeker_name_like'::regclass"
        )
        assert cursor.fetchone() == (True,)
