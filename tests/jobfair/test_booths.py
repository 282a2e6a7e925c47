"""A company's way into a fair, and its positions there."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError

from employers.enums import CompanyState
from employers.services import MissingReasonError
from jobfair.enums import BoothState, PositionState
from jobfair.models import Booth, BoothHours, BoothStaff, Position
from jobfair.readiness import needs, score, with_needs
from jobfair.services.booths import (
    NotJoinableError,
    NotReadyError,
    UnverifiedCompanyError,
    apply_for_booth,
    decide_booth,
    decline_booth,
    invite_companies,
    open_booth,
    remind_of_needs,
)
from jobfair.services.positions import (
    BoothNotBuildingError,
    CapTooLowError,
    NotOwnVacancyError,
    close_position,
    decide_position,
    propose_position,
    set_cap,
)
from sikas import clock
from sikas.notifications.models import Message
from sikas.notifications.rendering import render
from sikas.workflow.transitions import TransitionRefusedError
from tests.employers.people import member_of
from tests.factories import UserFactory
from tests.jobfair.fairs import BoothFactory, FairFactory, logo, position_in
from tests.jobfair.test_entering import send
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db
PARTS = ("subject.txt", "txt", "html", "sms.txt", "in_app.txt")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def company():
    return CompanyFactory()


@pytest.fixture
def owner(company):
    return member_of(company)


@pytest.fixture
def building(company, owner) -> Booth:
    return BoothFactory(company=company, state=BoothState.APPROVED, logo=None, ready_at=None)


def told() -> list[Message]:
    return list(Message.objects.filter(event="jobfair.booth", channel="email").order_by("pk"))


def complete(booth: Booth, owner) -> Position:
    Booth.objects.filter(pk=booth.pk).update(logo=logo())
    owner.last_login = clock.now()
    owner.save()
    BoothStaff.objects.create(booth=booth, member=owner.memberships.get())
    BoothHours.objects.create(booth=booth, day=clock.now().date(), starts=time(9), ends=time(12))
    return position_in(booth=booth)


def test_verified_companies_are_invited_once_and_told(officer, company, owner):
    fair, draft = FairFactory(), CompanyFactory(state=CompanyState.DRAFT, verified_at=None)
    assert invite_companies(fair=fair, companies=[company, draft], by=officer) == 1
    assert invite_companies(fair=fair, companies=[company], by=officer) == 0
    message = told()[0]
    assert message.recipient == owner
    assert all(render(message.event, part, message.context) for part in PARTS)


def test_company_applies_invited_or_not_and_the_office_decides(officer, company, owner):
    fair = FairFactory()
    booth = apply_for_booth(fair=fair, company=company, by=owner)
    assert apply_for_booth(fair=fair, company=company, by=owner) == booth
    with pytest.raises(MissingReasonError):
        decide_booth(booth=booth, to=BoothState.RETURNED, officer=officer)
    decide_booth(booth=booth, to=BoothState.RETURNED, officer=officer, reason="Isi sambutan")
    apply_for_booth(fair=fair, company=company, by=owner)
    booth.refresh_from_db()
    decide_booth(booth=booth, to=BoothState.APPROVED, officer=officer)
    texts = [render(row.event, "txt", row.context) for row in told()]
    assert any("Isi sambutan" in text for text in texts)
    assert booth.state == BoothState.APPROVED


def test_company_that_declined_may_change_its_mind(company, owner):
    fair = FairFactory()
    booth = decline_booth(booth=Booth.objects.create(fair=fair, company=company), by=owner)
    assert booth.state == BoothState.DECLINED
    assert apply_for_booth(fair=fair, company=company, by=owner).state == BoothState.APPLIED


def test_unverified_company_and_a_fair_that_is_over_take_no_booth(company, owner):
    with pytest.raises(NotJoinableError):
        apply_for_booth(fair=FairFactory(over=True), company=company, by=owner)
    company.state = CompanyState.SUSPENDED
    with pytest.raises(UnverifiedCompanyError):
        apply_for_booth(fair=FairFactory(), company=company, by=owner)


def test_booth_opens_when_it_has_all_it_needs(building, owner):
    with pytest.raises(NotReadyError) as refused:
        open_booth(booth=building, by=owner)
    assert len(refused.value.messages) == 4
    complete(building, owner)
    row = with_needs(Booth.objects.all()).get()
    assert score(needs(row)) == 100
    assert open_booth(booth=building, by=owner).state == BoothState.READY
    assert Booth.objects.listed().get() == building


@pytest.mark.parametrize("missing", ("position", "staff", "hours"))
def test_what_is_missing_is_named(building, owner, missing):
    position = complete(building, owner)
    if missing == "position":
        close_position(position=position, by=owner)
    elif missing == "staff":
        owner.last_login = None
        owner.save()
    else:
        BoothHours.objects.all().delete()
    row = with_needs(Booth.objects.all()).get()
    assert [need.name for need in needs(row) if not need.is_met] == [missing]
    assert score(needs(row)) == 75


def test_team_is_reminded_of_what_is_missing_once_per_key(building, owner):
    assert remind_of_needs(booth=building, key="1")
    assert remind_of_needs(booth=building, key="1")
    assert len(told()) == 1
    assert "Logo perusahaan" in render("jobfair.booth", "txt", told()[0].context)
    complete(building, owner)
    assert not remind_of_needs(booth=building, key="2")


def test_suspended_booth_is_not_listed_and_comes_back_to_be_built(officer):
    booth = BoothFactory()
    decide_booth(booth=booth, to=BoothState.SUSPENDED, officer=officer, reason="Pungutan")
    assert not Booth.objects.listed().exists()
    assert decide_booth(booth=booth, to=BoothState.APPROVED, officer=officer).pk


def test_own_open_vacancy_becomes_a_position_once(building, owner, officer):
    vacancy = VacancyFactory(company=building.company)
    first = propose_position(booth=building, vacancy=vacancy, by=owner, cap=5)
    assert propose_position(booth=building, vacancy=vacancy, by=owner) == first
    with pytest.raises(MissingReasonError):
        decide_position(position=first, to=PositionState.RETURNED, officer=officer)
    decide_position(position=first, to=PositionState.RETURNED, officer=officer, reason="Upah")
    again = propose_position(booth=building, vacancy=vacancy, by=owner)
    decide_position(position=again, to=PositionState.VERIFIED, officer=officer)
    assert (again.state, again.cap) == (PositionState.VERIFIED, 5)


def test_other_companys_vacancy_and_one_that_is_not_open_are_refused(building, owner):
    for vacancy in (VacancyFactory(), VacancyFactory(company=building.company, over=True)):
        with pytest.raises(NotOwnVacancyError):
            propose_position(booth=building, vacancy=vacancy, by=owner)
    Booth.objects.update(state=BoothState.SUSPENDED)
    vacancy = VacancyFactory(company=building.company)
    with pytest.raises(BoothNotBuildingError):
        propose_position(booth=building, vacancy=vacancy, by=owner)


def test_cap_counts_what_was_taken_before_it():
    position = position_in()
    send(position)
    send(position)
    with pytest.raises(CapTooLowError):
        set_cap(position=position, cap=1)
    assert set_cap(position=position, cap=3).taken == 2
    assert set_cap(position=position, cap=None).taken == 0


def test_refused_booth_does_not_apply_again(officer, company, owner):
    fair = FairFactory(closes_at=clock.now() + timedelta(days=2))
    booth = apply_for_booth(fair=fair, company=company, by=owner)
    decide_booth(booth=booth, to=BoothState.REJECTED, officer=officer, reason="Tidak sesuai")
    with pytest.raises(TransitionRefusedError):
        apply_for_booth(fair=fair, company=company, by=owner)
    assert issubclass(NotReadyError, ValidationError)
