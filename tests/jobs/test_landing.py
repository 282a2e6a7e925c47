"""Landing pages by kecamatan and occupation, their feeds and their sitemap."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area, Office
from tests.gates.pages import Page, faults
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db

TIMUR = "/lowongan/kecamatan/kota-kisaran-timur-120919/"
SELLERS = "/lowongan/jabatan/tenaga-penjualan-52/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _regency(district):
    """Give the regency its office and a second kecamatan, Air Joman, without a vacancy."""
    Area.objects.create(
        system=CodeSystem.KEMENDAGRI,
        code="12.09.21",
        name="Air Joman",
        level=AreaLevel.DISTRICT,
        parent=district.parent,
    )
    Office.objects.create(area=district.parent)


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert faults(Page(address, response)) == []
    return response.content.decode()


def test_kecamatan_shows_its_vacancies_and_their_number(client, district):
    here = VacancyFactory(title="Kasir", area=district)
    VacancyFactory(title="Sopir")
    page = read(client, TIMUR)
    assert "<h1>Lowongan kerja di Kota Kisaran Timur</h1>" in page
    assert "Ada 1 lowongan terbuka di Kecamatan Kota Kisaran Timur" in page
    assert here.get_absolute_url() in page
    assert "Sopir" not in page
    assert '<meta name="robots" content="index, follow">' in page
    assert f'<link rel="canonical" href="http://localhost:8000{TIMUR}">' in page
    assert "Air Joman" in page


def test_kecamatan_without_vacancies_says_so_and_is_not_indexed(client):
    page = read(client, "/lowongan/kecamatan/air-joman-120921/")
    assert "Belum ada lowongan terbuka di Kecamatan Air Joman saat ini." in page
    assert '<meta name="robots" content="noindex, follow">' in page


def test_occupation_counts_its_narrower_ones_and_leads_to_them(client, district, occupation):
    VacancyFactory(title="Pramuniaga", occupation=occupation, area=district)
    page = read(client, "/lowongan/jabatan/tenaga-usaha-jasa-dan-penjualan-5/")
    assert "Ada 1 lowongan terbuka untuk Tenaga Usaha Jasa dan Penjualan" in page
    assert f'<a href="{SELLERS}">Tenaga Penjualan <span class="soft">(1)</span></a>' in page
    narrower = read(client, SELLERS)
    assert "Pramuniaga" in narrower
    assert '<a href="/lowongan/jabatan/tenaga-usaha-jasa-dan-penjualan-5/">' in narrower


@pytest.mark.parametrize(
    "address",
    (
        "/lowongan/kecamatan/tidak-ada-999999/",
        "/lowongan/kecamatan/tidak-ada-0/",
        "/lowongan/jabatan/tidak-ada-99999999999999999999/",
        "/lowongan/jabatan/tidak-ada-'or 1=1/",
        "/lowongan/kecamatan/tidak-ada-%00/",
    ),
)
def test_unknown_code_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_wrong_name_leads_to_the_right_address(client):
    response = client.get("/lowongan/kecamatan/salah-120919/")
    assert (response.status_code, response["Location"]) == (301, TIMUR)


def test_page_costs_one_query_when_the_numbers_are_known(
    client, district, django_assert_num_queries
):
    VacancyFactory.create_batch(3, area=district)
    client.get(TIMUR)
    with django_assert_num_queries(1):
        client.get(TIMUR)


def test_home_and_list_lead_to_landing_pages(client, district, occupation):
    VacancyFactory(area=district, occupation=occupation)
    for address in ("/", "/lowongan/"):
        page = client.get(address).content.decode()
        assert f'<a href="{TIMUR}">Kota Kisaran Timur <span class="soft">(1)</span></a>' in page
        assert "/lowongan/jabatan/tenaga-usaha-jasa-dan-penjualan-5/" in page
    assert TIMUR not in client.get("/lowongan/?q=kasir").content.decode()


def test_sitemap_names_landing_pages_with_vacancies_only(client, district, occupation):
    vacancy = VacancyFactory(area=district, occupation=occupation)
    page = client.get("/sitemap-jelajah.xml").content.decode()
    assert f"<loc>http://localhost:8000{TIMUR}</loc>" in page
    assert f"<loc>http://localhost:8000{SELLERS}</loc>" in page
    assert "air-joman" not in page
    assert page.count(f"<lastmod>{vacancy.published_at:%Y-%m-}") == 3
    assert "sitemap-jelajah.xml" in client.get("/sitemap.xml").content.decode()


def titles(client: Client, address: str) -> list[str | None]:
    feed = ET.fromstring(client.get(address).content)  # noqa: S314 - our own answer
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_feed_follows_a_search(client, district):
    company = CompanyFactory(name="PT Sawit Jaya")
    VacancyFactory(title="Kasir", area=district, company=company)
    VacancyFactory(title="Sopir", company=company)
    assert titles(client, "/lowongan/atom.xml") == [
        "Sopir – PT Sawit Jaya",
        "Kasir – PT Sawit Jaya",
    ]
    for query in ("?q=kasir", "?kecamatan=120919", "?kecamatan=12.09.19&q=kasir"):
        assert titles(client, f"/lowongan/atom.xml{query}") == ["Kasir – PT Sawit Jaya"]
    assert titles(client, "/lowongan/kecamatan/12.09.19/atom.xml") == ["Kasir – PT Sawit Jaya"]
    assert client.get("/lowongan/kecamatan/12.09.99/atom.xml").status_code == 404


def test_feed_holds_a_vacancy_whatever_signs_it_was_stored_with(client):
    VacancyFactory(title="Operator\x01 Loader\uffff", company__name="PT \u202eSawit")
    assert titles(client, "/lowongan/atom.xml") == ["Operator Loader – PT Sawit"]


@pytest.mark.parametrize(
    "query", ("?q=" + "a" * 10_000, "?q=%00", "?q=a%01b", "?kecamatan=x", "?urut=cocok")
)
def test_feed_survives_absurd_searches(client, query):
    assert client.get(f"/lowongan/atom.xml{query}").status_code == 200
