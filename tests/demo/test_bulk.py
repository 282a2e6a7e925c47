"""Vacancies by COPY: as many as asked, all valid, the same again, and nothing twice."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import Count

from employers.models import Company
from jobs import demo
from jobs.demo import bulk
from jobs.demo.mixing import employer_names
from jobs.enums import Source, VacancyState
from jobs.models import SearchWord, Vacancy, VacancySearch, VacancyTransition
from jobs.models.vacancies import MAX_TEXT
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


def test_bulk_rows_pass_full_validation(setting):
    fill()
    rows = [*Vacancy.objects.all()[:300], *Company.objects.all()]
    assert len(rows) > FIRMS
    for row in rows:
        row.full_clean()  # raises


def test_bulk_spreads_as_advertisements_do(setting):
    fill()
    shown = Vacancy.objects.order_by()
    by_occupation = shown.values("occupation").annotate(n=Count("pk")).values_list("n", flat=True)
    occupations = sorted(by_occupation)
    assert len(occupations) > 150
    assert occupations[-1] > 12 * occupations[len(occupations) // 2]
    sources = Counter(shown.values_list("source", flat=True))
    assert 0.07 < sources[Source.LOCAL] / MANY < 0.13
    assert sources[Source.PARTNER] < sources[Source.LOCAL] < sources[Source.KARIRHUB]
    districts = Counter(code[:8] for code in shown.values_list("area__code", flat=True))
    assert len(districts) == 25
    assert districts["12.09.20"] > 3 * districts["12.09.25"]
    lengths = [len(text) for text in shown.values_list("description", flat=True)]
    assert min(lengths) < 250
    assert 5000 < max(lengths) <= MAX_TEXT
    assert len(set(shown.values_list("title", flat=True))) > 800


def test_local_bulk_rows_have_their_steps(setting):
    fill()
    local = Vacancy.objects.filter(source=Source.LOCAL)
    steps = VacancyTransition.objects.filter(subject__in=local)
    assert steps.count() == VacancyTransition.objects.count() == 2 * local.count()
    for vacancy in local.prefetch_related("transitions"):
        _submitted, published = vacancy.transitions.all()
        assert (published.to_state, published.at) == (VacancyState.PUBLISHED, vacancy.published_at)
    assert all(company.transitions.count() == 2 for company in Company.objects.all())


def test_second_bulk_run_adds_nothing_and_a_larger_one_the_difference(setting):
    fill()
    before = snapshot()
    assert fill() == 0
    assert snapshot() == before
    assert fill(MANY + 50) == 50


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
