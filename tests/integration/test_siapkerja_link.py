"""Connecting an account here with the ministry's, parting them, and what becomes of them."""

from time import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from seekers.services.merging import _close
from sikas.accounts import impersonation as guard
from sikas.accounts import personal, roles
from sikas.accounts.contacts import Contact
from sikas.accounts.models.impersonation import LookPurpose
from sikas.accounts.services import impersonation, outside
from sikas.accounts.services.erasure import erase_person
from sikas.accounts.services.outside import Link
from sikas.accounts.services.recovery import recover_account
from sikas.notifications.models import Message
from sikas.personal_data import Person
from tests.accounts.people import is_signed_in, last_message, sign_in, without_tokens
from tests.factories import UserFactory, make_officer
from tests.gates.pages import faults_of_markup
from tests.integration.siapkerja import PERSON, come_back, leave, through, words_after

pytestmark = pytest.mark.django_db
PATH = "/akun/keamanan/siapkerja/"
LINK = Link(provider="siapkerja", uid=PERSON["id"])


@pytest.fixture
def person(client):
    """Return somebody who has just signed in with his password."""
    user = UserFactory.create()
    sign_in(client, user.email)
    return user


def test_connecting_is_said_done_and_told(siapkerja, client, person):
    assert "Hubungkan akun SIAPkerja" in client.get("/akun/keamanan/").content.decode()
    page = client.get(PATH)
    assert f"form-action 'self' {siapkerja.url}" in page["Content-Security-Policy"]
    assert faults_of_markup(without_tokens(page), ours=True) == []

    answer = through(client, PATH)
    assert answer.url == "/akun/keamanan/"
    assert "Akun SIAPkerja terhubung" in words_after(client, answer)
    assert outside.links(user=person).get().uid == PERSON["id"]
    assert last_message(person.email).event == "accounts.link_added"
    page = client.get(PATH)
    assert "Terhubung sejak" in page.content.decode()
    assert faults_of_markup(without_tokens(page), ours=True) == []
    visitor = Client()
    through(visitor)
    assert visitor.session["_auth_user_id"] == str(person.pk)


def test_connecting_asks_who_one_is_again(siapkerja, client, person):
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY][0]["at"] -= 16 * 60
    session.save()
    for answer in (client.get(PATH), client.post(PATH), client.post(PATH, {"unlink": "1"})):
        assert answer.url.startswith("/akun/konfirmasi/")
    assert Client().get(PATH)["Location"] == f"/akun/masuk/?next={PATH}"


def test_parting_is_told_and_the_password_still_signs_in(siapkerja, client, person):
    outside.connect(user=person, link=LINK)
    answer = client.post(PATH, {"unlink": "1"})
    assert "Akun SIAPkerja dilepas" in words_after(client, answer)
    assert not SocialAccount.objects.exists()
    assert last_message(person.email).event == "accounts.link_removed"
    assert through(Client()).url == "/akun/siapkerja/daftar/"
    visitor = Client()
    sign_in(visitor, person.email)
    assert is_signed_in(visitor)
    client.post(PATH, {"unlink": "1"})
    assert Message.objects.filter(event="accounts.link_removed").count() == 1


def test_account_of_somebody_else_is_not_taken_over(siapkerja, client, person):
    owner = UserFactory.create()
    outside.connect(user=owner, link=LINK)
    answer = through(client, PATH)
    assert "sudah terhubung dengan akun SIKAS lain" in words_after(client, answer)
    assert SocialAccount.objects.get().user == owner


def test_second_account_there_is_not_added(siapkerja, client, person):
    outside.connect(user=person, link=Link(provider="siapkerja", uid="lain"))
    through(client, PATH)
    assert SocialAccount.objects.get().uid == "lain"


def test_connecting_is_for_the_person_who_began(siapkerja, client, person):
    state = leave(client, PATH)["state"]
    session = client.session
    kept = session["socialaccount_states"]
    other = UserFactory.create()
    client.force_login(other)
    session = client.session
    session["socialaccount_states"] = kept
    session.save()
    come_back(client, state)
    assert not SocialAccount.objects.exists()


def test_ministry_that_fails_leads_back_to_security(siapkerja, client, person):
    siapkerja.me = lambda handler: handler.send(b"", 500)
    answer = through(client, PATH)
    assert answer.url == "/akun/keamanan/"
    assert "Akun Anda tidak berubah" in words_after(client, answer)


def test_officer_has_no_such_page(siapkerja, client):
    officer = make_officer(roles.ADMINISTRATOR)
    client.force_login(officer)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time()}]
    session["account_authentication_methods_user"] = str(officer.pk)
    session.save()
    assert "SIAPkerja" not in client.get("/akun/keamanan/").content.decode()
    assert [client.get(PATH).status_code, client.post(PATH).status_code] == [404, 404]


def test_who_looks_as_somebody_else_connects_nothing(siapkerja, client):
    officer, person = make_officer(roles.ADMINISTRATOR), UserFactory.create()
    client.force_login(officer)
    begun = impersonation.start(
        officer=officer, person=person, purpose=LookPurpose.HELP, text="Uji"
    )
    session = client.session
    state = {"process": "connect", "data": {"user": str(person.pk)}}
    session["socialaccount_states"] = {"s": (state, time(), "siapkerja")}
    session[guard.SESSION_KEY] = begun.pk
    session.save()
    assert come_back(client, "s").status_code == 404
    assert client.post(PATH).status_code == 403
    assert siapkerja.asked == []
    assert not SocialAccount.objects.exists()


def test_person_reads_and_takes_along_what_is_connected():
    user = UserFactory.create()
    outside.connect(user=user, link=LINK)
    sections = {section.title: section.rows for section in personal.export(Person(user.pk))}
    (row,) = sections["Akun lain untuk masuk"]
    assert (row["Akun"], row["Nomor di sana"]) == ("SIAPkerja", PERSON["id"])
    erase_person(Person(user.pk))
    assert not SocialAccount.objects.exists()


def test_number_of_a_keeper_that_is_gone_is_still_shown():
    assert outside.name_of("dahulu") == "dahulu"


def test_account_given_back_at_the_counter_is_parted_with_the_ministrys():
    user = UserFactory.create()
    outside.connect(user=user, link=LINK)
    recover_account(user=user, contact=Contact("email", "baru@contoh.id"))
    assert not SocialAccount.objects.exists()


def test_account_closed_by_a_merge_lets_its_link_go():
    user = UserFactory.create()
    outside.connect(user=user, link=LINK)
    _close(user)
    other = UserFactory.create()
    outside.connect(user=other, link=LINK)
    assert SocialAccount.objects.get().user == other
