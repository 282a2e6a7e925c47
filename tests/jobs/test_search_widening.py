"""A search that finds nothing is corrected and widened, and the page says how."""

import html

import pytest
from django.urls import reverse

from jobs.models import Vacancy
from jobs.search import upkeep
from sikas.reference.models import Office
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def market(district):
    Office.objects.create(area=district.parent)
    company = CompanyFactory(name="Toko Bintang")
    VacancyFactory(title="Mekanik", company=company, area=district, employment_type="contract")
    VacancyFactory(title="Kasir", company=company)
    upkeep.refresh_words()


def read(client, query: str) -> str:
    return html.unescape(client.get(reverse("vacancies") + query).content.decode())


def test_typing_error_is_corrected_and_the_typed_word_stays_in_the_box(client):
    page = read(client, "?q=mekank")
    assert "Menampilkan hasil untuk “mekanik”." in page
    assert 'href="/lowongan/?q=mekank&persis=1"' in page
    assert 'value="mekank"' in page
    assert ">Mekanik</a>" in page
    assert ">Kasir</a>" not in page


def test_literal_search_is_not_corrected(client):
    page = read(client, "?q=mekank&persis=1")
    assert "Menampilkan hasil untuk" not in page
    assert "Belum ada lowongan yang sesuai. Ini lowongan terbaru." in page


def test_known_word_is_never_replaced(client):
    page = read(client, "?q=kasir+mekank")
    assert "Menampilkan hasil untuk “kasir mekanik”." in page


@pytest.mark.parametrize("query", ("?q=mekanik", "?q=mekanik&jenis=contract"))
def test_search_with_hits_is_left_as_it_is(client, query):
    page = read(client, query)
    assert "1 lowongan" in page
    assert 'class="explained"' not in page


def test_filter_that_leaves_nothing_is_dropped_and_named(client):
    page = read(client, "?q=mekanik&jenis=daily")
    assert "kami abaikan: jenis kerja." in page
    assert ">Mekanik</a>" in page
    assert ">Kasir</a>" not in page


def test_narrowest_filter_is_dropped_first(client):
    page = read(client, "?q=mekanik&kecamatan=120919&upah=10")
    assert "kami abaikan: upah mulai." in page
    assert ">Mekanik</a>" in page


def test_words_that_never_meet_are_searched_one_or_the_other(client):
    page = read(client, "?q=kasir+mekanik")
    assert "kami cari yang memuat salah satu" in page
    assert ">Mekanik</a>" in page
    assert ">Kasir</a>" in page


def test_nothing_at_all_shows_the_newest_and_says_so(client):
    page = read(client, "?q=zzzzzzzz&kecamatan=120919&upah=10")
    assert "Belum ada lowongan yang sesuai. Ini lowongan terbaru." in page
    assert '<h2 id="jumlah">Lowongan terbaru</h2>' in page
    assert ">Kasir</a>" in page


def test_empty_portal_says_what_comes(client):
    Vacancy.objects.all().delete()
    page = read(client, "?q=kasir&jenis=daily")
    assert "Belum ada lowongan" in page
    assert "Tidak ada lowongan" in page


def test_words_of_vacancies_that_are_gone_are_forgotten(client):
    Vacancy.objects.filter(title="Mekanik").delete()
    upkeep.refresh_words()
    assert "Menampilkan hasil untuk" not in read(client, "?q=mekank")
