"""Public pages say what they should, cost little and keep what was typed."""

import gzip
import re
from datetime import timedelta
from pathlib import Path

import html5lib
import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from sikas import clock
from sikas.pages.selectors import NEWEST
from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area, Office
from tests.jobs.factories import VacancyFactory

pytestmark = pytest.mark.django_db

TEXT_PAGES = ("help", "about", "privacy", "accessibility", "offline")
PUBLIC_PAGES = ("home", "vacancies", *TEXT_PAGES)
KILOBYTE = 1024


def add_area(code: str, name: str, level: AreaLevel, parent: Area | None) -> Area:
    return Area.objects.create(
        system=CodeSystem.KEMENDAGRI, code=code, name=name, level=level, parent=parent
    )


@pytest.fixture
def asahan():
    """Give the regency an office and two kecamatan."""
    province = add_area("12", "Sumatera Utara", AreaLevel.PROVINCE, None)
    regency = add_area("12.09", "Asahan", AreaLevel.REGENCY, province)
    add_area("12.09.19", "Kota Kisaran Barat", AreaLevel.DISTRICT, regency)
    add_area("12.09.21", "Air Joman", AreaLevel.DISTRICT, regency)
    office = Office.objects.create(
        area=regency,
        government="Pemerintah Kabupaten Asahan",
        short_name="Disnaker Asahan",
        phone="(0623) 41000",
        opening_hours="Senin–Kamis 08.00–16.00 WIB",
    )
    yield office
    Office.objects.forget()


@pytest.fixture(autouse=True)
def _no_remembered_office():
    Office.objects.forget()


def read(client, name: str, query: str = "") -> str:
    response = client.get(reverse(name) + query)
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_page_is_valid_and_has_one_heading_a_title_and_a_way_to_skip(client, name):
    html = read(client, name)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert len(list(tree.iter("h1"))) == 1
    assert tree.find(".//title").text.endswith("SIKAS")
    assert tree.find("body")[0].get("href") == "#isi"
    assert not [node for node in tree.iter() if any(key.startswith("on") for key in node.attrib)]
    assert not [node for node in tree.iter() if node.get("style") is not None]


def test_pages_speak_of_the_office_in_the_database(client, asahan):
    html = read(client, "help")
    assert "Situs resmi Pemerintah Kabupaten Asahan" in html
    assert "– SIKAS Asahan</title>" in html
    assert "(0623) 41000" in html
    assert "Senin–Kamis 08.00–16.00 WIB" in html


def test_home_without_data_shows_honest_zeros(client):
    text = words(read(client, "home"))
    assert "lowongan terbuka 0" in text
    assert "perusahaan terverifikasi 0" in text
    assert "Belum ada lowongan" in text
    assert "Lowongan per kecamatan" not in text


def test_home_lists_the_kecamatan_and_leads_to_their_vacancies(client, asahan):
    tree = html5lib.parse(read(client, "home"), namespaceHTMLElements=False)
    links = {node.text: node.get("href") for node in tree.iter("a")}
    assert links["Air Joman "] == "/lowongan/kecamatan/air-joman-120921/"
    options = [node.text for node in tree.iter("option")]
    assert options == ["Semua kecamatan", "Air Joman", "Kota Kisaran Barat"]


def test_home_pays_one_query_once_its_numbers_are_known(client, asahan, django_assert_num_queries):
    VacancyFactory.create_batch(2)
    client.get("/")
    with django_assert_num_queries(1):
        client.get("/")


@pytest.mark.parametrize("name", TEXT_PAGES)
def test_text_page_pays_no_query(client, asahan, django_assert_num_queries, name):
    Office.objects.current()
    with django_assert_num_queries(0):
        client.get(reverse(name))


def test_search_keeps_what_was_typed_and_does_not_run_it(client, asahan):
    html = read(client, "vacancies", "?q=<script>alert(1)</script> kasir&kecamatan=12.09.21")
    assert "<script>alert" not in html
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    box = next(node for node in tree.iter("input") if node.get("name") == "q")
    assert box.get("value") == "<script>alert(1)</script> kasir"
    chosen = [node.get("value") for node in tree.iter("input") if node.get("checked") is not None]
    assert chosen == ["120921"]


def test_search_survives_absurd_input(client):
    html = read(client, "vacancies", "?q=" + "a" * 5000 + "%00&kecamatan=%F0%9F%98%80")
    assert "a" * 201 not in html


@pytest.mark.parametrize(
    ("name", "words_in_it"),
    (
        ("help", "Buat akun baru dengan nomor yang aktif"),
        ("help", "Jangan pernah membayar"),
        ("privacy", "Undang-Undang Nomor 27 Tahun 2022"),
        ("privacy", "3×24 jam"),
        ("accessibility", "WCAG) 2.2 tingkat AA"),
        ("about", "Gratis"),
    ),
)
def test_page_of_text_says_what_people_need(client, name, words_in_it):
    assert words_in_it in words(read(client, name))


def test_first_view_stays_within_its_budget(client, asahan):
    for number in range(25):
        name = f"Kecamatan Berkepanjangan {number}"
        add_area(f"12.09.{60 + number}", name, AreaLevel.DISTRICT, asahan.area)
    html = client.get("/").content
    sizes = {"html": len(gzip.compress(html)), "css": 0, "js": 0, "woff2": 0, "svg": 0}
    files = set(re.findall(r'"/static/([^"]+)"', html.decode())) | {"img/frond.svg"}
    for name in files:
        content = Path(str(finders.find(name))).read_bytes()
        kind = name.rsplit(".", 1)[1]
        sizes[kind] += len(content) if kind == "woff2" else len(gzip.compress(content))
    assert sizes["html"] <= 12 * KILOBYTE
    assert 0 < sizes["css"] <= 8 * KILOBYTE
    assert 0 < sizes["js"] <= 20 * KILOBYTE
    assert 0 < sizes["woff2"] <= 16 * KILOBYTE
    assert sum(sizes.values()) <= 60 * KILOBYTE


def test_robots_keep_out_of_private_pages(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /akun/" in response.content.decode()


def test_manifest_names_the_portal(client, asahan):
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"].startswith("application/manifest+json")
    assert response.json()["name"] == "SIKAS Asahan"
    assert response.json()["icons"]


@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_public_pages_refuse_to_be_written_to(client, name):
    assert client.post(reverse(name)).status_code == 405


def test_home_shows_the_newest_vacancies_and_counts_people(client, asahan):
    now = clock.now()
    for number in range(NEWEST + 1):
        published = now - timedelta(hours=number)
        facts = {"title": f"Jabatan {number}", "openings_either": 2, "area": asahan.area}
        VacancyFactory(**facts, published_at=published)
    text = words(read(client, "home"))
    assert f"lowongan terbuka {NEWEST + 1} " in text
    assert f"orang dibutuhkan {2 * (NEWEST + 1)} " in text
    shown = [number for number in range(NEWEST + 1) if f"Jabatan {number}" in text]
    assert shown == list(range(NEWEST))
    assert "Belum ada lowongan" not in text


def test_icon_is_found_where_a_page_names_none(client):
    assert client.get("/favicon.ico")["Location"].endswith(".svg")
