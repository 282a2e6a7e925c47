"""Devices one is signed in on, and the password."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from sikas.accounts.devices import device_name
from tests.accounts.people import PASSWORD, is_signed_in, make_user, sign_in

pytestmark = pytest.mark.django_db
ANDROID = "Mozilla/5.0 (Linux; Android 13; V2206) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537"


@pytest.fixture
def other() -> Client:
    make_user(email="nur@contoh.id")
    other = Client()
    sign_in(other, "nur@contoh.id", HTTP_USER_AGENT=ANDROID)
    return other


def test_devices_are_named_and_one_is_signed_out(client, other) -> None:
    sign_in(client, "nur@contoh.id", HTTP_USER_AGENT="")
    page = client.get("/akun/perangkat/").content.decode()
    assert "Chrome di Android" in page
    assert "Perangkat ini" in page

    session = UserSession.objects.get(user_agent=ANDROID)
    assert client.post("/akun/perangkat/", {"session": session.pk}).url == "/akun/perangkat/"
    assert not is_signed_in(other)
    assert is_signed_in(client)


def test_all_other_devices_are_signed_out(client, other) -> None:
    sign_in(client, "nur@contoh.id")
    client.post("/akun/perangkat/", {"all": "1"})
    assert not is_signed_in(other)
    assert is_signed_in(client)


@pytest.mark.parametrize("chosen", ["", "x", "-1", "9" * 30, "１"])
def test_device_that_does_not_exist_is_not_found(client, other, chosen) -> None:
    sign_in(client, "nur@contoh.id")
    assert client.post("/akun/perangkat/", {"session": chosen}).status_code == 404


def test_device_of_somebody_else_is_not_found(client, other) -> None:
    make_user(email="lain@contoh.id")
    sign_in(client, "lain@contoh.id")
    session = UserSession.objects.get(user_agent=ANDROID)
    assert client.post("/akun/perangkat/", {"session": session.pk}).status_code == 404
    assert is_signed_in(other)


def test_list_of_devices_writes_nothing(client, other) -> None:
    sign_in(client, "nur@contoh.id")
    other.session.flush()
    before = UserSession.objects.count()
    page = client.get("/akun/perangkat/").content.decode()
    assert "Chrome di Android" not in page
    assert UserSession.objects.count() == before


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (ANDROID, "Chrome di Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Version/17 Safari/604", "Safari di iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/124 Safari/537 Edg/124", "Edge di Windows"),
        ("curl/8.0", "Perangkat tidak dikenal"),
        ("Firefox", "Firefox"),
    ],
)
def test_device_has_a_name_people_know(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name


def test_changing_the_password_signs_other_devices_out(client, other) -> None:
    sign_in(client, "nur@contoh.id")
    data = {"old_password": PASSWORD, "password": "becak motor kisaran"}
    assert client.post("/akun/keamanan/sandi/", data).url == "/akun/keamanan/"
    assert is_signed_in(client)
    assert client.get("/akun/").status_code == 200
    assert other.get("/akun/").status_code == 302
    assert UserSession.objects.count() == 1
    assert sign_in(Client(), "nur@contoh.id", "becak motor kisaran").url == "/akun/"


def test_changing_the_password_needs_the_old_one(client, other) -> None:
    sign_in(client, "nur@contoh.id")
    data = {"old_password": "salah", "password": "becak motor kisaran"}
    page = client.post("/akun/keamanan/sandi/", data)
    assert "old_password" in page.context["form"].errors
    assert sign_in(Client(), "nur@contoh.id").url == "/akun/"
    for _ in range(5):
        page = client.post("/akun/keamanan/sandi/", data)
    assert page.status_code == 429
