"""Sign-up by e-mail or phone, as a job seeker or for a company."""

import pytest
from django.test import Client

from sikas.accounts.models import Code, Consent, User
from tests.accounts.people import (
    NAME,
    PASSWORD,
    enter_code,
    is_signed_in,
    last_code,
    last_message,
    make_user,
    sign_in,
    sign_up,
    wrong,
)

pytestmark = pytest.mark.django_db


def test_signup_by_phone_makes_a_signed_in_seeker(client) -> None:
    assert sign_up(client, "0812 3456-7890").url == "/akun/kode/"
    assert not User.objects.exists()

    answer = enter_code(client, last_code("+6281234567890"))

    user = User.objects.get()
    assert answer.url == "/akun/"
    assert is_signed_in(client)
    assert (user.phone, user.email, user.kind, user.name) == (
        "+6281234567890",
        None,
        "seeker",
        NAME,
    )
    assert user.phone_verified
    assert not user.is_staff
    assert user.check_password(PASSWORD)
    assert client.get("/akun/").status_code == 200


def test_signup_by_email_makes_a_company(client) -> None:
    sign_up(client, " HRD@Kebun.Contoh.ID ", kind="company")
    enter_code(client, last_code("hrd@kebun.contoh.id"))

    user = User.objects.get()
    assert (user.email, user.phone, user.kind) == ("hrd@kebun.contoh.id", None, "company")
    assert user.email_verified


def test_signup_logs_both_consents_with_their_version(client) -> None:
    sign_up(client, "nur@contoh.id")
    enter_code(client, last_code("nur@contoh.id"))

    consents = Consent.objects.filter(user=User.objects.get()).order_by("document")
    assert [(c.document, c.version) for c in consents] == [
        ("privacy", "2026-11-23"),
        ("terms", "2026-11-23"),
    ]


def test_signup_leads_back_to_where_the_visitor_was(client) -> None:
    sign_up(client, "nur@contoh.id", next="/lowongan/")
    assert enter_code(client, last_code("nur@contoh.id")).url == "/lowongan/"


def test_signup_ignores_another_site_as_destination(client) -> None:
    sign_up(client, "nur@contoh.id", next="https://jahat.contoh/")
    assert enter_code(client, last_code("nur@contoh.id")).url == "/akun/"


def test_link_for_companies_chooses_the_company(client) -> None:
    page = client.get("/akun/daftar/?sebagai=perusahaan")
    assert page.context["form"]["kind"].value() == "company"


def test_officer_cannot_be_made_by_signing_up(client) -> None:
    answer = sign_up(client, "nur@contoh.id", kind="officer", is_staff="on", is_superuser="on")
    assert answer.status_code == 200
    assert "kind" in answer.context["form"].errors
    assert not Code.objects.exists()


def test_wrong_code_makes_no_account_and_the_right_one_still_works(client) -> None:
    sign_up(client, "nur@contoh.id")
    code = last_code("nur@contoh.id")

    answer = enter_code(client, wrong(code))
    assert "Kode tidak cocok" in answer.content.decode()
    assert not User.objects.exists()

    enter_code(client, f"{code[:3]} {code[3:]}")
    assert User.objects.exists()


def test_code_dies_after_five_wrong_attempts(client) -> None:
    sign_up(client, "nur@contoh.id")
    code = last_code("nur@contoh.id")
    for _ in range(5):
        answer = enter_code(client, wrong(code))
    assert "Kode ini tidak berlaku lagi" in answer.content.decode()

    enter_code(client, code)
    assert not User.objects.exists()


def test_code_dies_after_fifteen_minutes(client, clock) -> None:
    from datetime import timedelta

    sign_up(client, "nur@contoh.id")
    clock.move(timedelta(minutes=15, seconds=1))

    answer = enter_code(client, last_code("nur@contoh.id"))
    assert "tidak berlaku lagi" in answer.content.decode()
    assert not User.objects.exists()


def test_code_sent_again_replaces_the_first(client) -> None:
    sign_up(client, "nur@contoh.id")
    first = last_code("nur@contoh.id")
    client.post("/akun/kode/", {"resend": "1"})
    second = last_code("nur@contoh.id")

    if first != second:
        enter_code(client, first)
        assert not User.objects.exists()
    enter_code(client, second)
    assert User.objects.exists()


def test_code_is_sent_four_times_at_most(client) -> None:
    from sikas.notifications.models import Message

    sign_up(client, "nur@contoh.id")
    for _ in range(6):
        client.post("/akun/kode/", {"resend": "1"})
    assert Message.objects.filter(address="nur@contoh.id").count() == 4


def test_code_of_another_session_is_worth_nothing(client) -> None:
    sign_up(client, "nur@contoh.id")
    stranger = Client()

    answer = enter_code(stranger, last_code("nur@contoh.id"))
    assert answer.url == "/akun/masuk/"
    assert not User.objects.exists()


def test_existing_account_gets_a_message_instead_of_a_code(client) -> None:
    owner = make_user(phone="+6281234567890")
    sign_up(client, "081234567890", name="Orang Lain")

    message = last_message("+6281234567890")
    assert message.event == "accounts.account_exists"
    assert "code" not in message.context
    for digits in ("000000", "123456"):
        enter_code(client, digits)
    assert User.objects.get() == owner


def test_second_of_two_signups_with_one_address_is_told_to_sign_in(client) -> None:
    other = Client()
    sign_up(client, "nur@contoh.id")
    first = last_code("nur@contoh.id")
    sign_up(other, "nur@contoh.id")
    enter_code(other, last_code("nur@contoh.id"))

    answer = enter_code(client, first)
    assert answer.url == "/akun/masuk/"
    assert User.objects.count() == 1
    assert "sudah dipakai" in client.get(answer.url).content.decode()


def test_hashed_password_of_a_signup_is_gone_when_it_is_complete(client) -> None:
    sign_up(client, "nur@contoh.id")
    assert PASSWORD not in str(Code.objects.get().data)
    enter_code(client, last_code("nur@contoh.id"))
    assert not Code.objects.exists()


def test_account_works_at_the_next_visit(client) -> None:
    sign_up(client, "081234567890")
    enter_code(client, last_code("+6281234567890"))

    visitor = Client()
    assert sign_in(visitor, "+62 812-3456-7890").url == "/akun/"
    assert is_signed_in(visitor)
