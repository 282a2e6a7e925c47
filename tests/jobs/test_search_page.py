"""The page of the vacancy list: one address, with and without htmx, whatever is typed."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest
from django.urls import reverse

from sikas.clock import now
from sikas.reference.models import Office
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db


def read(client, query: str = "", **headers: str) -> str:
    response = client.get(f"{reverse('vacancies')}{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def tree_of(html: str):
    return html5lib.parse(html, namespaceHTMLElements=False)


def titles(html: str) -> list[str]:
    return [
        "".join(node.itertext())
        for item in tree_of(html).iter("li")
        if "vacancy-card" in (item.get("class") or "")
        for node in item.iter("h3")
    ]


def links(html: str) -> dict[str, str]:
    return {
        " ".join("".join(node.itertext()).split()): node.get("href")
        for node in tree_of(html).iter("a")
    }


def test_card_shows_what_a_seeker_asks_first(client, district):
    VacancyFactory(
        title="Kasir Swalayan",
        company=CompanyFactory(name="Toko Bintang"),
        area=district,
        education=40,
        openings_either=2,
        pay_min=3_300_000,
        pay_max=3_600_000,
        disabilities=["physical"],
    )
    html = read(client)
    for words in (
        "Toko Bintang",
        "Terverifikasi",
        "Rp3.300.000 – Rp3.600.000 / bulan",
        "Kota Kisaran Timur",
        "SMA/MA",
        "2 orang",
        "Terbuka untuk disabilitas",
        "1 lowongan",
    ):
        assert words in html
    assert titles(html) == ["Kasir Swalayan"]


def test_vacancy_without_pay_says_that_the_minimum_wage_holds(client):
    VacancyFactory(pay_min=None, pay_max=None)
    assert "Sesuai UMK" in read(client)


@pytest.mark.parametrize("number", (1, 3))
def test_list_pays_two_queries_whatever_it_shows(client, number, django_assert_num_queries):
    VacancyFactory.create_batch(number)
    read(client)
    with django_assert_num_queries(1):
        read(client)  # the counts are remembered for a minute
    read(client, "?q=operator")  # the stem of a word is remembered
    with django_assert_num_queries(2):
        read(client, "?q=operator&jenis=full_time")


def test_pages_show_every_vacancy_once_while_new_ones_arrive(client):
    company = CompanyFactory()
    for number in range(45):
        moment = now() - timedelta(minutes=number // 3)  # ties are told apart by number
        VacancyFactory(company=company, title=f"Lama {number}", published_at=moment)
    seen: list[str] = []
    address: str | None = reverse("vacancies")
    while address:
        html = client.get(address).content.decode()
        seen += titles(html)
        VacancyFactory(company=company, title="Baru")
        address = links(html).get("Berikutnya")
    assert sorted(seen) == sorted(f"Lama {number}" for number in range(45))


def test_pages_of_best_fit_show_every_vacancy_once_while_new_ones_arrive(client):
    company = CompanyFactory()
    for number in range(45):
        in_title = "Mandor " if number % 2 else ""
        VacancyFactory(
            company=company, title=f"{in_title}Lama {number}", description="Membantu mandor kebun."
        )
    seen: list[str] = []
    address: str | None = reverse("vacancies") + "?q=mandor"
    while address:
        html = client.get(address).content.decode()
        seen += titles(html)
        VacancyFactory(company=company, title="Mandor Mandor")
        address = links(html).get("Berikutnya")
    assert len(seen) == len(set(seen)) == 45
    assert all(title.startswith("Mandor") for title in seen[:22])
    assert not any(title.startswith("Mandor") for title in seen[22:])


def test_htmx_gets_the_part_that_changes_and_the_address(client):
    VacancyFactory(title="Kasir")
    response = client.get(
        reverse("vacancies") + "?jenis=full_time&q=kasir&kecamatan=", headers={"HX-Request": "true"}
    )
    html = response.content.decode()
    assert html.lstrip().startswith('<div id="daftar"')
    assert titles(html) == ["Kasir"]
    assert response["HX-Push-Url"] == "/lowongan/?q=kasir&jenis=full_time"
    assert "HX-Request" in response["Vary"]


def test_whole_page_varies_too_and_names_its_canonical_address(client):
    response = client.get(reverse("vacancies") + "?jenis=full_time&q=kasir&x=1")
    assert "HX-Request" in response["Vary"]
    canonical = [
        node.get("href")
        for node in tree_of(response.content.decode()).iter("link")
        if node.get("rel") == "canonical"
    ]
    assert canonical == ["http://localhost:8000/lowongan/?q=kasir&jenis=full_time"]


def test_chip_leads_to_the_same_search_without_it(client, district):
    Office.objects.create(area=district.parent)
    VacancyFactory(area=district)
    html = read(client, "?q=operator&kecamatan=12.09.19&jenis=full_time")
    address = links(html)["Hapus Kecamatan: Kota Kisaran Timur"]
    assert parse_qs(urlsplit(address).query) == {"q": ["operator"], "jenis": ["full_time"]}


ABSURD = (
    "?q=" + "a" * 10_000,
    "?q=" + "kasir%20" * 2_000,
    "?q='%3B%20drop%20table%20jobs_vacancy%3B%20--",
    "?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "?q=%00kasir%00",
    "?q=%26%20%7C%20!%20(%20)%20%3A*",
    "?q=%F0%9F%98%80%20%E2%80%AE",
    "?q=1e309%20-1%200x1",
    "?kecamatan=%00&pendidikan=s9&jabatan='&usaha=%C3%A9&jenis=x&upah=-1&disabilitas=1&asal=0",
    "?perusahaan=99999999999999999999999&perusahaan=1.5",
    "?" + "&".join(f"kecamatan={n}" for n in range(900)),
    "?lanjut=" + "9" * 5_000,
    "?lanjut=bjk5OTk5OTk5OTk5OTk5OTk5Ljk5OTk5OTk5OTk5OTk5OTk5",
    "?lanjut=bjEuMQ&q=kasir",
    "?lanjut=%00&urut=%00",
    "?urut=cocok",
    "?urut=harga&persis=2&salah_satu=x",
)


@pytest.mark.parametrize("query", ABSURD, ids=range(len(ABSURD)))
def test_absurd_input_gets_a_page(client, query):
    VacancyFactory()
    html = read(client, query)
    assert "<h1>Lowongan kerja</h1>" in html
    assert "<script>alert" not in html


def test_what_is_not_understood_is_said(client):
    html = read(client, "?kecamatan=Bulan&lanjut=xx&urut=harga")
    assert "Pilihan “Bulan” untuk Kecamatan tidak dikenal" in html
    assert "Urutan itu tidak dikenal" in html
    assert "Halaman itu tidak dikenal" in html
    assert "tidak dikenal" not in read(client, "?kecamatan=%00")
    emoji = read(client, "?q=%F0%9F%98%80")
    assert "Kata kunci tanpa huruf Latin atau angka tidak kami pakai." in emoji
    assert "<title>Lowongan kerja" in emoji


def test_list_of_everything_is_indexed_and_a_search_is_not(client):
    assert 'content="index, follow"' in read(client)
    assert 'content="noindex, follow"' in read(client, "?q=kasir")


def test_way_back_of_a_browser_gets_the_whole_page(client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get("/lowongan/", headers=headers).content.decode()
