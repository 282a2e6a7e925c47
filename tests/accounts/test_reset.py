"""A forgotten password, by either contact."""

from datetime import timedelta

import pytest
from django.test import Client

from sikas.notifications.models import Message
from tests.accounts.people import (
    enter_code,
    is_signed_in,
    last_code,
    last_message,
    make_user,
    sign_in,
    wrong,
)

pytestmark = pytest.mark.django_db
NEW = "becak motor kisaran"


def ask(client: Client, contact: str):
    return client.post("/akun/lupa-sandi/", {"contact": contact})


@pytest.mark.parametrize(
    ("contact", "address"), [("0812-3456-7890", "+6281234567890"), ("nur@contoh.id",) * 2]
)
def test_reset_by_either_contact_sets_the_password_and_signs_in(client, contact, address) -> None:
    user = make_user(email="nur@contoh.id", phone="+6281234567890")
    elsewhere = Client()
    sign_in(elsewhere, "nur@contoh.id")

    assert ask(client, contact).url == "/akun/kode/"
    assert enter_code(client, last_code(address)).url == "/akun/sandi-baru/"
    assert client.post("/akun/sandi-baru/", {"password": NEW}).url == "/akun/"

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert is_signed_in(client)
    assert elsewhere.get("/akun/").status_code == 302
    events = Message.objects.filter(event="accounts.password_changed")
    assert {m.address for m in events} == {"nur@contoh.id", "+6281234567890"}


def test_reset_confirms_the_contact_it_used(client) -> None:
    user = make_user(email="nur@contoh.id")
    ask(client, "nur@contoh.id")
    enter_code(client, last_code("nur@contoh.id"))
    client.post("/akun/sandi-baru/", {"password": NEW})
    user.refresh_from_db()
    assert user.email_verified


def test_unknown_address_is_told_that_it_has_no_account(client) -> None:
    assert ask(client, "081299999999").url == "/akun/kode/"
    assert last_message("+6281299999999").event == "accounts.account_unknown"


def test_inactive_account_gets_no_code(client) -> None:
    make_user(email="nur@contoh.id", is_active=False)
    ask(client, "nur@contoh.id")
    assert "code" not in last_message("nur@contoh.id").context


def test_new_password_needs_a_confirmed_code(client) -> None:
    user = make_user(email="nur@contoh.id")
    assert client.post("/akun/sandi-baru/", {"password": NEW}).url == "/akun/lupa-sandi/"
    ask(client, "nur@contoh.id")
    assert client.post("/akun/sandi-baru/", {"password": NEW}).url == "/akun/lupa-sandi/"
    enter_code(client, wrong(last_code("nur@contoh.id")))
    assert client.post("/akun/sandi-baru/", {"password": NEW}).url == "/akun/lupa-sandi/"
    user.refresh_from_db()
    assert not user.check_password(NEW)


def test_confirmed_code_of_a_reset_is_good_for_half_an_hour_and_once(client, clock) -> None:
    make_user(email="nur@contoh.id")
    ask(client, "nur@contoh.id")
    enter_code(client, last_code("nur@contoh.id"))
    assert client.get("/akun/kode/").url == "/akun/sandi-baru/"
    clock.move(timedelta(minutes=31))
    assert client.get("/akun/sandi-baru/").url == "/akun/lupa-sandi/"


def test_weak_new_password_is_explained(client) -> None:
    make_user(email="nur@contoh.id", name="Nurhayati Sitorus")
    ask(client, "nur@contoh.id")
    enter_code(client, last_code("nur@contoh.id"))
    for weak in ("12345678", "nurhayati sitorus", "pendek", "sayang123", "password1"):
        page = client.post("/akun/sandi-baru/", {"password": weak})
        assert page.context["form"].errors["password"], weak


def test_code_of_a_signup_opens_no_new_password(client) -> None:
    from tests.accounts.people import sign_up

    sign_up(client, "nur@contoh.id")
    assert client.get("/akun/sandi-baru/").url == "/akun/lupa-sandi/"


def test_second_factor_is_asked_after_a_reset(client) -> None:
    from tests.accounts.people import add_app

    add_app(make_user(email="nur@contoh.id"))
    ask(client, "nur@contoh.id")
    enter_code(client, last_code("nur@contoh.id"))
    assert client.post("/akun/sandi-baru/", {"password": NEW}).url == "/akun/masuk/verifikasi/"
    assert not is_signed_in(client)
