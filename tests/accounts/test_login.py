"""Sign-in by either contact, sign-out, and where it leads."""

import pytest

from tests.accounts.people import PASSWORD, is_signed_in, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_user(email="nur@contoh.id", phone="+6281234567890")


@pytest.mark.parametrize(
    "typed",
    [
        "nur@contoh.id",
        " NUR@Contoh.ID ",
        "081234567890",
        "6281234567890",
        "+62 812-3456-7890",
        "(0812) 3456 7890",
        "０８１２３４５６７８９０",
    ],
)
def test_sign_in_by_either_contact_however_it_is_typed(client, person, typed) -> None:
    assert sign_in(client, typed).url == "/akun/"
    assert is_signed_in(client)


def test_sign_in_leads_back_to_the_page_that_asked(client, person) -> None:
    wanted = client.get("/akun/keamanan/").url
    assert wanted == "/akun/masuk/?next=/akun/keamanan/"
    page = client.get(wanted)
    assert 'name="next" value="/akun/keamanan/"' in page.content.decode()
    data = {"contact": "nur@contoh.id", "password": PASSWORD, "next": "/akun/keamanan/"}
    assert client.post("/akun/masuk/", data).url == "/akun/keamanan/"


@pytest.mark.parametrize(
    ("before", "back"),
    [
        ("http://testserver/lowongan/?q=a&asal=b#isi", "/lowongan/%3Fq%3Da%26asal%3Db"),
        ("https://jahat.contoh/lowongan/", "/lowongan-tersimpan/simpan/"),
        ("http://[jahat/", "/lowongan-tersimpan/simpan/"),
        ("", "/lowongan-tersimpan/simpan/"),
    ],
)
def test_button_after_the_session_ended_leads_back_to_its_page(client, before, back) -> None:
    """An address that only takes what is sent has nothing to show after signing in."""
    answer = client.post("/lowongan-tersimpan/simpan/", headers={"referer": before})
    assert answer.url == f"/akun/masuk/?next={back}"
    assert client.get("/akun/keamanan/", headers={"referer": before}).url.endswith("keamanan/")


@pytest.mark.parametrize("target", ["https://jahat.contoh/", "//jahat.contoh", "javascript:x"])
def test_sign_in_never_leads_to_another_site(client, person, target) -> None:
    data = {"contact": "nur@contoh.id", "password": PASSWORD, "next": target}
    assert client.post("/akun/masuk/", data).url == "/akun/"


def test_wrong_password_keeps_what_was_typed_but_not_the_password(client, person) -> None:
    page = sign_in(client, "nur@contoh.id", "bukan sandinya").content.decode()
    assert "tidak cocok" in page
    assert 'value="nur@contoh.id"' in page
    assert "bukan sandinya" not in page
    assert not is_signed_in(client)


def test_inactive_account_is_refused_like_a_wrong_password(client, person) -> None:
    person.is_active = False
    person.save()
    assert "tidak cocok" in sign_in(client, "nur@contoh.id").content.decode()
    assert not is_signed_in(client)


def test_account_without_password_cannot_be_entered(client) -> None:
    user = make_user(email="baru@contoh.id")
    user.set_unusable_password()
    user.save()
    sign_in(client, "baru@contoh.id", "")
    sign_in(client, "baru@contoh.id", "!")
    assert not is_signed_in(client)


def test_sign_out_asks_and_ends_the_session(client, person) -> None:
    sign_in(client, "nur@contoh.id")
    assert "Keluar dari SIKAS?" in client.get("/akun/keluar/").content.decode()
    assert is_signed_in(client)

    assert client.post("/akun/keluar/").url == "/"
    assert not is_signed_in(client)
    assert client.get("/akun/").url == "/akun/masuk/?next=/akun/"


def test_signed_in_person_skips_the_entrance(client, person) -> None:
    sign_in(client, "nur@contoh.id")
    for page in ("/akun/masuk/", "/akun/daftar/", "/akun/lupa-sandi/"):
        assert client.get(page).url == "/akun/"
    assert client.get("/akun/masuk/?next=/lowongan/").url == "/lowongan/"


def test_page_of_an_inactive_account_tells_whom_to_ask(client) -> None:
    assert "loket" in client.get("/akun/nonaktif/").content.decode()


def test_english_addresses_of_allauth_do_not_exist(client) -> None:
    for path in ("login", "signup", "password/reset", "2fa", "sessions"):
        assert client.get(f"/akun/{path}/").status_code == 404
