"""What job seekers of the demo keep."""

import pytest

from jobs.demo import saved
from jobs.models import SavedSearch
from jobs.saved import SavedRow, saved_vacancies
from jobs.search import lists
from jobs.search.describing import describe
from tests.demo.conftest import NOW
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_people_keep_vacancies_in_every_state_and_searches_once(loaded):
    person = UserFactory.create()
    assert [saved.load(now=NOW, people=[person]) for _time in range(2)] == [True, False]
    rows = [SavedRow.of(vacancy) for vacancy in saved_vacancies(person)]
    assert {"Masih terbuka", "Ditutup"} <= {row.tag for row in rows}
    assert all(row.vacancy for row in rows)
    searches = SavedSearch.objects.filter(user=person).order_by("pk")
    assert [search.is_paused for search in searches] == [False, False, True]
    names = [describe(search.criteria, lists.current()) for search in searches]
    assert names[0] == "operator kebun"
