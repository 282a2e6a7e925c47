"""Data Saya: what one sees, downloads and withdraws."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from seekers.models import Education, Experience, NikView, SeekerDisability
from sikas.accounts import roles
from sikas.accounts.models.impersonation import LookPurpose
from sikas.accounts.services import impersonation
from sikas.pages.my_data import SHOWN_ROWS, SHOWN_SIGHTINGS, in_words
from sikas.reference.enums import Disability
from tests.accounts.people import PASSWORD, make_user, sign_in
from tests.factories import make_officer
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db
NIK = "1209124507950007"
PAGE = "/akun/data-saya/"


@pytest.fixture
def seeker(client):
    """Return the profile of who is signed in."""
    user = make_user(email="nur@contoh.id")
    sign_in(client, "nur@contoh.id")
    return SeekerFactory.create(user=user, number=NIK, name="Nurhayati")


@pytest.fixture
def disability(seeker) -> SeekerDisability:
    return SeekerDisability.objects.create(
        seeker=seeker, kinds=[Disability.values[0]], consent_version="2026-11-25"
    )


def test_page_shows_what_is_kept_and_who_looked(client, seeker):
    NikView.objects.create(seeker=seeker, purpose="Mencocokkan KTP")
    page = client.get(PAGE).content.decode()
    for shown in (NIK, "nur@contoh.id", "Mencocokkan KTP", "Profil pencari kerja"):
        assert shown in page


def test_page_of_a_profile_says_that_nobody_looked(client, seeker):
    page = client.get(PAGE).content.decode()
    assert "Belum ada petugas" in page
    assert "Salinan berisi NIK lengkap" in page


def test_page_without_profile_speaks_of_no_nik(client):
    user = make_user(email="hrd@contoh.id", kind="company")
    sign_in(client, "hrd@contoh.id")
    page = client.get(PAGE).content.decode()
    assert "Salinan berisi data pribadi" in page
    for absent in ("NIK lengkap", "Siapa melihat", "Tarik persetujuan"):
        assert absent not in page
    admin = make_officer(roles.ADMINISTRATOR)
    impersonation.start(officer=admin, person=user, purpose=LookPurpose.HELP, text="x")
    assert "Siapa melihat data saya" in client.get(PAGE).content.decode()


def test_long_lists_are_cut_on_the_page_and_whole_in_the_copy(client, seeker):
    Education.objects.bulk_create(
        Education(seeker=seeker, level=40, school=f"SMA {i}") for i in range(SHOWN_ROWS + 2)
    )
    NikView.objects.bulk_create(
        NikView(seeker=seeker, purpose=f"Keperluan {i}") for i in range(SHOWN_SIGHTINGS + 3)
    )
    page = client.get(PAGE).content.decode()
    assert "2 lainnya ada di salinan" in page
    assert "3 lainnya ada di salinan" in page
    copy = client.get(f"{PAGE}data-saya.json").json()
    (schools,) = [part["baris"] for part in copy["data"] if "SMA 0" in str(part)]
    assert len(schools) == SHOWN_ROWS + 2
    assert len(copy["dilihat"]) == SHOWN_SIGHTINGS + 3


def test_copies_are_attachments_that_nobody_keeps(client, seeker):
    for kind in ("json", "pdf"):
        answer = client.get(f"{PAGE}data-saya.{kind}")
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
        assert "no-store" in answer["Cache-Control"]


def test_pdf_takes_odd_characters_and_endless_words(client, seeker):
    Experience.objects.create(
        seeker=seeker,
        position="#set page() $x$ <b>😀</b> \u202e\u0600",
        employer="w" * 100,
        started=date(2020, 1, 1),
        description='"]\\#panic()',
    )
    NikView.objects.create(seeker=seeker, purpose='#read("/etc/passwd")')
    assert client.get(f"{PAGE}data-saya.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("address", ["", "data-saya.json", "data-saya.pdf"])
def test_password_is_asked_again_after_a_while(client, seeker, address):
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 24 * 3600
    session.save()
    answer = client.get(PAGE + address)
    assert answer.status_code == 302
    assert answer.url.startswith("/akun/konfirmasi/")
    back = client.post(answer.url, {"password": PASSWORD})
    assert back.url == PAGE + address


def test_consent_is_withdrawn_once(client, seeker, disability):
    page = client.get(PAGE).content.decode()
    assert "Tarik persetujuan" in page
    assert "2026-11-25" in page
    data = {"keeper": "seekers", "key": "disability"}
    assert client.post(f"{PAGE}tarik/", data).url == PAGE
    assert not SeekerDisability.objects.exists()
    assert client.post(f"{PAGE}tarik/", data).status_code == 404


@pytest.mark.parametrize(
    "data", [{}, {"keeper": "seekers"}, {"keeper": "x", "key": "disability"}], ids=str
)
def test_unknown_consent_is_not_found(client, seeker, disability, data):
    assert client.post(f"{PAGE}tarik/", data).status_code == 404
    assert SeekerDisability.objects.exists()


def test_consent_of_another_is_out_of_reach(seeker, disability):
    make_user(email="lain@contoh.id")
    other = Client()
    sign_in(other, "lain@contoh.id")
    data = {"keeper": "seekers", "key": "disability"}
    assert other.post(f"{PAGE}tarik/", data).status_code == 404
    assert SeekerDisability.objects.exists()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ([], ""),
        (True, "Ya"),
        (False, "Tidak"),
        (date(1995, 7, 5), "5 Juli 1995"),
        (datetime(2026, 11, 23, 1, 30, tzinfo=UTC), "23 November 2026, 08.30 WIB"),
        (Decimal(3217654), "3.217.654"),
        (["a", "b"], "a, b"),
        (7, "7"),
    ],
    ids=str,
)
def test_values_are_read_as_words(value, words):
    assert in_words(value) == words
