"""The office's decisions about companies."""

import pytest

from employers.enums import CompanyState, ReviewSubject
from employers.services import MissingReasonError, decide_company, submit_company
from sikas.accounts.models import User
from sikas.notifications.models import Message
from sikas.notifications.rendering import render
from sikas.workflow import claims
from sikas.workflow.transitions import TransitionRefusedError
from tests.employers.people import complete
from tests.jobs.factories import CompanyFactory, OwnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return User.objects.create_user(name="Verifikator", email="v@example.id", is_staff=True)


def test_verification_tells_every_active_member_once_per_way(officer):
    company = CompanyFactory(submitted=True)
    owner = OwnerFactory(company=company).user
    OwnerFactory(company=company, is_active=False)
    decide_company(company=company, to=CompanyState.VERIFIED, officer=officer)
    sent = Message.objects.filter(event="employers.company_decision")
    assert {(row.channel, row.recipient) for row in sent} == {("in_app", owner), ("email", owner)}
    assert company.state == CompanyState.VERIFIED


def test_member_with_a_phone_only_is_told_by_whatsapp(officer):
    company = CompanyFactory(submitted=True)
    person = User.objects.create_user(name="Ucok", phone="+6281234567890")
    OwnerFactory(company=company, user=person)
    decide_company(company=company, to=CompanyState.VERIFIED, officer=officer)
    assert Message.objects.get(channel="whatsapp").address == "+6281234567890"


@pytest.mark.parametrize("to", (CompanyState.RETURNED, CompanyState.REJECTED))
def test_decision_against_a_company_needs_a_reason(officer, to):
    company = CompanyFactory(submitted=True)
    with pytest.raises(MissingReasonError):
        decide_company(company=company, to=to, officer=officer, reason="  ")
    company.refresh_from_db()
    assert company.state == CompanyState.SUBMITTED
    assert not Message.objects.exists()


def test_second_decision_is_refused_and_tells_nobody(officer):
    company = CompanyFactory(submitted=True)
    OwnerFactory(company=company)
    decide_company(company=company, to=CompanyState.RETURNED, officer=officer, reason="NIB kabur")
    with pytest.raises(TransitionRefusedError):
        decide_company(company=company, to=CompanyState.VERIFIED, officer=officer)
    assert Message.objects.filter(channel="email").count() == 1


def test_decision_gives_the_case_back(officer):
    company = CompanyFactory(submitted=True)
    claims.claim(company, officer)
    decide_company(company=company, to=CompanyState.VERIFIED, officer=officer)
    assert claims.holder(company) is None


def test_returned_company_may_ask_again(officer, village):
    company = complete(village, state="submitted")
    decide_company(company=company, to=CompanyState.RETURNED, officer=officer, reason="Alamat")
    submit_company(company=company, by=officer)
    assert company.state == CompanyState.SUBMITTED
    assert [row.to_state for row in company.transitions.all()] == ["returned", "submitted"]


@pytest.mark.parametrize(
    ("decision", "words"),
    (
        ("verified", "sudah terverifikasi"),
        ("returned", "perlu diperbaiki"),
        ("rejected", "belum dapat diverifikasi"),
        ("suspended", "dibekukan"),
        ("reinstated", "dipulihkan"),
    ),
)
@pytest.mark.parametrize("part", ("subject.txt", "sms.txt", "html"))
def test_message_says_what_was_decided(decision, words, part):
    context = {"company": "CV <Sawit>", "decision": decision, "reason": "Berkas", "url": "/x/"}
    assert words in render("employers.company_decision", part, context | {"items": []})


@pytest.mark.parametrize("part", ("txt", "sms.txt", "html"))
def test_message_lists_what_is_to_be_corrected(officer, part, village):
    company = complete(village, state="submitted")
    owner = OwnerFactory(company=company).user
    items = {ReviewSubject.ADDRESS: "Tulis dusun.", ReviewSubject.NIB: ""}
    decide_company(
        company=company, to="returned", officer=officer, items=items, reason="Baca\nsemua."
    )
    sent = Message.objects.get(recipient=owner, channel="email")
    said = render(sent.event, part, sent.context)
    assert "Alamat: Tulis dusun." in said
    assert "Baca" in said
    assert "NIB:" not in said


def test_company_that_comes_back_is_told_so(officer):
    company = CompanyFactory()
    owner = OwnerFactory(company=company).user
    decide_company(company=company, to="suspended", officer=officer, reason="Dilaporkan.")
    decide_company(company=company, to="verified", officer=officer)
    told = Message.objects.filter(recipient=owner, channel="email").order_by("created_at")
    assert [message.context["decision"] for message in told] == ["suspended", "reinstated"]
