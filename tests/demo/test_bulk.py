"""Vacancies by COPY: as many as asked, the same again, and found whenever the index is built."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from employers.models import Company
from jobs import demo
from jobs.demo import bulk
from jobs.demo.mixing import employer_names
from jobs.models import SearchWord, Vacancy, VacancySearch
from sikas.bulk import line
from tests.demo.conftest import NOW
from tests.demo.rows import real_words, snapshot, without_keys

pytestmark = pytest.mark.django_db

MANY, FIRMS = 2000, 40


def fill(upto=MANY, **more):
    return demo.fill(upto=upto, now=NOW, companies=FIRMS, **more)


def test_bulk_reaches_the_number_asked_for_beside_the_demo(setting):
    setting.load()
    heard = []
    added = fill(report=lambda *amounts: heard.append(amounts))
    assert added == MANY - 97
    assert Vacancy.objects.public().count() == MANY
    assert Company.objects.public().count() == FIRMS
    assert heard[-1] == (added, added)


def test_bulk_is_the_same_for_the_same_seed_and_clock_and_another_for_another(setting):
    def rows(seed):
        Vacancy.objects.all().delete()
        Company.objects.all().delete()
        fill(seed=seed)
        return {name: without_keys(found) for name, found in snapshot().items()}

    first = rows(1)
    assert rows(1) == first
    assert rows(2)["Vacancy"] != first["Vacancy"]


@pytest.mark.parametrize("threshold", [100, MANY + 1])
def test_search_finds_bulk_rows_whenever_its_index_is_built(setting, monkeypatch, threshold):
    monkeypatch.setattr(bulk, "MANY_ROWS", threshold)
    fill()
    assert VacancySearch.objects.count() == MANY
    assert VacancySearch.objects.filter(doc="sawit").count() > 20
    assert SearchWord.objects.filter(word="pramuniaga").exists()
    with connection.cursor() as cursor:
        cursor.execute("select indisvalid from pg_index where indexrelid = 'search_doc'::regclass")
        assert cursor.fetchone() == (True,)


def test_index_comes_back_after_a_failure(setting, monkeypatch):
    monkeypatch.setattr(bulk, "MANY_ROWS", 100)

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(report=stop)
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('search_doc') is not null")
        assert cursor.fetchone() == (True,)


def test_made_up_employers_bear_no_real_name():
    names = employer_names()
    assert len(set(names)) == len(names)
    assert not real_words(names)


def test_copy_line_keeps_what_its_format_uses():
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    row = line(["a\tb\nc\\d\re", None, 7, moment, ["x", 'y",z']])
    listed = '{"x","y\\\\",z"}'  # an element is quoted, and its escape escaped for the line
    assert row == f"a\\tb\\nc\\\\d\\re\t\\N\t7\t2026-11-24T00:00:00Z\t{listed}\n"
