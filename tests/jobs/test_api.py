"""The public API of vacancies."""

from datetime import timedelta

import pytest

from jobs.changes import HORIZON
from jobs.enums import CloseReason
from jobs.models import Vacancy
from jobs.services.moderation import close_vacancy
from jobs.sitemaps import CHUNK
from sikas import clock
from sikas.reference.models import Office
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db
API = "/api/v1/lowongan"


def settled(**fields):
    """Make a vacancy whose last change is older than the horizon."""
    vacancy = VacancyFactory(**fields)
    Vacancy.objects.filter(pk=vacancy.pk).update(updated_at=clock.now() - HORIZON * 2)
    return vacancy


def settle(vacancy):
    Vacancy.objects.filter(pk=vacancy.pk).update(updated_at=clock.now() - HORIZON * 1.5)


def test_api_gives_open_vacancies_with_all_a_reader_needs(client, district, occupation):
    vacancy = settled(area=district, occupation=occupation, pay_min=3_300_000)
    (record,) = client.get(API).json()["data"]
    assert record["id"] == vacancy.pk
    assert record["url"].endswith(vacancy.get_absolute_url())
    assert record["place"]["district_code"] == "12.09.19"
    assert record["occupation"] == {"code": "52", "title": "Tenaga Penjualan"}
    assert record["pay"] == {"min": 3_300_000, "max": None, "currency": "IDR"}
    assert record["closes_at"].endswith("+07:00")


def test_work_abroad_names_its_country_and_no_place_here(client, district):
    facts = {"permit_number": "SIP 7", "age_min": 18, "limits_reason": "UU 18/2017"}
    vacancy = settled(area=None, country="Malaysia", **facts)
    (record,) = client.get(API).json()["data"]
    assert record["place"]["country"] == "Malaysia"
    assert record["place"]["regency"] is None
    page = client.get(vacancy.get_absolute_url()).content.decode()
    assert '"addressCountry": "Malaysia"' in page
    assert "Nomor izin penempatan (P3MI)" in page


def test_api_hides_what_the_public_may_not_see(client):
    settled(submitted=True)
    settled(company__state="suspended")
    settled(source="karirhub", company=None, employer_name="Portal lain")
    assert client.get(API).json()["data"] == []


def test_api_pages_to_the_end_without_gap_or_double(client):
    company = CompanyFactory()
    wanted = [settled(company=company).pk for _ in range(7)]
    seen, address = [], f"{API}?limit=3"
    for _ in range(3):
        body = client.get(address).json()
        seen += [record["id"] for record in body["data"]]
        address = body["next"]
    assert seen == wanted
    assert client.get(address).json()["data"] == []


def test_api_tells_a_reader_who_comes_back_what_closed(client):
    vacancy = settled()
    body = client.get(API).json()
    close_vacancy(vacancy=vacancy, reason=CloseReason.FILLED, by=None)
    settle(vacancy)
    cursor_time = clock.now() - HORIZON * 1.8
    Vacancy.objects.exclude(pk=vacancy.pk).update(updated_at=cursor_time)
    later = client.get(f"{API}?updated_since={cursor_time:%Y-%m-%dT%H:%M:%SZ}").json()
    (tombstone,) = later["data"]
    assert (tombstone["id"], tombstone["deleted"]) == (vacancy.pk, True)
    assert body["next"] != later["next"]


def test_api_holds_back_changes_whose_order_is_not_settled(client):
    VacancyFactory()
    assert client.get(API).json()["data"] == []


def test_api_answers_not_modified(client):
    settled()
    first = client.get(API)
    again = client.get(API, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("query", "code"),
    (
        ("limit=0", "bad_limit"),
        ("limit=101", "bad_limit"),
        ("limit=-5", "bad_limit"),
        ("limit=sepuluh", "bad_limit"),
        ("limit=١٢", "bad_limit"),
        ("cursor=x", "bad_cursor"),
        ("cursor=MTIz", "bad_cursor"),
        ("cursor=%00", "bad_cursor"),
        ("cursor=" + "A" * 5000, "bad_cursor"),
        ("updated_since=kemarin", "bad_updated_since"),
        ("updated_since=2026-13-45", "bad_updated_since"),
        ("updated_since=0001-01-01T00:00:00%2B14:00", "bad_updated_since"),
        ("halaman=2", "unknown_parameter"),
    ),
)
def test_wrong_parameter_is_refused_with_a_reason(client, query, code):
    response = client.get(f"{API}?{query}")
    assert (response.status_code, response.json()["error"]) == (400, code)
    assert response.json()["detail"]


def test_api_page_costs_one_query(client, django_assert_num_queries):
    for number in (1, 2):
        for _ in range(number):
            settled()
        client.get(API)
        with django_assert_num_queries(1):
            client.get(API)


def test_sitemaps_name_open_vacancies_with_their_change(client):
    shown = VacancyFactory()
    VacancyFactory(submitted=True)
    VacancyFactory(
        published_at=clock.now() - timedelta(days=2), closes_at=clock.now() - timedelta(days=1)
    )
    address = f"/sitemap-lowongan-{shown.pk // CHUNK}.xml"
    assert address in client.get("/sitemap.xml").content.decode()
    page = client.get(address).content.decode()
    assert page.count("<url>") == 1
    assert shown.get_absolute_url() in page
    assert "<lastmod>" in page


@pytest.mark.parametrize("chunk", ("777777", "99999999999999999999"))
def test_sitemap_without_vacancies_is_not_found(client, chunk):
    assert client.get(f"/sitemap-lowongan-{chunk}.xml").status_code == 404


def test_feed_of_a_district_has_its_vacancies_newest_first(client, district):
    Office.objects.create(area=district.parent)
    older = VacancyFactory(area=district, published_at=clock.now() - timedelta(days=1))
    newer = VacancyFactory(area=district)
    VacancyFactory(title="Di tempat lain")
    feed = client.get(f"/lowongan/kecamatan/{district.code}/atom.xml").content.decode()
    assert feed.index(newer.get_absolute_url()) < feed.index(older.get_absolute_url())
    assert "Di tempat lain" not in feed


def test_feed_of_an_unknown_district_is_not_found(client):
    assert client.get("/lowongan/kecamatan/99.99.99/atom.xml").status_code == 404
    assert client.get("/lowongan/kecamatan/%00/atom.xml").status_code == 404
