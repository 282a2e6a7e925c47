"""Error pages say what happened, what is safe and what to do, even when much is broken."""

import html5lib
import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from sikas.accounts.models import User
from sikas.pages.views import errors
from tests.accounts.people import add_app

SECTIONS = ("Yang aman", "Yang bisa Anda lakukan")


@pytest.fixture
def officer(db):
    user = User.objects.create_user(email="petugas@asahan.example", name="Petugas", is_staff=True)
    add_app(user)
    return user


@pytest.mark.parametrize("status", errors.ERROR_PAGES)
def test_error_page_is_complete_and_not_indexed(client, officer, status):
    client.force_login(officer)
    response = client.get(f"/komponen/galat/{status}/")
    html = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(html)
    assert response.status_code == status
    assert all(section in html for section in SECTIONS)
    assert f"Kesalahan {status}" in html
    assert '<meta name="robots" content="noindex">' in html


def test_error_page_of_an_unknown_number_is_not_found(client, officer):
    client.force_login(officer)
    assert "Halaman tidak ditemukan" in client.get("/komponen/galat/402/").content.decode()


@pytest.mark.django_db
def test_missing_page_is_explained(client):
    response = client.get("/tidak-ada/")
    assert response.status_code == 404
    assert "Halaman tidak ditemukan" in response.content.decode()
    assert f"<code>{response['X-Request-ID']}</code>" in response.content.decode()


@pytest.mark.django_db
def test_stale_form_is_explained_and_nothing_is_sent():
    response = Client(enforce_csrf_checks=True).post("/akun/keluar/", follow=False)
    assert response.status_code == 419
    assert "Formulir ini sudah kedaluwarsa" in response.content.decode()


def test_address_that_only_takes_forms_leads_on_after_signing_in(client, officer):
    path, page = (
        reverse("fair_register", args=["job-fair"]),
        reverse("fair_mine", args=["job-fair"]),
    )
    assert client.post(path).headers["Location"].endswith(f"?next={path}")
    client.force_login(officer)
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (302, page)
    assert client.put(path).status_code == 405
    assert "tekan tombolnya sekali lagi" in client.get("/bantuan/").content.decode()


def test_address_of_another_that_only_takes_forms_is_explained(client, officer):
    client.force_login(officer)
    response = client.get(reverse("admin:logout"))
    assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")
    assert "tekan tombolnya sekali lagi" in response.content.decode()


@pytest.mark.django_db
def test_forged_host_gets_a_plain_page(client):
    response = client.get("/", HTTP_HOST="penipu.example")
    assert response.status_code == 400
    assert "Permintaan tidak dapat dibaca" in response.content.decode()


def test_broken_page_needs_neither_database_nor_session():
    response = errors.broken(RequestFactory().get("/"))
    html = response.content.decode()
    assert response.status_code == 500
    assert "Ada gangguan di sistem kami" in html
    assert "<code>" not in html  # no request that a log knows


@pytest.mark.django_db
def test_fault_in_a_view_ends_on_the_broken_page(monkeypatch):
    def fail(**_named):
        raise RuntimeError("rusak")

    monkeypatch.setattr("sikas.pages.selectors.public_figures", fail)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "Ada gangguan di sistem kami" in response.content.decode()
    assert "rusak" not in response.content.decode()
    assert f"<code>{response['X-Request-ID']}</code>" in response.content.decode()
