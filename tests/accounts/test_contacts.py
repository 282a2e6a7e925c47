"""Adding and changing the e-mail and phone of an account."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from sikas.accounts.contacts import parse_contact, parse_email, parse_phone
from sikas.accounts.models import User
from tests.accounts.people import PASSWORD, enter_code, last_code, last_message, make_user, sign_in

PHONE_PAGE = "/akun/nomor-hp/"


@pytest.fixture
def person(db, client: Client) -> User:
    user = make_user(email="nur@contoh.id")
    sign_in(client, "nur@contoh.id")
    return user


def test_phone_is_added_when_its_code_comes_back(client, person: User) -> None:
    assert client.post(PHONE_PAGE, {"contact": "0812 3456 7890"}).url == "/akun/kode/"
    person.refresh_from_db()
    assert person.phone is None

    assert enter_code(client, last_code("+6281234567890")).url == "/akun/keamanan/"
    person.refresh_from_db()
    assert person.phone == "+6281234567890"
    assert person.phone_verified
    assert last_message("nur@contoh.id").event == "accounts.contact_changed"
    assert "+6281234567890" not in str(last_message("nur@contoh.id").context)


def test_email_is_replaced_and_the_old_one_is_told(client, person: User) -> None:
    client.post("/akun/email/", {"contact": "Baru@contoh.id"})
    enter_code(client, last_code("baru@contoh.id"))
    person.refresh_from_db()
    assert person.email == "baru@contoh.id"
    assert last_message("nur@contoh.id").event == "accounts.contact_changed"


def test_same_contact_is_confirmed_anew_without_alarm(client, person: User) -> None:
    client.post("/akun/email/", {"contact": "nur@contoh.id"})
    enter_code(client, last_code("nur@contoh.id"))
    person.refresh_from_db()
    assert person.email_verified
    assert last_message("nur@contoh.id").event == "code"


def test_contact_of_somebody_else_is_never_taken(client, person: User) -> None:
    make_user(phone="+6281234567890")
    answer = client.post(PHONE_PAGE, {"contact": "081234567890"})
    assert answer.url == "/akun/kode/"
    assert last_message("+6281234567890").event == "accounts.contact_taken"
    enter_code(client, "000000")
    person.refresh_from_db()
    assert person.phone is None


def test_contact_taken_meanwhile_is_told(client, person: User) -> None:
    client.post(PHONE_PAGE, {"contact": "081234567890"})
    code = last_code("+6281234567890")
    make_user(phone="+6281234567890")
    answer = enter_code(client, code)
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.phone is None


def test_code_does_not_follow_to_another_account(client, person: User) -> None:
    make_user(email="lain@contoh.id")
    client.post(PHONE_PAGE, {"contact": "081234567890"})
    code, waiting = last_code("+6281234567890"), client.session["account_code"]
    client.post("/akun/keluar/")
    sign_in(client, "lain@contoh.id")
    session = client.session
    session["account_code"] = waiting
    session.save()

    assert enter_code(client, code).url == "/akun/"
    assert not User.objects.filter(phone="+6281234567890").exists()


def test_contact_page_asks_for_the_password_again_after_a_while(client, person, clock) -> None:
    clock.move(timedelta(minutes=16))
    asked = client.get(PHONE_PAGE)
    assert asked.url == "/akun/konfirmasi/?next=%2Fakun%2Fnomor-hp%2F"
    page = client.post(asked.url, {"password": "salah sekali", "next": PHONE_PAGE})
    assert "tidak cocok" in page.content.decode()
    assert client.post(asked.url, {"password": PASSWORD, "next": PHONE_PAGE}).url == PHONE_PAGE
    assert client.get(PHONE_PAGE).status_code == 200


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("081234567890", "+6281234567890"),
        ("62 812 3456 7890", "+6281234567890"),
        ("+62-812-3456-78", "+62812345678"),
        ("0812345678901", "+62812345678901"),
    ],
)
def test_phone_is_read_in_every_spelling(typed: str, expected: str) -> None:
    assert parse_phone(typed).address == expected
    assert parse_contact(typed).address == expected


@pytest.mark.parametrize(
    "typed",
    ["08123456", "08123456789012", "0623412345", "+1 202 555 0100", "٠٨١٢٣٤٥٦٧٨٩٠", "0812x4567890"],
)
def test_number_that_is_no_indonesian_mobile_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        parse_phone(typed)
    with pytest.raises(ValidationError):
        parse_contact(typed)


@pytest.mark.parametrize("typed", ["nur", "nur@", "@contoh.id", "nur @contoh.id", "a@b", "x@" * 50])
def test_broken_email_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        parse_email(typed)
    with pytest.raises(ValidationError):
        parse_contact(typed)


def test_email_longer_than_mail_allows_is_refused() -> None:
    domain = ".".join(["a" * 60] * 4)
    with pytest.raises(ValidationError):
        parse_email(f"{'a' * 60}@{domain}.id")


def test_masked_contact_shows_little() -> None:
    assert parse_contact("081234567890").masked == "+6281••••890"
    assert parse_contact("nurhayati@contoh.id").masked == "nu•••@contoh.id"
