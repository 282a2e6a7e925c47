"""Officers' screens of companies and vacancies: read, and change by services alone."""

import pytest
from django.urls import reverse

from employers.enums import CompanyState
from jobs.enums import CloseReason, VacancyState
from sikas.accounts import roles
from sikas.notifications.models import Message
from tests.factories import make_officer
from tests.jobs.factories import CompanyFactory, OwnerFactory, VacancyFactory

pytestmark = pytest.mark.django_db

COMPANIES, VACANCIES = "employers_company", "jobs_vacancy"


@pytest.fixture
def verifier(client):
    person = make_officer(roles.VERIFIER)
    client.force_login(person)
    return person


def act(client, model, action, rows, reason=""):
    form = {"action": action, "_selected_action": [row.pk for row in rows], "reason": reason}
    response = client.post(reverse(f"admin:{model}_changelist"), form, follow=True)
    return response.content.decode()


def test_company_is_suspended_with_a_reason_everywhere_at_once(client, verifier):
    vacancy = VacancyFactory(company=OwnerFactory().company)
    page = act(client, COMPANIES, "suspend", [vacancy.company], "Memungut biaya dari pelamar")
    assert "1 keputusan tersimpan." in page
    company = vacancy.company
    company.refresh_from_db()
    assert company.state == CompanyState.SUSPENDED
    step = company.transitions.get()
    assert (step.by, step.reason) == (verifier, "Memungut biaya dari pelamar")
    assert Message.objects.filter(event="employers.company_decision", channel="email").count() == 1
    client.logout()
    assert client.get(vacancy.get_absolute_url()).status_code == 404
    assert vacancy.title not in client.get("/lowongan/").content.decode()


def test_suspension_without_a_reason_changes_nothing(client, verifier):
    company = CompanyFactory()
    page = act(client, COMPANIES, "suspend", [company], " ")
    assert "Tulis alasannya." in page
    company.refresh_from_db()
    assert company.state == CompanyState.VERIFIED


def test_company_is_reinstated_but_never_verified_past_its_check(client, verifier):
    suspended = CompanyFactory(state=CompanyState.SUSPENDED)
    waiting = CompanyFactory(submitted=True)
    act(client, COMPANIES, "reinstate", [suspended, waiting])
    for company in (suspended, waiting):
        company.refresh_from_db()
    assert suspended.state == CompanyState.VERIFIED
    assert waiting.state == CompanyState.SUBMITTED


def test_open_vacancy_is_closed_with_a_reason_and_others_stay(client, verifier):
    shown, waiting = VacancyFactory(), VacancyFactory(submitted=True)
    page = act(client, VACANCIES, "withdraw", [shown, waiting], "Laporan pungutan")
    assert "1 keputusan tersimpan." in page
    assert "tidak bisa dari keadaan sekarang" in page
    for vacancy in (shown, waiting):
        vacancy.refresh_from_db()
    assert (shown.state, shown.close_reason) == (VacancyState.CLOSED, CloseReason.WITHDRAWN)
    assert shown.transitions.get().reason == "Laporan pungutan"
    assert waiting.state == VacancyState.SUBMITTED


@pytest.mark.parametrize(
    ("model", "make"), ((COMPANIES, CompanyFactory), (VACANCIES, VacancyFactory))
)
def test_case_is_read_with_its_history_and_not_edited(client, verifier, model, make):
    row = make()
    address = reverse(f"admin:{model}_change", args=[row.pk])
    page = client.get(address).content.decode()
    assert str(row) in page
    assert 'name="state"' not in page
    assert client.post(address, {"state": "draft"}).status_code == 403
    assert client.get(reverse(f"admin:{model}_history", args=[row.pk])).status_code == 200
    assert client.get(reverse(f"admin:{model}_add")).status_code == 403
    assert client.get(reverse(f"admin:{model}_delete", args=[row.pk])).status_code == 403


def test_leader_reads_but_decides_nothing(client):
    client.force_login(make_officer(roles.LEADER))
    company = CompanyFactory()
    assert (
        company.name in client.get(reverse("admin:employers_company_changelist")).content.decode()
    )
    act(client, COMPANIES, "suspend", [company], "Alasan")
    company.refresh_from_db()
    assert company.state == CompanyState.VERIFIED


def test_list_is_searched_by_name_and_number(client, verifier):
    wanted, other = CompanyFactory(name="PT Melati"), CompanyFactory(name="PT Kamboja")
    VacancyFactory(title="Kasir", company=wanted)
    VacancyFactory(title="Sopir", company=other)
    for model, query in ((COMPANIES, "melati"), (COMPANIES, wanted.nib), (VACANCIES, "melati")):
        page = client.get(reverse(f"admin:{model}_changelist"), {"q": query}).content.decode()
        assert "PT Melati" in page
        assert "PT Kamboja" not in page
