"""The list of verified companies, searched by name and place; what a shared link shows."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from sikas.reference.models import Office
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db

KILOBYTE = 1024


def names(client, query=""):
    page = client.get(f"/perusahaan/{query}").content.decode()
    return re.findall(r'<a class="card-link"[^>]*>([^<]*)</a>', page)


def test_companies_stand_by_name_with_their_open_vacancies(client):
    busy = CompanyFactory(name="Toko Murni")
    VacancyFactory.create_batch(2, company=busy)
    VacancyFactory(company=busy, submitted=True)
    CompanyFactory(name="Apotek Sehat")
    page = client.get("/perusahaan/").content.decode()
    assert names(client) == ["Apotek Sehat", "Toko Murni"]
    assert "2 lowongan terbuka" in page
    assert "0 lowongan terbuka" in page


def test_companies_are_found_by_part_of_their_name_and_by_kecamatan(client, district):
    Office.objects.create(area=district.parent)
    CompanyFactory(name="Toko Murni", area=district)
    CompanyFactory(name="Toko Jaya")
    assert names(client, "?q=murni") == ["Toko Murni"]
    assert names(client, "?q=toko&kecamatan=12.09.19") == ["Toko Murni"]
    assert names(client, "?q=toko&kecamatan=tidak-ada") == ["Toko Jaya", "Toko Murni"]
    assert "Tidak ada perusahaan yang cocok" in client.get("/perusahaan/?q=xyz").content.decode()


@pytest.mark.parametrize("query", ("?q=%00", "?q=" + "%25" * 900, "?halaman=-1", "?halaman=x"))
def test_list_survives_absurd_input(client, query):
    assert client.get(f"/perusahaan/{query}").status_code == 200


def test_list_costs_the_same_for_any_number(client, django_assert_num_queries):
    for more in (1, 2):
        VacancyFactory.create_batch(more)
        client.get("/perusahaan/")
        with django_assert_num_queries(3):
            client.get("/perusahaan/")


def card(page):
    return dict(re.findall(r'<meta property="og:(\S+)" content="([^"]*)">', page))


def test_every_public_page_has_a_card_of_its_own(client):
    vacancy = VacancyFactory(title="Kasir Swalayan")
    seen = {}
    for address in ("/", "/lowongan/", "/perusahaan/", vacancy.get_absolute_url()):
        seen[address] = card(client.get(address).content.decode())
        assert seen[address]["url"] == f"http://localhost:8000{address}"
        assert seen[address]["image"] == "http://localhost:8000/static/img/card.png"
        assert seen[address]["description"]
    assert len({found["title"] for found in seen.values()}) == len(seen)
    assert seen[vacancy.get_absolute_url()]["title"].startswith("Kasir Swalayan – ")


def test_picture_of_the_card_is_small_enough_for_a_chat(client):
    picture = Path(str(finders.find("img/card.png"))).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1200, 630)
    assert len(picture) <= 60 * KILOBYTE
