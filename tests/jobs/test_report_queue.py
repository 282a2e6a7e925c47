"""Officers settle reports: one case per vacancy, with an effect, and reporters are told."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from jobs.models import VacancyReport
from jobs.reports import number_of_urgent, reported_vacancies
from jobs.services.reports import EffectGoneError, ReportsChangedError, settle_reports
from sikas import clock
from sikas.accounts import roles
from sikas.notifications.models import Message
from sikas.workflow import claims
from sikas.workflow.transitions import TransitionRefusedError
from tests.factories import UserFactory, make_officer
from tests.jobs.factories import OwnerFactory, ReportFactory, VacancyFactory

pytestmark = pytest.mark.django_db
QUEUE = "/admin/antrean/laporan/"
UPHELD = {"decision": "upheld", "reason": "Melamar selalu gratis."}


@pytest.fixture
def verifier(client):
    officer = make_officer(roles.VERIFIER)
    client.force_login(officer)
    return officer


def seen(vacancy) -> dict[str, str]:
    keys = VacancyReport.objects.filter(vacancy=vacancy).order_by("created_at", "pk")
    return {"seen": ",".join(str(key) for key in keys.values_list("pk", flat=True))}


def decide(client, vacancy, **form):
    client.post(f"{QUEUE}ambil/", {"case": vacancy.pk})
    return client.post(f"{QUEUE}{vacancy.pk}/", seen(vacancy) | form)


def told() -> set[tuple[Any, bool]]:
    rows = Message.objects.filter(event="jobs.report_outcome", channel="in_app")
    return {(row.recipient_id, row.context["upheld"]) for row in rows}


def test_case_shows_all_open_reports_and_the_vacancy(client, verifier):
    vacancy = VacancyFactory(description="Transfer dahulu biaya seragam.")
    first = ReportFactory(vacancy=vacancy, text="Diminta Rp500.000", contact="0812")
    second = ReportFactory(vacancy=vacancy, reason="discrimination", reporter=UserFactory())
    page = client.post(f"{QUEUE}ambil/", follow=True).content.decode()
    for words in ("Diminta Rp500.000", "0812", "Diskriminasi", first.number, second.number):
        assert words in page
    assert "Transfer dahulu" in page
    assert "Bekukan perusahaan" in page


def test_upholding_withdraws_settles_all_and_tells_those_with_an_account(client, verifier):
    vacancy = VacancyFactory()
    owner = OwnerFactory(company=vacancy.company).user
    person = UserFactory()
    ReportFactory(vacancy=vacancy, reporter=person)
    ReportFactory(vacancy=vacancy)
    other = ReportFactory()
    answer = decide(client, vacancy, **UPHELD, withdraw="on")
    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.close_reason) == ("closed", "withdrawn")
    assert vacancy.company.state == "verified"
    assert set(vacancy.reports.values_list("state", flat=True)) == {"upheld"}
    assert told() == {(person.pk, True)}
    assert answer["Location"] == f"{QUEUE}{other.vacancy_id}/"  # the next case by itself
    message = Message.objects.filter(
        event="jobs.vacancy_decision", recipient=owner, channel="in_app"
    ).get()
    assert message.context["reason"] == UPHELD["reason"]
    assert person.name not in str(message.context)


def test_upholding_may_suspend_the_company(client, verifier):
    vacancy = VacancyFactory()
    ReportFactory(vacancy=vacancy)
    decide(client, vacancy, **UPHELD, suspend="on")
    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.company.state) == ("published", "suspended")
    assert not type(vacancy).objects.public().exists()


def test_upholding_needs_an_effect_while_the_vacancy_is_shown(client, verifier):
    vacancy = VacancyFactory()
    ReportFactory(vacancy=vacancy)
    page = decide(client, vacancy, **UPHELD).content.decode()
    assert "Pilih akibatnya" in page
    assert UPHELD["reason"] in page
    assert VacancyReport.objects.get().is_open


def test_reports_of_a_closed_vacancy_are_upheld_without_effect(client, verifier):
    vacancy = VacancyFactory(expired=True, company=None, source="karirhub", employer_name="PT X")
    ReportFactory(vacancy=vacancy)
    decide(client, vacancy, **UPHELD)
    assert VacancyReport.objects.get().state == "upheld"


def test_dismissal_changes_nothing_but_the_reports(client, verifier):
    vacancy, person = VacancyFactory(), UserFactory()
    ReportFactory(vacancy=vacancy, reporter=person)
    decide(client, vacancy, decision="dismissed", reason="Tidak ada pungutan.")
    vacancy.refresh_from_db()
    assert vacancy.state == "published"
    assert told() == {(person.pk, False)}
    assert VacancyReport.objects.get().transitions.get().reason == "Tidak ada pungutan."
    assert claims.holder(vacancy) is None
    assert "Tidak ada pungutan." not in str(Message.objects.values_list("context", flat=True))


def test_report_that_came_after_the_page_is_not_settled_unseen(client, verifier):
    vacancy = VacancyFactory()
    ReportFactory(vacancy=vacancy)
    old = seen(vacancy)
    ReportFactory(vacancy=vacancy, text="Ada bukti transfer")
    client.post(f"{QUEUE}ambil/")
    page = client.post(f"{QUEUE}{vacancy.pk}/", UPHELD | {"withdraw": "on"} | old).content.decode()
    assert "Ada laporan baru" in page
    assert "Ada bukti transfer" in page
    assert set(vacancy.reports.values_list("state", flat=True)) == {"open"}
    decided = client.post(f"{QUEUE}{vacancy.pk}/", UPHELD | {"withdraw": "on"} | seen(vacancy))
    assert decided["Location"] == QUEUE


@pytest.mark.parametrize("keys", ({}, {"seen": ""}, {"seen": "x'"}))
def test_forged_seen_is_refused(client, verifier, keys):
    vacancy = VacancyFactory()
    ReportFactory(vacancy=vacancy)
    client.post(f"{QUEUE}ambil/")
    client.post(f"{QUEUE}{vacancy.pk}/", UPHELD | {"withdraw": "on"} | keys)
    assert VacancyReport.objects.get().is_open


def test_service_refuses_what_is_not_there_any_more():
    vacancy, officer = VacancyFactory(expired=True), make_officer(roles.VERIFIER)
    key = str(ReportFactory(vacancy=vacancy).pk)
    settle: dict[str, Any] = {"vacancy": vacancy, "to": "upheld", "officer": officer, "reason": "x"}
    with pytest.raises(EffectGoneError):
        settle_reports(**settle, seen=[key], withdraw=True)
    with pytest.raises(ReportsChangedError):
        settle_reports(**settle, seen=[])
    with pytest.raises(EffectGoneError):
        settle_reports(**settle | {"officer": UserFactory()}, seen=[key], suspend=True)
    vacancy.company.state = "suspended"
    vacancy.company.save()
    with pytest.raises(EffectGoneError):
        settle_reports(**settle, seen=[key], suspend=True)
    with pytest.raises(Exception, match="terlalu panjang"):
        settle_reports(**settle | {"reason": "x" * 2001}, seen=[key])
    assert settle_reports(**settle, seen=[key]) == 1
    with pytest.raises(TransitionRefusedError):
        settle_reports(**settle, seen=[key])


def report_by(number: int, vacancy, days_apart: float = 0, **values) -> None:
    for index in range(number):
        at = clock.now() - timedelta(days=30 - index * days_apart)
        ReportFactory(vacancy=vacancy, reporter=UserFactory(), created_at=at, **values)


def test_urgent_are_three_persons_who_call_it_a_fraud_within_a_week():
    urgent, slow, mild, few, unknown = (VacancyFactory() for _ in range(5))
    report_by(3, urgent, days_apart=3)  # and that was weeks ago
    report_by(3, slow, days_apart=3.6)
    report_by(3, mild, reason="discrimination")
    report_by(2, few)
    for _ in range(4):
        ReportFactory(vacancy=few, text="dari peramban lain")  # nobody knows who
    ReportFactory(vacancy=unknown)
    marked = {row.pk: vars(row)["is_urgent"] for row in reported_vacancies()}
    assert [pk for pk, is_urgent in marked.items() if is_urgent] == [urgent.pk]
    assert len(marked) == 5
    assert number_of_urgent() == 1


def test_urgent_case_comes_first_and_is_not_hidden(client, verifier):
    old, urgent = VacancyFactory(title="Lama"), VacancyFactory(title="Genting")
    ReportFactory(vacancy=old, created_at=clock.now() - timedelta(days=90))
    report_by(3, urgent)
    page = client.get(QUEUE).content.decode()
    assert page.index("Genting") < page.index("Lama")
    assert "Mendesak · 3 laporan" in page
    taken = client.post(f"{QUEUE}ambil/")
    assert taken["Location"] == f"{QUEUE}{urgent.pk}/"
    assert "dalam tujuh hari" in client.get(taken["Location"]).content.decode()
    assert type(urgent).objects.public().filter(pk=urgent.pk).exists()


def test_leader_reads_reports_and_decides_nothing():
    vacancy = VacancyFactory(title="Genting")
    report_by(3, vacancy)
    leader = Client()
    leader.force_login(make_officer(roles.LEADER))
    home = leader.get("/admin/").content.decode()
    assert "1 mendesak" in home
    page = leader.get(QUEUE).content.decode()
    assert f'href="{QUEUE}{vacancy.pk}/"' in page
    assert "ambil/" not in page
    case = leader.get(f"{QUEUE}{vacancy.pk}/").content.decode()
    assert "Meminta uang" in case
    assert "Periksa kasus ini" not in case
    assert leader.post(f"{QUEUE}ambil/").status_code == 404
    assert leader.post(f"{QUEUE}{vacancy.pk}/", UPHELD).status_code == 404


def test_other_officers_do_not_find_the_queue(client):
    client.force_login(make_officer(roles.COUNTER))
    assert client.get(QUEUE).status_code == 404


def test_officer_who_may_not_suspend_is_not_offered_it(client, verifier):
    verifier.groups.clear()
    verifier.user_permissions.set(Permission.objects.filter(codename="settle_report"))
    vacancy = VacancyFactory()
    ReportFactory(vacancy=vacancy)
    client.post(f"{QUEUE}ambil/")
    page = client.get(f"{QUEUE}{vacancy.pk}/").content.decode()
    assert "Bekukan perusahaan" not in page
    decide(client, vacancy, **UPHELD, suspend="on")
    vacancy.company.refresh_from_db()
    assert vacancy.company.state == "verified"


@pytest.mark.parametrize("number", (1, 3))
def test_overview_costs_the_same_for_any_number(
    client, verifier, number, django_assert_num_queries
):
    for _ in range(number):
        ReportFactory()
    client.get(QUEUE)
    with django_assert_num_queries(8):  # 5 for a signed-in officer; cases, holders, oldest
        client.get(QUEUE)
