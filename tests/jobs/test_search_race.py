"""Publishing a vacancy while its company is suspended leaves no row behind."""

import threading

import pytest
from django.db import connection, transaction

from employers.enums import CompanyState
from employers.models import Company
from jobs.models import Vacancy, VacancySearch
from tests.jobs.factories import CompanyFactory, VacancyFactory
from tests.jobs.racing import unlocked

pytestmark = pytest.mark.django_db(transaction=True)

WAIT = 1.0  # seconds in which the second transaction would be done if nothing held it


def suspend(company: Company, done: threading.Event) -> None:
    try:
        Company.objects.filter(pk=company.pk).update(state=CompanyState.SUSPENDED)
    finally:
        done.set()
        connection.close()


def publish_while_suspending() -> int:
    """Suspend a company between the publication of its vacancy and the commit; count the rows."""
    company = CompanyFactory()
    vacancy = VacancyFactory(company=company, submitted=True)
    fresh = VacancyFactory.build(company=company)
    done = threading.Event()
    thread = threading.Thread(target=suspend, args=(company, done))
    with transaction.atomic():
        Vacancy.objects.filter(pk=vacancy.pk).update(
            state="published", published_at=fresh.published_at, closes_at=fresh.closes_at
        )
        thread.start()
        done.wait(WAIT)
    thread.join()
    return VacancySearch.objects.count()


def test_suspension_waits_for_the_publication_and_removes_its_row():
    assert publish_while_suspending() == 0


def test_without_the_lock_a_row_of_a_suspended_company_stays():
    with unlocked("jobs_refresh_search", "order by id for share"):
        assert publish_while_suspending() == 1
