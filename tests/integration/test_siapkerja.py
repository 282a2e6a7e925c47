"""Signing in and up with the ministry's account."""

from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from sikas.accounts import limits, roles
from sikas.accounts.models import Attempt, Consent, User
from sikas.accounts.services import outside
from sikas.accounts.services.outside import Link
from tests.accounts.people import (
    PASSWORD,
    add_app,
    current_code,
    enter_code,
    is_signed_in,
    last_code,
    last_message,
    sign_in,
    without_tokens,
)
from tests.factories import UserFactory, make_officer
from tests.gates.pages import OUR_POLICY, faults_of_markup
from tests.integration.siapkerja import (
    PERSON,
    SECRET,
    TOKEN,
    come_back,
    leave,
    through,
    words_after,
)

pytestmark = pytest.mark.django_db
LINK = Link(provider="siapkerja", uid=PERSON["id"])
PAGES = (
    "/akun/siapkerja/",
    "/akun/siapkerja/kembali/",
    "/akun/siapkerja/daftar/",
    "/akun/keamanan/siapkerja/",
)
AWAY = "SIAPkerja sedang tidak dapat dihubungi. Masuk dengan nomor HP atau email seperti biasa."


def connected(**fields) -> User:
    user = UserFactory.create(**fields)
    outside.connect(user=user, link=LINK)
    return user


def register(client: Client, **fields: str):
    form = {
        "kind": "seeker",
        "name": PERSON["name"],
        "contact": PERSON["email"],
        "password": PASSWORD,
        "agree": "on",
    }
    return client.post("/akun/siapkerja/daftar/", form | fields)


@pytest.mark.parametrize("missing", ("account_url", "account_id", "account_secret"))
def test_nothing_shows_without_the_ministrys_keys(siapkerja, settings, client, missing):
    settings.MINISTRY = settings.MINISTRY | {missing: ""}
    for path in ("/akun/masuk/", "/akun/daftar/"):
        assert "SIAPkerja" not in client.get(path).content.decode()
    answers = {client.get(path).status_code for path in PAGES}
    client.force_login(UserFactory.create())
    answers |= {client.get(path).status_code for path in PAGES}
    assert answers == {404}
    assert "SIAPkerja" not in client.get("/akun/keamanan/").content.decode()


@pytest.mark.parametrize("path", ("/akun/masuk/", "/akun/daftar/"))
def test_button_keeps_where_one_wanted_to_go(siapkerja, client, path):
    page = client.get(path, {"next": "/lowongan/"}).content.decode()
    assert 'href="/akun/siapkerja/?next=%2Flowongan%2F"' in page
    assert (
        'value="/lowongan/"' in client.get("/akun/siapkerja/?next=%2Flowongan%2F").content.decode()
    )


def test_page_lets_its_form_end_at_the_ministry_and_nowhere_else(siapkerja, client):
    answer = client.get("/akun/siapkerja/")
    policy = set(answer["Content-Security-Policy"].split("; "))
    assert policy == OUR_POLICY - {"form-action 'self'"} | {f"form-action 'self' {siapkerja.url}"}
    assert faults_of_markup(without_tokens(answer), ours=True) == []


def test_ministry_is_asked_as_it_is_known_to_want_it(siapkerja, client):
    asked = leave(client)
    state = asked.pop("state")
    assert len(state) >= 16
    assert asked == {
        "response_type": "code",
        "client_id": "sikas-asahan",
        "redirect_uri": "https://sikas.contoh.id/akun/siapkerja/kembali/",
        "scope": "basic email",
    }
    come_back(client, state)
    wanted = {
        "grant_type": "authorization_code",
        "code": "kode-sekali-pakai",
        "client_id": "sikas-asahan",
        "client_secret": SECRET,
        "redirect_uri": "https://sikas.contoh.id/akun/siapkerja/kembali/",
    }
    assert siapkerja.asked == [
        ("POST", "/api/v1/tokens", wanted),
        ("GET", "/api/v1/users/me", f"Bearer {TOKEN}"),
    ]


def test_connected_account_signs_in_as_a_password_does(siapkerja, client):
    user = connected(email=None, phone="+6281234567890")
    answer = through(client, next="/lowongan/")
    assert answer.url == "/lowongan/"
    assert is_signed_in(client)
    assert UserSession.objects.get().user == user
    assert client.session["account_authentication_methods"][0]["method"] == "socialaccount"
    user.refresh_from_db()
    assert user.last_login
    assert (user.is_staff, user.is_superuser, user.kind) == (False, False, "seeker")
    assert not user.groups.exists()


@pytest.mark.parametrize("target", ("https://jahat.contoh/", "//jahat.contoh/", "/\\jahat.contoh"))
def test_nobody_is_led_to_another_site(siapkerja, client, target):
    connected()
    assert through(client, next=target).url == "/akun/"


def test_second_factor_follows_and_no_token_is_kept_meanwhile(siapkerja, client):
    secret = add_app(connected())
    assert through(client).url == "/akun/masuk/verifikasi/"
    assert not is_signed_in(client)
    assert TOKEN not in str(dict(client.session.items()))
    client.post("/akun/masuk/verifikasi/", {"code": current_code(secret)})
    assert is_signed_in(client)


def test_officer_is_not_signed_in_and_told_how_to(siapkerja, client):
    user = connected()
    User.objects.filter(pk=user.pk).update(kind="officer", is_staff=True)
    answer = through(client)
    assert answer.url == "/akun/masuk/"
    assert "Petugas masuk dengan email, kata sandi, dan kode" in words_after(client, answer)
    assert not is_signed_in(client)


def test_account_that_is_switched_off_here_stays_out(siapkerja, client):
    connected(is_active=False)
    assert through(client).url == "/akun/nonaktif/"
    assert not is_signed_in(client)


@pytest.mark.parametrize("status", ("inactive", "suspended", "", "non active"))
def test_account_that_is_not_active_there_is_refused_with_words(siapkerja, client, status):
    connected()
    siapkerja.knows(status=status)
    answer = through(client)
    assert "Akun SIAPkerja Anda tidak aktif" in words_after(client, answer)
    assert not is_signed_in(client)


def test_state_is_good_once_and_for_the_session_that_began(siapkerja, client):
    connected()
    state, stranger = leave(client)["state"], Client()
    for visitor, given in ((stranger, state), (client, "karangan"), (client, "")):
        answer = come_back(visitor, given)
        assert "Waktu untuk masuk dengan SIAPkerja habis" in words_after(visitor, answer)
        assert not is_signed_in(visitor)
    assert siapkerja.asked == []
    come_back(client, state)
    assert is_signed_in(client)
    assert come_back(client, state).url == "/akun/masuk/"
    assert len(siapkerja.asked) == 2


@pytest.mark.parametrize("query", ({"error": "access_denied"}, {"code": ""}))
def test_who_says_no_there_changes_nothing_and_comes_back(siapkerja, client, query):
    state = leave(client, next="/lowongan/")["state"]
    answer = come_back(client, state, **query)
    assert answer.url == "/akun/masuk/?next=%2Flowongan%2F"
    assert "dibatalkan" in words_after(client, answer)
    assert siapkerja.asked == []


def test_ministry_that_fails_leads_back_to_the_usual_way_in(siapkerja, client, caplog):
    connected()
    siapkerja.token = lambda handler: handler.send(b"{}", 503)
    answer = through(client, next="/lowongan/")
    assert answer.url == "/akun/masuk/?next=%2Flowongan%2F"
    assert AWAY in words_after(client, answer)
    assert "server: HTTP 503" in caplog.text
    assert not [word for word in (SECRET, "kode-sekali-pakai") if word in caplog.text]


def test_who_is_signed_in_already_stays_who_he_is(siapkerja, client):
    connected()
    state, other = leave(client)["state"], UserFactory.create()
    sign_in(client, other.email)
    assert come_back(client, state).url == "/akun/"
    assert client.session["_auth_user_id"] == str(other.pk)
    assert client.get("/akun/siapkerja/").url == "/akun/"


def test_going_there_is_limited(siapkerja, client, monkeypatch):
    monkeypatch.setitem(limits.RATES, "sign_in_elsewhere", (limits.Rate(1, 60, ("address",)),))
    leave(client)
    answer = client.post("/akun/siapkerja/")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Terlalu banyak percobaan" in answer.content.decode()
    assert Attempt.objects.exists()


def test_first_sign_in_registers_by_one_page_and_a_code(siapkerja, client):
    answer = through(client, next="/lowongan/")
    assert answer.url == "/akun/siapkerja/daftar/?next=%2Flowongan%2F"
    page = client.get(answer.url)
    assert page.context["form"]["contact"].value() == PERSON["email"]
    assert page.context["form"]["name"].value() == PERSON["name"]
    assert faults_of_markup(without_tokens(page), ours=True) == []

    assert "agree" in register(client, agree="").context["form"].errors
    assert not User.objects.exists()
    assert register(client, next="/lowongan/").url == "/akun/kode/"
    assert not User.objects.exists()
    assert enter_code(client, last_code(PERSON["email"])).url == "/lowongan/"

    user = User.objects.get()
    assert (user.email, user.name, user.is_staff) == (PERSON["email"], PERSON["name"], False)
    assert Consent.objects.filter(user=user).count() == 2
    assert SocialAccount.objects.get().user == user
    visitor = Client()
    through(visitor)
    assert is_signed_in(visitor)


def test_who_has_no_email_there_gives_a_contact(siapkerja, client):
    siapkerja.knows(email=None, name=None)
    assert through(client).url == "/akun/siapkerja/daftar/"
    register(client, contact="081234567890")
    enter_code(client, last_code("+6281234567890"))
    assert User.objects.get().phone == "+6281234567890"


def test_known_email_is_never_connected_silently(siapkerja, client):
    owner = UserFactory.create(email=PERSON["email"])
    through(client)
    register(client)
    message = last_message(PERSON["email"])
    assert (message.event, message.context["link"]) == ("accounts.account_exists", "SIAPkerja")
    for digits in ("000000", "123456"):
        enter_code(client, digits)
    assert not SocialAccount.objects.exists()
    assert not is_signed_in(client)
    assert User.objects.get() == owner


def test_pages_are_the_same_for_an_email_with_and_without_account(siapkerja):
    pages = []
    for email in ("aa-ada@contoh.id", "aa-tdk@contoh.id"):
        if email.startswith("aa-ada"):
            UserFactory.create(email=email)
        client, texts = Client(), []
        siapkerja.knows(id=email, email=email)
        for answer in (through(client), register(client, contact=email)):
            texts += [answer.status_code, answer.url, client.get(answer.url)]
        texts.append(enter_code(client, "000000"))
        pages.append([_text(text).replace(email, "") for text in texts])
    assert pages[0] == pages[1]


def _text(answer) -> str:
    return without_tokens(answer) if hasattr(answer, "content") else str(answer)


def test_registration_begins_at_the_ministry_and_waits_half_an_hour(siapkerja, client, clock):
    assert client.get("/akun/siapkerja/daftar/").url == "/akun/siapkerja/"
    through(client)
    clock.move(timedelta(minutes=31))
    assert register(client).url == "/akun/siapkerja/"
    assert not User.objects.exists()


def test_code_page_leads_back_to_the_ministry_and_the_session_forgets(siapkerja, client):
    through(client)
    register(client)
    assert 'href="/akun/siapkerja/"' in client.get("/akun/kode/").content.decode()
    assert PERSON["id"] not in str(dict(client.session.items()))


def test_second_registration_with_one_account_there_is_refused(siapkerja, client):
    other = Client()
    for visitor, contact in ((client, "satu@contoh.id"), (other, "dua@contoh.id")):
        through(visitor)
        register(visitor, contact=contact)
    enter_code(client, last_code("satu@contoh.id"))
    answer = enter_code(other, last_code("dua@contoh.id"))
    assert "sudah terhubung dengan akun SIKAS lain" in words_after(other, answer)
    assert User.objects.get().email == "satu@contoh.id"


def test_nothing_secret_is_in_the_database(siapkerja, client):
    connected()
    through(client)
    assert not SocialToken.objects.exists()
    assert SocialAccount.objects.get().extra_data == {}
    sessions = [session.get_decoded() for session in Session.objects.all()]
    assert not [word for word in (TOKEN, SECRET, "superuser") if word in str(sessions)]


def test_officer_cannot_be_connected_by_the_service():
    with pytest.raises(outside.LinkTakenError):
        outside.connect(user=make_officer(roles.ADMINISTRATOR), link=LINK)
