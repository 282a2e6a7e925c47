"""Somebody with a lost phone gets the account back at the counter, after the KTP."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client

from seekers.enums import CounterWork
from seekers.models import CounterAct
from sikas.accounts import roles
from sikas.accounts.contacts import Contact
from sikas.accounts.models import Code, User
from sikas.accounts.services import registration
from sikas.accounts.services.recovery import recover_account
from sikas.notifications.models import Message
from tests.accounts.people import add_app
from tests.factories import UserFactory, make_officer
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
NIK, NEW = "1209125502950002", "081299900011"
FORM = {"nik": "1209 1255 0295 0002", "contact": NEW}


@pytest.fixture
def officer(client):
    person = make_officer(roles.COUNTER)
    client.force_login(person)
    return person


@pytest.fixture
def owner() -> User:
    return UserFactory.create(
        name="Siti", email="siti@contoh.id", phone="+628111222333", password="kucing lari pagi"
    )


@pytest.fixture
def seeker(owner):
    return SeekerFactory.create(name="Siti", number=NIK, user=owner)


def recover(client, seeker, **changes):
    return client.post(f"/admin/loket/{seeker.pk}/pulihkan/", FORM | changes)


def text(response) -> str:
    return response.content.decode()


def test_account_comes_back_with_the_new_number_alone(client, officer, owner, seeker):
    add_app(owner)
    answer = recover(client, seeker)
    assert answer["Location"] == f"/admin/loket/{seeker.pk}/"
    owner.refresh_from_db()
    assert (owner.phone, owner.email) == ("+6281299900011", None)
    assert (owner.phone_verified, owner.email_verified) == (None, None)
    assert not owner.has_usable_password()
    assert not Authenticator.objects.filter(user=owner).exists()
    act = CounterAct.objects.get()
    assert (act.work, act.officer, act.seeker) == (CounterWork.RECOVERED, officer, seeker)
    told = Message.objects.filter(event="accounts.contact_changed")
    assert {message.address for message in told} >= {"siti@contoh.id", "+628111222333"}


def test_owner_sets_a_password_by_a_code_to_the_new_number(client, officer, owner, seeker):
    recover(client, seeker)
    phone = Client()
    phone.post("/akun/lupa-sandi/", {"contact": NEW})
    code = Message.objects.filter(event="code", address="+6281299900011").latest("created_at")
    phone.post("/akun/kode/", {"code": code.context["code"]})
    phone.post("/akun/sandi-baru/", {"password": "gajah tidur siang"}, follow=True)
    owner.refresh_from_db()
    assert owner.check_password("gajah tidur siang")
    assert owner.phone_verified


def test_every_session_ends(client, officer, owner, seeker):
    thief = Client()
    thief.post("/akun/masuk/", {"contact": "siti@contoh.id", "password": "kucing lari pagi"})
    assert UserSession.objects.filter(user=owner).exists()
    recover(client, seeker)
    assert not UserSession.objects.filter(user=owner).exists()
    assert thief.get("/akun/").status_code == 302


@pytest.mark.parametrize("confirmed", [True, False], ids=["confirmed", "open"])
def test_code_of_the_old_number_opens_nothing_any_more(client, officer, owner, seeker, confirmed):
    stranger = Client()
    stranger.post("/akun/lupa-sandi/", {"contact": owner.phone})
    code = Message.objects.filter(event="code", address=owner.phone).latest("created_at")
    digits = {"code": code.context["code"]}
    if confirmed:
        stranger.post("/akun/kode/", digits)
    recover(client, seeker)
    stranger.post("/akun/kode/", digits)
    stranger.post("/akun/sandi-baru/", {"password": "gajah tidur siang"})
    owner.refresh_from_db()
    assert (owner.phone, owner.has_usable_password()) == ("+6281299900011", False)
    assert stranger.get("/akun/").status_code == 302


COMPLETE = {
    "reset": lambda code: registration.complete_reset(code=code, password="gajah tidur siang"),
    "contact": lambda code: registration.complete_contact(code=code),
}


@pytest.mark.parametrize("purpose", COMPLETE)
def test_code_that_was_loaded_before_the_recovery_does_nothing_after_it(owner, purpose):
    contact = Contact("phone", "+628111222333")
    reset = purpose == "reset"
    loaded = (
        registration.begin_reset(contact=contact)
        if reset
        else registration.begin_contact(user=owner, contact=contact)
    )
    recover_account(user=owner, contact=Contact("phone", "+6281299900011"))
    with pytest.raises(registration.CodeGoneError):
        COMPLETE[purpose](loaded)
    owner.refresh_from_db()
    assert (owner.phone, owner.has_usable_password()) == ("+6281299900011", False)


def test_page_of_a_code_that_went_meanwhile_leads_to_a_new_one(client, owner, monkeypatch):
    client.post("/akun/lupa-sandi/", {"contact": owner.phone})
    sent = Message.objects.filter(event="code", address=owner.phone).latest("created_at")
    client.post("/akun/kode/", {"code": sent.context["code"]})

    def gone(**_: object) -> None:
        raise registration.CodeGoneError

    monkeypatch.setattr(registration, "complete_reset", gone)
    answer = client.post("/akun/sandi-baru/", {"password": "gajah tidur siang"}, follow=True)
    assert answer.redirect_chain[0][0] == "/akun/lupa-sandi/"
    assert "Kode ini tidak berlaku lagi" in text(answer)


def test_profile_that_is_not_there_is_not_found(client, officer):
    assert client.post("/admin/loket/99999999/pulihkan/", FORM).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"nik": "1209125502950003"}, "NIK ini berbeda dengan NIK profil."),
        ({"nik": "12091255029500"}, "NIK terdiri atas 16 angka"),
        ({"nik": ""}, "Ketik 16 angka NIK dari KTP."),
        ({"contact": ""}, "Ketik nomor HP atau email"),
        ({"contact": "0812"}, "10 sampai 13 angka"),
        ({"contact": "lain@contoh.id"}, "sudah dipakai akun lain"),
    ],
    ids=["other", "short", "none", "no contact", "bad number", "taken"],
)
@pytest.mark.usefixtures("officer")
def test_what_is_wrong_is_said_kept_and_changes_nothing(client, owner, seeker, wrong, said):
    UserFactory.create(email="lain@contoh.id")
    page = text(recover(client, seeker, **wrong))
    assert said in page
    assert (FORM | wrong)["contact"] in page
    owner.refresh_from_db()
    assert (owner.email, owner.has_usable_password()) == ("siti@contoh.id", True)
    assert not CounterAct.objects.exists()


def test_account_that_is_switched_off_stays_off(client, officer, owner, seeker):
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert "tidak dapat dipulihkan di loket" in text(recover(client, seeker))
    owner.refresh_from_db()
    assert owner.email == "siti@contoh.id"


def test_officers_account_is_not_given_away_at_the_counter(client, officer):
    colleague = make_officer(roles.ADMINISTRATOR)
    seeker = SeekerFactory.create(number=NIK, user=colleague)
    assert "tidak dapat dipulihkan di loket" in text(recover(client, seeker))
    assert Authenticator.objects.filter(user=colleague).exists()


def test_person_without_an_account_has_none_to_recover(client, officer):
    assert recover(client, SeekerFactory.create(number=NIK)).status_code == 404


def test_guesses_are_limited(client, officer, seeker):
    answers = [recover(client, seeker, nik="1209125502950003").status_code for _try in range(6)]
    assert answers == [200] * 5 + [429]


@pytest.mark.parametrize("role", [roles.VERIFIER, roles.LEADER])
def test_other_officers_do_not_find_it(client, role, seeker):
    client.force_login(make_officer(role))
    assert recover(client, seeker).status_code == 404
    assert not Code.objects.exists()
