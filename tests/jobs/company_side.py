"""Vacancies of a company, and who acts for it, for tests of the company's side."""

from employers.models import Company
from jobs.models import Vacancy
from sikas.accounts.models import User
from sikas.reference.models import Area, Occupation
from tests.employers.people import member_of
from tests.jobs.factories import CompanyFactory, VacancyFactory


def complete_draft(job: Occupation, place: Area, **changes: object) -> Vacancy:
    """Save a draft with everything that a submission needs."""
    values = {"draft": True, "occupation": job, "area": place, "pay_min": 4_000_000}
    return VacancyFactory.create(**values | changes)


def owner_of(vacancy: Vacancy) -> User:
    """Save somebody who acts for the company of a vacancy."""
    assert vacancy.company
    return member_of(vacancy.company)


def company_of(client, **facts: object) -> Company:
    """Save a company and sign its owner in."""
    company: Company = CompanyFactory.create(**facts)
    client.force_login(member_of(company))
    return company
