"""Signing in while Redis is away."""

import pytest
from django.test import Client

from tests.accounts.people import (
    add_app,
    current_code,
    enter_code,
    is_signed_in,
    last_code,
    make_user,
    sign_in,
    sign_up,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _dead_redis(settings) -> None:
    settings.CACHES = {
        "default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    }


def test_sign_up_sign_in_and_second_step_work_without_redis(client) -> None:
    sign_up(client, "081234567890")
    enter_code(client, last_code("+6281234567890"))
    assert is_signed_in(client)

    secret = add_app(make_user(email="nur@contoh.id"))
    code, visitors = current_code(secret), [Client(), Client()]
    for visitor in visitors:
        sign_in(visitor, "nur@contoh.id")
        visitor.post("/akun/masuk/verifikasi/", {"code": code})
    assert [is_signed_in(visitor) for visitor in visitors] == [True, False]


def test_limits_hold_without_redis(client) -> None:
    make_user(email="nur@contoh.id")
    for _ in range(5):
        sign_in(client, "nur@contoh.id", "salah sekali")
    assert sign_in(client, "nur@contoh.id").status_code == 429
