"""Posting lists find exactly what each search finds when it is asked by itself."""

from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.http import QueryDict

from employers.models import Company
from jobs.alerts import matching
from jobs.alerts.matching import find, places
from jobs.enums import Disability, EmploymentType, Source
from jobs.models import Vacancy
from jobs.search import criteria, lists, statements
from jobs.search.criteria import Criteria
from sikas.clock import now
from sikas.reference.models import OccupationSynonym
from tests.jobs.factories import CompanyFactory, VacancyFactory
from tests.jobs.markets import code_lists

pytestmark = pytest.mark.django_db

WORDS = ("mandor", "pemanen", "memanen", "kasir", "Sopir/supir", "3,5", "dodos", "kafé", "di")
CHOICES = {
    "kecamatan": ("120919", "120920"),
    "pendidikan": ("sd", "sma", "s1"),
    "jabatan": ("5", "8"),
    "usaha": ("2020a", "2020g"),
    "jenis": ("full_time", "daily", "part_time"),
    "upah": ("2", "4", "10"),
    "disabilitas": ("ya", "physical"),
    "asal": ("local", "karirhub"),
    "perusahaan": (),
}
SEARCHES, VACANCIES = 150, 70


@pytest.fixture
def market(district) -> list[int]:
    """Make vacancies of every kind, some of them over; return their numbers in a chance order."""
    chance = Random(5)
    made = code_lists(district)
    OccupationSynonym.objects.create(occupation=made.occupations[0], term="tukang dodos")
    companies = CompanyFactory.create_batch(3)
    for number in range(VACANCIES):
        local = chance.random() < 0.6
        VacancyFactory.create(
            title=" ".join(chance.sample(WORDS, 2)),
            description=f"Membantu {chance.choice(WORDS)}.",
            company=chance.choice(companies) if local else None,
            employer_name="" if local else "Portal lain",
            source=Source.LOCAL if local else Source.KARIRHUB,
            area=chance.choice([*made.districts, None]),
            occupation=chance.choice([*made.occupations, None]),
            industry=chance.choice([*made.industries, None]),
            education=chance.choice([None, 20, 40, 81]),
            employment_type=chance.choice(EmploymentType.values),
            pay_min=chance.choice([None, 1_900_000, 4_000_000, 12_000_000]),
            disabilities=chance.choice([[], [Disability.PHYSICAL], [*Disability.values]]),
            published_at=now() - timedelta(days=9),
            closes_at=now() + timedelta(days=-1 if number % 9 == 0 else 40),
        )
    numbers = list(Vacancy.objects.order_by("pk").values_list("pk", flat=True))
    chance.shuffle(numbers)
    return numbers


def some_searches() -> list[Criteria]:
    """Return searches as people type and choose them."""
    chance, made = Random(13), list[Criteria]()
    companies = Company.objects.order_by("pk").values_list("pk", flat=True)
    known = CHOICES | {"perusahaan": tuple(map(str, companies))}
    while len(made) < SEARCHES:
        query = QueryDict(mutable=True)
        query["q"] = " ".join(chance.sample(WORDS, chance.choice((0, 1, 1, 2, 3))))
        for param in chance.sample(sorted(known), chance.choice((0, 1, 1, 2, 3))):
            for value in chance.sample(known[param], chance.choice((1, 1, 2))):
                query.appendlist(param, value)
        if chance.random() < 0.3:
            query[criteria.ANY_WORD] = "1"
        asked, notes = criteria.read(query, lists.current())
        assert not notes
        if not asked.is_empty:
            made.append(asked)
    return made


def by_postings(searches: list[Criteria], numbers: list[int]) -> list[set[int]]:
    return [{numbers[place] for place in places(hits)} for hits in find(searches, numbers)]


def one_by_one(searches: list[Criteria], numbers: list[int]) -> list[set[int]]:
    """Ask each search by itself, in the words of the results page, of these vacancies alone."""
    found = []
    for search in searches:
        asked, match = statements.searched(search)
        with connection.cursor() as cursor:
            cursor.execute(
                f"with {asked.sql} select vacancy_id from jobs_vacancysearch"  # noqa: S608
                f" where {match} and vacancy_id = any(%s)",
                [*asked.params, numbers],
            )
            found.append({number for (number,) in cursor.fetchall()})
    return found


def test_posting_lists_find_what_each_search_finds(market):
    searches, some = some_searches(), market[: VACANCIES - 10]
    plainly = one_by_one(searches, some)
    assert sum(map(bool, plainly)) > SEARCHES / 3  # not a comparison of nothings
    assert by_postings(searches, some) == plainly


@pytest.mark.parametrize("param", sorted(CHOICES))
def test_without_a_filter_the_comparison_fails(market, monkeypatch, param):
    searches = some_searches()
    whole = matching._filter_clauses
    monkeypatch.setattr(matching, "_filter_clauses", lambda search: whole(search.without(param)))
    assert by_postings(searches, market) != one_by_one(searches, market)


def test_any_word_is_not_every_word(market, monkeypatch):
    searches = [search for search in some_searches() if search.any_word and len(search.words) > 1]
    plainly = one_by_one(searches, market)
    assert by_postings(searches, market) == plainly
    every = [Criteria(search.text, search.chosen) for search in searches]
    assert by_postings(every, market) != plainly


def test_search_for_nothing_or_for_what_is_no_longer_known_finds_nothing(market):
    gone = [
        Criteria(),
        Criteria("kasir", (("bulan", ("mei",)),)),
        Criteria("", (("pendidikan", ("x",)),)),
    ]
    assert find([*gone, Criteria("kasir")], market)[:3] == [0, 0, 0]
    assert find([Criteria("kasir")], []) == [0]


def test_any_number_of_searches_is_two_queries(market, django_assert_num_queries):
    searches = some_searches()
    with django_assert_num_queries(2):
        find(searches, market)
