"""Nobody learns from an answer whether an account exists."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.test import Client

from sikas.ui.formats import format_phone
from tests.accounts.people import make_user, sign_in, sign_up, without_tokens

pytestmark = pytest.mark.django_db

ASK: dict[str, Callable[[Client, str], Any]] = {
    "sign in": lambda client, contact: sign_in(client, contact, "salah sekali"),
    "sign up": sign_up,
    "reset": lambda client, contact: client.post("/akun/lupa-sandi/", {"contact": contact}),
}


@pytest.fixture
def known() -> None:
    make_user(email="aa-ada@contoh.id")
    make_user(phone="+6281234567111")


@pytest.mark.parametrize("ask", ASK.values(), ids=ASK)
@pytest.mark.parametrize(
    ("existing", "unknown"),
    [("aa-ada@contoh.id", "aa-tdk@contoh.id"), ("081234567111", "081234888111")],
)
def test_answers_are_equal_for_known_and_unknown(known, ask, existing, unknown) -> None:
    pages: list[list[Any]] = []
    for contact in (existing, unknown):
        client = Client()
        answer = ask(client, contact)
        pages.append([answer.status_code, answer.headers.get("Location"), body(answer, contact)])
        if answer.status_code == 302:
            page = client.get(answer.url)
            pages[-1] += [page.status_code, body(page, contact)]
            wrong = client.post(answer.url, {"code": "000000"})
            pages[-1] += [wrong.status_code, body(wrong, contact)]
    assert pages[0] == pages[1]


def body(answer: Any, contact: str) -> str:
    """Return the page without tokens and without the visitor's own input."""
    shown = format_phone(f"+62{contact[1:]}")
    return without_tokens(answer).replace(contact, "").replace(shown, "")


@pytest.mark.parametrize("ask", ASK.values(), ids=ASK)
def test_work_is_equal_for_known_and_unknown(
    known, ask, monkeypatch, django_assert_max_num_queries
) -> None:
    work = []
    hashed: list[str] = []
    encode = hashers.MD5PasswordHasher.encode

    def counted(self: hashers.MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counted)
    Client().get("/akun/masuk/")  # what the portal remembers after its first page
    for contact in ("aa-ada@contoh.id", "aa-tdk@contoh.id"):
        hashed.clear()
        with django_assert_max_num_queries(99) as queries:
            ask(Client(), contact)
        work.append((len(queries), len(hashed)))
    assert work[0] == work[1]
