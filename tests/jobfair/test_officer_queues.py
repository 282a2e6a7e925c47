"""Queues of a fair: booths to approve, positions to verify."""

import pytest

from employers.enums import CompanyState
from employers.models import Company
from jobfair.enums import BoothState, PositionState
from jobfair.models import Booth, Position
from jobfair.services.booths import apply_for_booth
from jobfair.services.positions import propose_position
from jobs.models import Responsiveness
from sikas import clock
from sikas.accounts import roles
from sikas.notifications.models import Message
from sikas.workflow import claims
from tests.employers.people import member_of
from tests.factories import make_officer
from tests.jobfair.fairs import BoothFactory, FairFactory
from tests.jobfair.officers import manager_at
from tests.jobs.factories import CompanyFactory, VacancyFactory
from tests.lists import assert_cost_is_flat

pytestmark = pytest.mark.django_db
BOOTHS, POSITIONS = "/admin/antrean/stan/", "/admin/antrean/jabatan/"


@pytest.fixture
def officer(client):
    return manager_at(client)


@pytest.fixture
def fair():
    return FairFactory(coming=True)


def applied(fair) -> Booth:
    company = CompanyFactory()
    return apply_for_booth(fair=fair, company=company, by=member_of(company))


def proposed(fair, **facts) -> Position:
    booth = BoothFactory(fair=fair)
    vacancy = VacancyFactory(company=booth.company, **facts)
    return propose_position(booth=booth, vacancy=vacancy, by=member_of(booth.company))


def text(answer) -> str:
    return answer.content.decode()


def test_booth_is_approved_and_the_next_case_comes_by_itself(client, officer, fair):
    first, second = applied(fair), applied(fair)
    VacancyFactory(company=first.company, title="Mandor Panen")
    Responsiveness.objects.create(company=first.company, due=10, answered=9, counted_at=clock.now())
    taken = client.post(f"{BOOTHS}ambil/")
    assert taken["Location"] == f"{BOOTHS}{first.pk}/"
    page = text(client.get(taken["Location"]))
    assert "Mandor Panen" in page
    assert "90% lamaran dijawab" in page
    decided = client.post(taken["Location"], {"decision": "approved"})
    first.refresh_from_db()
    assert first.state == BoothState.APPROVED
    assert decided["Location"] == f"{BOOTHS}{second.pk}/"
    assert claims.holder(first) is None
    assert Message.objects.filter(event="jobfair.booth", channel="email").count() == 1


@pytest.mark.parametrize("decision", ("returned", "rejected"))
def test_booth_is_sent_back_with_a_reason_alone(client, officer, fair, decision):
    booth = applied(fair)
    client.post(f"{BOOTHS}ambil/")
    page = client.post(f"{BOOTHS}{booth.pk}/", {"decision": decision, "reason": " "})
    assert "Tulis alasannya." in text(page)
    client.post(f"{BOOTHS}{booth.pk}/", {"decision": decision, "reason": "Isi sambutan"})
    booth.refresh_from_db()
    assert booth.state == decision
    assert booth.transitions.latest().reason == "Isi sambutan"


@pytest.mark.parametrize("forged", ("ready", "suspended", "x"))
def test_forged_decision_changes_nothing(client, officer, fair, forged):
    booth = applied(fair)
    client.post(f"{BOOTHS}ambil/")
    client.post(f"{BOOTHS}{booth.pk}/", {"decision": forged, "reason": "x"})
    booth.refresh_from_db()
    assert booth.state == BoothState.APPLIED


def test_booth_of_a_company_that_lost_its_standing_is_not_approved(client, officer, fair):
    booth = applied(fair)
    Company.objects.update(state=CompanyState.SUSPENDED)
    client.post(f"{BOOTHS}ambil/")
    page = text(client.post(f"{BOOTHS}{booth.pk}/", {"decision": "approved"}))
    assert "Perusahaan belum terverifikasi" in page
    booth.refresh_from_db()
    assert booth.state == BoothState.APPLIED


def test_case_of_another_officer_is_not_decided(client, officer, fair):
    booth = applied(fair)
    claims.claim(booth, make_officer(roles.FAIR_MANAGER))
    page = text(client.post(f"{BOOTHS}{booth.pk}/", {"decision": "approved"}))
    assert "sekarang diperiksa petugas lain" in page
    booth.refresh_from_db()
    assert booth.state == BoothState.APPLIED


def test_position_shows_what_the_rules_found_and_is_verified(client, officer, fair):
    position = proposed(fair, description="Maks. 25 tahun, berpenampilan menarik.")
    client.post(f"{POSITIONS}ambil/")
    page = text(client.get(f"{POSITIONS}{position.pk}/"))
    assert "Kata dan angka yang perlu dilihat" in page
    assert "<mark>" in page
    assert "sampai akhir job fair" in page
    client.post(f"{POSITIONS}{position.pk}/", {"decision": "verified"})
    position.refresh_from_db()
    assert position.state == PositionState.VERIFIED
    assert claims.holder(position) is None


def test_position_is_returned_with_a_reason_and_waits_again(client, officer, fair):
    position = proposed(fair)
    client.post(f"{POSITIONS}ambil/")
    client.post(f"{POSITIONS}{position.pk}/", {"decision": "returned", "reason": "Upah?"})
    position.refresh_from_db()
    assert position.state == PositionState.RETURNED
    owner = position.booth.company.members.get().user
    propose_position(booth=position.booth, vacancy=position.vacancy, by=owner)
    page = text(client.get(POSITIONS))
    assert str(position.vacancy) in page


def test_leader_reads_the_queues_and_decides_nothing(client, fair):
    client.force_login(make_officer(roles.LEADER))
    booth, position = applied(fair), proposed(fair)
    for path, case in ((BOOTHS, booth), (POSITIONS, position)):
        assert "Periksa kasus" not in text(client.get(path))
        assert 'name="decision"' not in text(client.get(f"{path}{case.pk}/"))
        assert client.post(f"{path}ambil/").status_code == 404
        assert client.post(f"{path}{case.pk}/", {"decision": "approved"}).status_code == 404


def test_queues_cost_the_same_for_any_number(client, officer, fair):
    assert_cost_is_flat(client, BOOTHS, make=lambda: applied(fair), queries=8)
    assert_cost_is_flat(client, POSITIONS, make=lambda: proposed(fair), queries=8)
