"""Officers' queues of companies and vacancies."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from employers.models import Company
from jobs.models import Vacancy
from sikas import clock
from sikas.accounts.models import User
from sikas.workflow import claims
from sikas.workflow.transitions import TransitionRefusedError
from tests.accounts.people import add_app
from tests.jobs.factories import CompanyFactory, OwnerFactory, VacancyFactory

pytestmark = pytest.mark.django_db
COMPANIES, VACANCIES = "/admin/antrean/perusahaan/", "/admin/antrean/lowongan/"


def officer(number: int = 1) -> User:
    user = User.objects.create_user(
        name=f"Verifikator {number}", email=f"v{number}@example.id", is_staff=True
    )
    codes = ("verify_company", "moderate_vacancy")
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    return user


def signed_in(client, user):
    add_app(user)
    client.force_login(user)
    return user


@pytest.fixture
def verifier(client):
    return signed_in(client, officer())


def test_overview_lists_the_oldest_first_and_who_holds_it(client, verifier):
    first, second = CompanyFactory(submitted=True), CompanyFactory(submitted=True)
    claims.claim(second, officer(2))
    page = client.get(COMPANIES).content.decode()
    assert page.index(first.name) < page.index(second.name)
    assert "Verifikator 2" in page
    assert "2 kasus menunggu" in page


@pytest.mark.parametrize("number", (1, 3))
def test_overview_costs_the_same_for_any_number(
    client, verifier, number, django_assert_num_queries
):
    for _ in range(number):
        CompanyFactory(submitted=True)
    client.get(COMPANIES)
    with django_assert_num_queries(8):  # 5 for a signed-in officer; cases, holders, oldest
        client.get(COMPANIES)


def test_empty_queue_says_so(client, verifier):
    assert "Antrean kosong" in client.get(COMPANIES).content.decode()


def test_verification_leads_to_the_next_case_by_itself(client, verifier):
    first, second = CompanyFactory(submitted=True), CompanyFactory(submitted=True)
    taken = client.post(f"{COMPANIES}ambil/")
    assert taken["Location"] == f"{COMPANIES}{first.pk}/"
    decided = client.post(taken["Location"], {"decision": "verified"})
    first.refresh_from_db()
    assert first.state == "verified"
    assert decided["Location"] == f"{COMPANIES}{second.pk}/"


def test_last_case_leads_back_to_the_overview(client, verifier):
    vacancy = VacancyFactory(submitted=True)
    OwnerFactory(company=vacancy.company)
    client.post(f"{VACANCIES}ambil/")
    answer = client.post(f"{VACANCIES}{vacancy.pk}/", {"decision": "published"}, follow=True)
    assert list(Vacancy.objects.public()) == [vacancy]
    assert "Tidak ada lagi kasus yang menunggu." in answer.content.decode()


def test_refusal_without_a_reason_keeps_the_case_and_says_what_to_do(client, verifier):
    company = CompanyFactory(submitted=True)
    client.post(f"{COMPANIES}ambil/")
    page = client.post(f"{COMPANIES}{company.pk}/", {"decision": "returned", "reason": " "})
    company.refresh_from_db()
    assert company.state == "submitted"
    assert "Tulis alasannya." in page.content.decode()


def test_reason_that_was_typed_is_kept_when_another_officer_took_the_case(client, verifier):
    company = CompanyFactory(submitted=True)
    claims.claim(company, officer(2))
    form = {"decision": "rejected", "reason": "NIB milik perusahaan lain"}
    page = client.post(f"{COMPANIES}{company.pk}/", form).content.decode()
    company.refresh_from_db()
    assert company.state == "submitted"
    assert "sekarang diperiksa petugas lain" in page
    assert "NIB milik perusahaan lain" in page


def test_case_of_another_officer_can_be_read_but_not_decided(client, verifier):
    company = CompanyFactory(submitted=True)
    claims.claim(company, officer(2))
    page = client.get(f"{COMPANIES}{company.pk}/").content.decode()
    assert "sedang diperiksa Verifikator 2" in page
    assert 'name="decision"' not in page


def test_released_case_is_free_for_others(client, verifier):
    company = CompanyFactory(submitted=True)
    client.post(f"{COMPANIES}ambil/")
    client.post(f"{COMPANIES}{company.pk}/", {"skip": "1"})
    assert claims.holder(company) is None


def test_forged_decision_is_refused(client, verifier):
    company = CompanyFactory(submitted=True)
    client.post(f"{COMPANIES}ambil/")
    client.post(f"{COMPANIES}{company.pk}/", {"decision": "suspended", "reason": "x"})
    company.refresh_from_db()
    assert company.state == "submitted"


@pytest.mark.parametrize("case", ("abc", "-1", "٣", "9" * 40, "999999"))
def test_unknown_case_leads_back_with_a_message(client, verifier, case):
    CompanyFactory(submitted=True)
    answer = client.post(f"{COMPANIES}ambil/", {"case": case}, follow=True)
    assert "sedang diperiksa petugas lain" in answer.content.decode()


def test_decided_case_is_no_longer_shown(client, verifier):
    company = CompanyFactory()
    answer = client.get(f"{COMPANIES}{company.pk}/", follow=True)
    assert "sudah diputuskan" in answer.content.decode()


def test_queue_is_hidden_from_officers_without_the_permission(client):
    signed_in(client, User.objects.create_user(name="Lo", email="l@example.id", is_staff=True))
    assert client.get(COMPANIES).status_code == 404


def test_checklist_names_what_does_not_fit(client, verifier):
    company = CompanyFactory(submitted=True, npwp="", wlkp_number="")
    client.post(f"{COMPANIES}ambil/")
    page = client.get(f"{COMPANIES}{company.pk}/").content.decode()
    assert page.count("Perlu dilihat:") == 5  # NPWP, WLKP, industry, address, contact
    assert Company.objects.waiting().count() == 1


def test_vacancy_past_its_deadline_cannot_be_published_and_says_why(client, verifier):
    vacancy = VacancyFactory(submitted=True, closes_at=clock.now() - timedelta(days=1))
    client.post(f"{VACANCIES}ambil/")
    page = client.post(f"{VACANCIES}{vacancy.pk}/", {"decision": "published"}).content.decode()
    vacancy.refresh_from_db()
    assert "Batas waktu sudah lewat" in page
    assert vacancy.state == "submitted"


def test_case_decided_at_the_same_moment_is_not_decided_twice(client, verifier, monkeypatch):
    company = CompanyFactory(submitted=True)
    client.post(f"{COMPANIES}ambil/")

    def decided_meanwhile(**_: object) -> None:
        raise TransitionRefusedError(company, "verified")

    monkeypatch.setattr("employers.views.officer.decide_company", decided_meanwhile)
    page = client.post(f"{COMPANIES}{company.pk}/", {"decision": "verified"}).content.decode()
    assert "Kasus ini sudah diputuskan. Muat ulang antrean." in page
