"""From submission to closing."""

from datetime import timedelta

import pytest

from employers.services import MissingReasonError
from jobs.enums import CloseReason, VacancyState
from jobs.models import Vacancy
from jobs.services.moderation import (
    DeadlinePassedError,
    close_expired_vacancies,
    close_vacancy,
    decide_vacancy,
)
from sikas import clock
from sikas.accounts.models import User
from sikas.notifications.models import Message
from sikas.notifications.rendering import render
from tests.jobs.factories import CompanyFactory, OwnerFactory, VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return User.objects.create_user(name="Verifikator", email="v@example.id", is_staff=True)


def test_publication_makes_the_vacancy_public_and_tells_the_company(officer):
    vacancy = VacancyFactory(submitted=True)
    owner = OwnerFactory(company=vacancy.company).user
    decide_vacancy(vacancy=vacancy, to=VacancyState.PUBLISHED, officer=officer)
    assert list(Vacancy.objects.public()) == [vacancy]
    assert Message.objects.get(channel="email").recipient == owner
    assert vacancy.published_at is not None


def test_publication_after_the_deadline_is_refused(officer):
    vacancy = VacancyFactory(submitted=True, closes_at=clock.now() - timedelta(seconds=1))
    with pytest.raises(DeadlinePassedError):
        decide_vacancy(vacancy=vacancy, to=VacancyState.PUBLISHED, officer=officer)
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.SUBMITTED


def test_return_needs_a_reason(officer):
    vacancy = VacancyFactory(submitted=True)
    with pytest.raises(MissingReasonError):
        decide_vacancy(vacancy=vacancy, to=VacancyState.RETURNED, officer=officer)


@pytest.mark.parametrize(
    "hidden",
    (
        {"company__submitted": True},
        {"submitted": True},
        {
            "published_at": clock.now() - timedelta(days=2),
            "closes_at": clock.now() - timedelta(seconds=1),
        },
    ),
)
def test_vacancy_is_public_only_when_published_open_and_of_a_verified_company(hidden):
    VacancyFactory(**hidden)
    shown = VacancyFactory()
    assert list(Vacancy.objects.public()) == [shown]


def test_officer_who_closes_a_vacancy_tells_the_company(officer):
    vacancy = VacancyFactory()
    OwnerFactory(company=vacancy.company)
    close_vacancy(
        vacancy=vacancy, reason=CloseReason.WITHDRAWN, by=officer, note="Laporan pungutan"
    )
    assert vacancy.state == VacancyState.CLOSED
    assert vacancy.close_reason == CloseReason.WITHDRAWN
    assert Message.objects.filter(channel="email").count() == 1


def test_expired_vacancies_close_with_a_record_each_and_others_stay():
    past = {
        "published_at": clock.now() - timedelta(days=9),
        "closes_at": clock.now() - timedelta(days=1),
    }
    company = CompanyFactory()
    expired = [VacancyFactory(company=company, **past) for _ in range(3)]
    open_one = VacancyFactory(company=company)
    assert close_expired_vacancies() == 3
    assert close_expired_vacancies() == 0
    for vacancy in expired:
        vacancy.refresh_from_db()
        assert (vacancy.state, vacancy.close_reason) == ("closed", "expired")
        assert vacancy.transitions.get().by is None
    open_one.refresh_from_db()
    assert open_one.state == VacancyState.PUBLISHED


@pytest.mark.parametrize(
    ("decision", "words"),
    (
        ("published", "sudah terbit"),
        ("returned", "perlu diperbaiki"),
        ("rejected", "belum dapat diterbitkan"),
        ("closed", "ditutup"),
    ),
)
@pytest.mark.parametrize("part", ("subject.txt", "sms.txt", "html"))
def test_message_says_what_became_of_the_vacancy(decision, words, part):
    context = {"company": "CV A", "title": "Kasir", "decision": decision, "reason": "", "path": "/"}
    assert words in render("jobs.vacancy_decision", part, context)


def test_message_of_a_return_leads_to_the_companys_own_page(officer):
    vacancy = VacancyFactory(submitted=True)
    OwnerFactory(company=vacancy.company)
    decide_vacancy(vacancy=vacancy, to="returned", officer=officer, reason="Jam kerja?")
    message = Message.objects.get(event="jobs.vacancy_decision", channel="email")
    own_page = f"/perusahaan-saya/{vacancy.company_id}/lowongan/{vacancy.pk}/"
    assert message.context["path"] == own_page
