"""What people and attackers type: a clear message, what was typed stays, never a 500."""

import pytest
from django.contrib.auth import hashers
from django.contrib.sessions.models import Session

from sikas.accounts.models import Code, User
from tests.accounts.people import PASSWORD, last_code, make_user, sign_in, sign_up

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    ["", "   ", "12345", "🦀🦀", "Nur\x00hayati", "x" * 151, "\u202egnp.exe", "<>;--", "\x1b[31m"],
)
def test_absurd_name_is_refused_beside_its_field(client, name: str) -> None:
    answer = sign_up(client, "nur@contoh.id", name=name)
    assert answer.status_code == 200
    assert answer.context["form"].errors["name"]
    assert 'value="nur@contoh.id"' in answer.content.decode()
    assert not Code.objects.exists()


@pytest.mark.parametrize("name", ["Ng", "D'Angelo 3rd", "Siti Nur-Aini, S.Pd.", "Nur 🦀", "李"])
def test_unusual_name_is_taken(client, name: str) -> None:
    assert sign_up(client, "nur@contoh.id", name=name).status_code == 302


@pytest.mark.parametrize(
    "contact",
    [
        "",
        "nur",
        "nur@\x00contoh.id",
        "x" * 5000,
        f"{'x' * 300}@contoh.id",
        "081234567890" * 50,
        "' or 1=1 --",
        "nur@contoh.id\r\nBcc: semua@contoh.id",
        "🦀@🦀.id",
        "+6281234567890; drop table",
        "<script>alert(1)</script>@x.id",
    ],
)
@pytest.mark.parametrize("path", ["/akun/daftar/", "/akun/masuk/", "/akun/lupa-sandi/"])
def test_absurd_contact_is_refused_beside_its_field(client, path, contact) -> None:
    data = {"kind": "seeker", "name": "Nur", "password": PASSWORD, "agree": "on"}
    answer = client.post(path, data | {"contact": contact})
    assert answer.status_code == 200
    assert answer.context["form"].errors["contact"]
    assert "<script>alert" not in answer.content.decode()
    assert not Code.objects.exists()


@pytest.mark.parametrize(
    "password", ["", "pendek", "12345678", "sayang123", "x" * 129, "a\x00bcdefgh"]
)
def test_absurd_password_is_refused_and_the_rest_stays(client, password: str) -> None:
    answer = sign_up(client, "nur@contoh.id", password=password, kind="company")
    form = answer.context["form"]
    assert form.errors["password"]
    assert form["kind"].value() == "company"
    assert 'value="Nurhayati Br. Sitorus"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/akun/daftar/", "/akun/masuk/"])
def test_password_of_ten_megabytes_is_refused_before_any_hashing(client, path, monkeypatch) -> None:
    def never(*_args):
        raise AssertionError("hashed")

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", never)
    answer = client.post(path, {"contact": "nur@contoh.id", "password": "x" * 10_000_000})
    assert answer.status_code == 400
    assert "tidak dapat dibaca" in answer.content.decode()


def test_password_of_half_a_megabyte_is_refused_by_its_length(client, monkeypatch) -> None:
    make_user(email="nur@contoh.id")
    answer = sign_in(client, "nur@contoh.id", "x" * 500_000)
    assert answer.context["form"].errors["password"]


@pytest.mark.parametrize(
    "code", ["", "abcdef", "12\x00456", "1" * 5000, "🦀🦀", "-1", "１２３４５６"]
)
def test_absurd_code_is_refused(client, code: str) -> None:
    sign_up(client, "nur@contoh.id")
    answer = client.post("/akun/kode/", {"code": code})
    assert answer.context["form"].errors["code"]
    assert not User.objects.exists()


def test_code_of_another_length_costs_no_attempt(client) -> None:
    sign_up(client, "nur@contoh.id")
    for digits in ("12345", "1234567") * 4:
        answer = client.post("/akun/kode/", {"code": digits})
        assert "Kode berisi 6 angka." in answer.context["form"].errors["code"]
    assert client.post("/akun/kode/", {"code": last_code("nur@contoh.id")}).status_code == 302
    assert User.objects.get().email == "nur@contoh.id"


def test_terms_must_be_agreed_to(client) -> None:
    answer = sign_up(client, "nur@contoh.id", agree="")
    assert "Setujui ketentuan" in answer.content.decode()


def test_code_page_without_a_code_leads_to_the_sign_in(client) -> None:
    assert client.get("/akun/kode/").url == "/akun/masuk/"


@pytest.mark.parametrize("key", ["x" * 32, "\x00" * 32, '"\\000' + "a" * 40 + '"', "a" * 5000])
def test_forged_session_is_nobody(client, key: str) -> None:
    client.cookies["sessionid"] = key
    assert client.get("/akun/").status_code == 302
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "target", ["\x00", "/x\x00y", "/x\ny", "/" * 9000, "//", "http:///x", "[::1", "/\\jahat"]
)
def test_absurd_destination_is_forgotten(client, target: str) -> None:
    make_user(email="nur@contoh.id")
    assert client.get("/akun/masuk/", {"next": target}).status_code == 200
    sign_up(client, "rina@contoh.id", next=target)
    assert Code.objects.get().data["next"] == ""
    data = {"contact": "nur@contoh.id", "password": PASSWORD, "next": target}
    assert client.post("/akun/masuk/", data).url == "/akun/"
