"""Work of the jobs app that nobody waits for, as a worker does it: outside of any transaction."""

import pytest

from jobs import tasks
from jobs.enums import CloseReason
from jobs.models import Candidate, Vacancy, VacancySearch
from tests.jobs.factories import VacancyFactory
from tests.jobs.matching import wishing

pytestmark = pytest.mark.django_db(transaction=True)


def test_worker_closes_what_ran_out():
    over, other = VacancyFactory(over=True), VacancyFactory()
    tasks.close_expired()
    closed = Vacancy.objects.get(state="closed")
    assert (closed, closed.close_reason) == (over, CloseReason.EXPIRED)
    assert VacancySearch.objects.get().vacancy_id == other.pk


def test_worker_learns_words_and_brings_search_rows_up_to_date():
    vacancy = VacancyFactory()
    VacancySearch.objects.update(title="lama")
    tasks.refresh_search()
    tasks.learn_words()
    assert VacancySearch.objects.get().title == vacancy.title


def test_worker_counts_the_months_that_people_worked():
    wishing("5230")
    Candidate.objects.update(months=7)
    tasks.refresh_candidates()
    assert Candidate.objects.get().months == 0
