"""Authenticator app and recovery codes; officers cannot do without."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from sikas.accounts.models import User
from sikas.notifications.models import Message
from tests.accounts.people import (
    add_app,
    current_code,
    is_signed_in,
    last_message,
    make_user,
    sign_in,
    wrong,
)

pytestmark = pytest.mark.django_db
SET_UP = "/akun/keamanan/aplikasi/"
SECOND_STEP = "/akun/masuk/verifikasi/"


@pytest.fixture
def officer() -> User:
    return make_user(email="loket@contoh.id", kind="officer")


def set_up(client: Client) -> str:
    """Connect an app on the page; return the page with the recovery codes."""
    secret = client.get(SET_UP).context["form"].secret
    return client.post(SET_UP, {"code": current_code(secret)}).content.decode()


def codes_on(page: str) -> list[str]:
    return re.findall(r"<li><code>(\d{8})</code></li>", page)


@pytest.mark.parametrize("path", ["/", "/akun/", "/admin/", "/akun/perangkat/", "/lowongan/"])
def test_officer_without_app_sees_only_its_set_up(client, officer, path) -> None:
    assert sign_in(client, "loket@contoh.id").url == "/akun/"
    assert client.get(path).url == SET_UP


def test_officer_works_after_the_set_up(
    client, officer, django_capture_on_commit_callbacks
) -> None:
    sign_in(client, "loket@contoh.id")
    with django_capture_on_commit_callbacks(execute=True):
        page = set_up(client)
    assert len(codes_on(page)) == 10
    assert client.get("/admin/").status_code == 200
    assert last_message("loket@contoh.id").event == "accounts.second_factor_added"


def test_officer_without_app_can_leave(client, officer) -> None:
    sign_in(client, "loket@contoh.id")
    client.post("/akun/keluar/")
    assert not is_signed_in(client)


def test_officer_cannot_take_the_app_away(client, officer) -> None:
    sign_in(client, "loket@contoh.id")
    set_up(client)
    page = client.post("/akun/keamanan/aplikasi/lepas/")
    assert "Petugas wajib" in page.content.decode()
    assert Authenticator.objects.filter(user=officer, type="totp").exists()


def test_session_of_an_officer_ends_after_a_working_day(client, officer) -> None:
    sign_in(client, "loket@contoh.id")
    assert client.session.get_expiry_age() <= 12 * 3600


def test_admin_sends_strangers_to_our_sign_in_and_refuses_seekers(client) -> None:
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/login/?next=/admin/").url.startswith("/akun/masuk/")
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 302
    make_user(email="nur@contoh.id")
    sign_in(client, "nur@contoh.id")
    assert client.get("/admin/login/").status_code == 403


def test_admin_changes_passwords_on_our_page(client, officer) -> None:
    sign_in(client, "loket@contoh.id")
    set_up(client)
    assert client.get("/admin/password_change/").url == "/akun/keamanan/sandi/"


def test_sign_in_asks_for_a_code_of_the_app(client) -> None:
    secret = add_app(make_user(email="nur@contoh.id"))
    assert sign_in(client, "nur@contoh.id").url == SECOND_STEP
    assert not is_signed_in(client)
    page = client.post(SECOND_STEP, {"code": wrong(current_code(secret))})
    assert "Kode tidak cocok" in page.content.decode()

    assert client.post(SECOND_STEP, {"code": current_code(secret)}).url == "/akun/"
    assert is_signed_in(client)


def test_code_of_the_app_works_once(client) -> None:
    secret = add_app(make_user(email="nur@contoh.id"))
    code = current_code(secret)
    sign_in(client, "nur@contoh.id")
    client.post(SECOND_STEP, {"code": code})
    other = Client()
    sign_in(other, "nur@contoh.id")
    other.post(SECOND_STEP, {"code": code})
    assert not is_signed_in(other)


def test_second_step_without_the_first_leads_to_the_start(client) -> None:
    assert client.get(SECOND_STEP).url == "/akun/masuk/"


def test_recovery_codes_are_shown_once_and_each_works_once(client) -> None:
    make_user(email="nur@contoh.id")
    sign_in(client, "nur@contoh.id")
    page = set_up(client)
    codes = codes_on(page)
    assert all(code in unquote(page.split('href="data:')[1].split('"')[0]) for code in codes)
    assert "kode-pemulihan-sikas.txt" in page
    for path in ("/akun/keamanan/", "/akun/keamanan/kode-pemulihan/"):
        assert not any(code in client.get(path).content.decode() for code in codes)

    first, second = Client(), Client()
    for visitor in (first, second):
        sign_in(visitor, "nur@contoh.id")
        visitor.post(SECOND_STEP, {"code": codes[0]})
    assert is_signed_in(first)
    assert not is_signed_in(second)
    assert "tersisa: 9" in first.get("/akun/keamanan/").content.decode()


def test_new_recovery_codes_replace_the_old(client) -> None:
    make_user(email="nur@contoh.id")
    sign_in(client, "nur@contoh.id")
    old = codes_on(set_up(client))
    assert client.get("/akun/keamanan/kode-pemulihan/").status_code == 200
    new = codes_on(client.post("/akun/keamanan/kode-pemulihan/").content.decode())
    assert len(new) == 10
    assert not set(old) & set(new)


def test_recovery_codes_without_an_app_are_refused(client) -> None:
    make_user(email="nur@contoh.id")
    sign_in(client, "nur@contoh.id")
    assert not codes_on(client.post("/akun/keamanan/kode-pemulihan/").content.decode())
    assert not Authenticator.objects.exists()


def test_setting_up_the_app_ends_sessions_without_it(client) -> None:
    make_user(email="nur@contoh.id")
    elsewhere = Client()
    for visitor in (client, elsewhere):
        sign_in(visitor, "nur@contoh.id")
    set_up(client)
    assert is_signed_in(client)
    assert elsewhere.get("/akun/").status_code == 302


def test_seeker_takes_the_app_away(client) -> None:
    user = make_user(email="nur@contoh.id")
    sign_in(client, "nur@contoh.id")
    set_up(client)
    assert client.get(SET_UP).url == "/akun/keamanan/aplikasi/lepas/"
    assert client.post("/akun/keamanan/aplikasi/lepas/").url == "/akun/keamanan/"
    assert not Authenticator.objects.filter(user=user).exists()
    assert last_message("nur@contoh.id").event == "accounts.second_factor_removed"


def test_app_secret_is_not_readable_in_the_database(client) -> None:
    user = make_user(email="nur@contoh.id")
    secret = add_app(user)
    assert secret not in str(Authenticator.objects.get(user=user).data)


def test_set_up_asks_for_the_password_again_after_a_while(client, clock) -> None:
    make_user(email="nur@contoh.id")
    sign_in(client, "nur@contoh.id")
    clock.move(timedelta(minutes=16))
    assert client.get(SET_UP).url.startswith("/akun/konfirmasi/")


def test_code_of_the_app_proves_who_one_is(client, clock) -> None:
    secret = add_app(make_user(email="nur@contoh.id"))
    sign_in(client, "nur@contoh.id")
    client.post(SECOND_STEP, {"code": current_code(secret)})
    clock.move(timedelta(minutes=16))
    page = "/akun/konfirmasi/verifikasi/"
    assert client.get(f"{page}?next=/akun/email/").status_code == 200
    answer = client.post(page, {"code": current_code(secret), "next": "/akun/email/"})
    assert answer.url == "/akun/email/"
    assert client.get("/akun/email/").status_code == 200


def test_qr_is_an_image_of_our_own(client) -> None:
    make_user(email="nur@contoh.id", name="Nur")
    sign_in(client, "nur@contoh.id")
    page = client.get(SET_UP)
    assert "otpauth://totp/nur%40contoh.id" in page.context["totp_url"]
    assert "issuer=SIKAS" in page.context["totp_url"]
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert 'xmlns="http://www.w3.org/2000/svg"' in page.context["totp_svg"]  # else no image
    assert not Message.objects.exists()
