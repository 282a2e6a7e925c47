"""A new company has few vacancies at once; two submissions at a moment do not get around it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from jobs.allowance import LIMIT, NEW_FOR, NEW_LIMIT, allowance_of
from jobs.checks import vacancy_checks
from jobs.models import Vacancy
from jobs.services.submission import TooManyOpenError, UnverifiedCompanyError, submit_vacancy
from sikas import clock
from sikas.ui.formats import format_date
from tests.jobs.company_side import complete_draft, owner_of
from tests.jobs.factories import CompanyFactory, VacancyFactory
from tests.jobs.racing import leave_locks_out, meanwhile


@pytest.fixture
def company():
    """Return a company verified yesterday that has room for one more vacancy."""
    made = CompanyFactory(verified_at=clock.now() - timedelta(days=1))
    for _ in range(NEW_LIMIT - 2):
        VacancyFactory(company=made)
    VacancyFactory(company=made, submitted=True)
    return made


def drafts(number, company, occupation, district) -> list[Vacancy]:
    return [complete_draft(occupation, district, company=company) for _ in range(number)]


@pytest.mark.django_db
def test_new_company_submits_up_to_its_limit_and_reads_why_and_until_when(
    company, occupation, district
):
    first, second = drafts(2, company, occupation, district)
    owner = owner_of(first)
    submit_vacancy(vacancy=first, by=owner)
    client = Client()
    client.force_login(owner)
    address = f"/perusahaan-saya/{company.pk}/lowongan/{second.pk}/"
    page = client.post(address).content.decode()
    assert f"Perusahaan baru dapat punya {NEW_LIMIT} lowongan" in page
    assert f"sampai {format_date(company.verified_at + NEW_FOR)}" in page
    second.refresh_from_db()
    assert second.state == "draft"


@pytest.mark.django_db
def test_closed_returned_and_expired_vacancies_leave_room(company, occupation, district):
    for traits in ({"expired": True}, {"over": True}, {"returned": True}, {"draft": True}):
        VacancyFactory(company=company, **traits)
    (draft,) = drafts(1, company, occupation, district)
    submit_vacancy(vacancy=draft, by=owner_of(draft))
    assert draft.state == "submitted"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "published", "limit", "words"),
    [
        (1, True, NEW_LIMIT, "sampai "),
        (29, False, NEW_LIMIT, " dan lowongan pertamanya pernah terbit"),
        (31, False, NEW_LIMIT, "sampai lowongan pertamanya terbit"),
        (31, True, LIMIT, ""),
    ],
)
def test_trust_comes_with_time_and_a_published_vacancy(days, published, limit, words):
    company = CompanyFactory(verified_at=clock.now() - timedelta(days=days))
    vacancy = VacancyFactory(company=company, **{} if published else {"submitted": True})
    allowance = allowance_of(company)
    assert allowance.limit == limit
    found = {check.label: check.found for check in vacancy_checks(vacancy)}
    assert words in found.get("Perusahaan baru", "")
    assert ("Perusahaan baru" in found) == allowance.is_new


@pytest.mark.django_db
def test_known_company_has_a_generous_limit(occupation, district, monkeypatch):
    monkeypatch.setattr("jobs.allowance.LIMIT", 1)
    company = CompanyFactory(verified_at=clock.now() - timedelta(days=90))
    VacancyFactory(company=company)
    (draft,) = drafts(1, company, occupation, district)
    with pytest.raises(TooManyOpenError, match="Sudah ada 1 lowongan"):
        submit_vacancy(vacancy=draft, by=owner_of(draft))


@pytest.mark.django_db
def test_company_suspended_meanwhile_submits_nothing(company, occupation, district):
    (draft,) = drafts(1, company, occupation, district)
    owner = owner_of(draft)
    with connection.cursor() as cursor:
        cursor.execute("update employers_company set state = 'suspended'")
    with pytest.raises(UnverifiedCompanyError):
        submit_vacancy(vacancy=draft, by=owner)


def submitted_by_two_at_once(company, occupation, district) -> int:
    """Return how many vacancies a company has waiting or open after two submissions at once."""
    first, second = drafts(2, company, occupation, district)
    owner = owner_of(first)
    with meanwhile(lambda: submit_vacancy(vacancy=second, by=owner)):
        submit_vacancy(vacancy=first, by=owner)
    return allowance_of(company).used


@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_once_stay_within_the_limit(company, occupation, district):
    assert submitted_by_two_at_once(company, occupation, district) == NEW_LIMIT


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_submissions_pass_it(company, occupation, district, monkeypatch):
    leave_locks_out(monkeypatch)
    assert submitted_by_two_at_once(company, occupation, district) == NEW_LIMIT + 1
