"""Pages and counts are what a plain query over every row would give, whichever step answers."""

from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.http import QueryDict

from jobs.enums import Disability, EmploymentType, Source
from jobs.search import criteria, lists, statements
from jobs.search.criteria import Criteria
from jobs.search.cursors import Cursor, Key, decode
from jobs.search.selectors import count_facets, search_vacancies
from sikas.clock import now
from tests.jobs.factories import CompanyFactory, VacancyFactory
from tests.jobs.markets import code_lists

pytestmark = pytest.mark.django_db

WORDS = ("mandor", "kebun", "kasir", "toko", "sopir")
CHOICES = {
    "kecamatan": ("120919", "120920"),
    "pendidikan": ("sd", "sma", "s1"),
    "jabatan": ("5", "8"),
    "usaha": ("2020a", "2020g"),
    "jenis": ("full_time", "daily"),
    "upah": ("2", "4"),
    "disabilitas": ("ya", "physical"),
    "asal": ("local", "karirhub"),
    "wilayah": ("1209",),
}


@pytest.fixture
def market(district):
    """Make vacancies of every kind, many published at the same moment, some of them expired."""
    chance = Random(7)
    made = code_lists(district)
    companies = CompanyFactory.create_batch(3)
    for number in range(90):
        source = chance.choice([Source.LOCAL, Source.LOCAL, Source.KARIRHUB])
        published_at = now() - timedelta(days=number // 4 + 1)
        VacancyFactory(
            title=" ".join(chance.sample(WORDS, 2)),
            description=f"Membantu {chance.choice(WORDS)}.",
            company=chance.choice(companies) if source == Source.LOCAL else None,
            employer_name="" if source == Source.LOCAL else "Portal lain",
            source=source,
            area=chance.choice([*made.districts, None]),
            occupation=chance.choice([*made.occupations, None]),
            industry=chance.choice([*made.industries, None]),
            education=chance.choice([None, 20, 30, 40, 41, 60, 81]),
            employment_type=chance.choice(EmploymentType.values),
            pay_min=chance.choice([None, 1_900_000, 2_500_000, 4_000_000, 12_000_000]),
            disabilities=chance.choice([[], [], [Disability.PHYSICAL], [*Disability.values]]),
            published_at=published_at,
            closes_at=published_at + timedelta(days=chance.choice([1, 40])),
        )


@pytest.fixture(params=(3, 40, 500), ids=("forced", "mixed", "probed"))
def probe(request, monkeypatch):
    """Let the first step see few rows, so that the second has to answer, or all of them."""
    monkeypatch.setattr(statements, "LEAST_PROBE", request.param)


def some_searches(count: int) -> list[Criteria]:
    chance = Random(11)
    queries = []
    for _ in range(count):
        words = chance.sample(WORDS, chance.choice([0, 1, 1, 2, 3]))
        params = chance.sample(sorted(CHOICES), chance.choice([0, 0, 1, 2, 3]))
        pairs = [("q", " ".join(words)), *((name, chance.choice(CHOICES[name])) for name in params)]
        pairs.append(("urut", chance.choice(["terbaru", "cocok"])))
        query = QueryDict(mutable=True)
        for name, value in pairs:
            query.appendlist(name, value)
        asked, notes = criteria.read(query, lists.current())
        assert not notes
        queries.append(asked)
    return queries


def every_page(asked: Criteria) -> list[int]:
    found, cursor = [], None
    while True:
        page = search_vacancies(asked, cursor, size=7)
        found += [row.vacancy_id for row in page.rows]
        if page.next is None:
            return found
        cursor = decode(page.next.encode())
        assert cursor == page.next


def plainly(asked: Criteria) -> list[int]:
    """Return the numbers of all hits, as one plain statement gives them."""
    match = statements.query(asked, asked.filters)
    condition = f"doc @@ ({match.sql})" if match.sql else "true"
    order, params = "published_at desc, vacancy_id desc", match.params
    if asked.order == criteria.BEST and asked.words:
        rank = f"ts_rank({statements.WEIGHTS}, doc, {statements.any_of_words()}) desc"
        order, params = f"{rank}, {order}", [*params, " ".join(asked.words)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"select vacancy_id from jobs_vacancysearch where {condition}"  # noqa: S608
            f" and closes_at > sikas_now() order by {order}",
            params,
        )
        return [number for (number,) in cursor.fetchall()]


def test_pages_together_are_the_plain_result(market, probe):
    searches = some_searches(40)
    assert sum(bool(plainly(asked)) for asked in searches) > 25  # not a comparison of nothings
    for asked in searches:
        assert every_page(asked) == plainly(asked), asked


def test_count_of_a_value_is_what_choosing_it_gives(market, probe):
    for asked in some_searches(12):
        counts = count_facets(asked)
        assert counts.total == len(plainly(asked))
        assert not counts.is_capped
        for param, values in CHOICES.items():
            for value in values:
                others = asked.without(param).chosen
                chosen = Criteria(asked.text, (*others, (param, (value,))), asked.order)
                count = counts.by_value[param].get(value, 0)
                assert count == len(plainly(chosen)), (asked, param, value)


def test_more_hits_than_the_limit_are_not_counted(market, probe, monkeypatch):
    monkeypatch.setattr(statements, "COUNT_LIMIT", 10)
    for text in ("", "kebun"):
        counts = count_facets(Criteria(text))
        assert (counts.total, counts.is_capped) == (10, True)


def test_best_fit_is_judged_among_the_newest_hits_only(market, monkeypatch):
    monkeypatch.setattr(statements, "CANDIDATES", 10)
    asked = Criteria("kebun", order=criteria.BEST)
    newest = plainly(Criteria("kebun", order=criteria.NEWEST))[:10]
    assert len(plainly(asked)) > 10
    assert sorted(every_page(asked)) == sorted(newest)


def test_each_of_the_two_reads_is_one_query(market, django_assert_num_queries):
    lists.current()
    (asked,) = [one for one in some_searches(40) if len(one.chosen) == 3 and one.words][:1]
    search_vacancies(asked)  # learns what is frequent, which is remembered
    with django_assert_num_queries(1):
        search_vacancies(asked)
    with django_assert_num_queries(1):
        count_facets(asked)


def test_mark_of_the_other_order_begins_at_the_first_page(market):
    asked = Criteria("kebun", order=criteria.BEST)
    first = search_vacancies(asked)
    assert search_vacancies(asked, Cursor(Key(now(), 1))).rows == first.rows
