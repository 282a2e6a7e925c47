"""The public page of one vacancy."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from employers.models import Company
from jobs import selectors
from jobs.enums import CloseReason, VacancyState
from jobs.lines import openings_line, pay_line
from jobs.models import Vacancy
from sikas import clock
from sikas.clock import now
from sikas.memory import fragments, standing
from sikas.reference.enums import EducationLevel
from sikas.ui.texts import blocks
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db


def closed(days_ago: int, **fields):
    return VacancyFactory(
        state=VacancyState.CLOSED,
        close_reason=CloseReason.FILLED,
        published_at=clock.now() - timedelta(days=days_ago + 30),
        closes_at=clock.now() - timedelta(days=days_ago),
        closed_at=clock.now() - timedelta(days=days_ago),
        **fields,
    )


def posting(response) -> dict:
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL
    )
    assert found
    return json.loads(found[1])


def test_page_shows_what_a_seeker_asks_first(client):
    vacancy = VacancyFactory(
        title="Kasir Swalayan", pay_min=3_300_000, pay_max=3_600_000, openings_either=2
    )
    page = client.get(vacancy.get_absolute_url()).content.decode()
    for words in (
        "Kasir Swalayan",
        vacancy.company.name,
        "Rp3.300.000 – Rp3.600.000 / bulan",
        "Terverifikasi",
        "2 orang",
        "Jangan pernah membayar untuk melamar",
    ):
        assert words in page


def test_page_costs_one_query_once_it_is_made(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(fragments, "room", 100_000)
    address = VacancyFactory().get_absolute_url()
    first = client.get(address).content  # the office's row is then in memory
    with django_assert_num_queries(1):
        assert client.get(address).content == first
    standing.renew()
    with django_assert_num_queries(2):
        assert client.get(address).content == first


def test_kept_page_follows_vacancy_and_company_at_once(client, monkeypatch):
    monkeypatch.setattr(fragments, "room", 100_000)
    vacancy = VacancyFactory(title="Kasir", published_at=now() - timedelta(days=2))
    address = vacancy.get_absolute_url()
    assert "Uraian pekerjaan" in client.get(address).content.decode()
    Vacancy.objects.filter(pk=vacancy.pk).update(description="Melayani pembeli.")
    assert "Melayani pembeli." in client.get(address).content.decode()
    Company.objects.filter(pk=vacancy.company_id).update(name="Toko Laut")
    assert "Toko Laut" in client.get(address).content.decode()
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_at=now() - timedelta(minutes=1))
    assert "Batas waktu lowongan ini sudah lewat." in client.get(address).content.decode()
    Company.objects.filter(pk=vacancy.company_id).update(state="suspended")
    assert client.get(address).status_code == 404


def test_vacancy_withdrawn_while_its_page_is_made_is_missing(client, monkeypatch):
    vacancy = VacancyFactory()
    monkeypatch.setattr(selectors, "vacancy_page", lambda _pk: None)
    assert client.get(vacancy.get_absolute_url()).status_code == 404


def test_wrong_slug_leads_to_the_right_address(client):
    vacancy = VacancyFactory(title="Pemanen Sawit")
    response = client.get(f"/lowongan/apa-saja-{vacancy.pk}/")
    assert (response.status_code, response["Location"]) == (301, vacancy.get_absolute_url())


@pytest.mark.parametrize(
    "hidden", ({"submitted": True}, {"company__state": "suspended"}, {"company__submitted": True})
)
def test_vacancy_that_nobody_vouches_for_has_no_page(client, hidden):
    vacancy = VacancyFactory(**hidden)
    assert client.get(vacancy.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("number", ("0", "999999999", "99999999999999999999999"))
def test_unknown_number_is_not_found(client, number):
    assert client.get(f"/lowongan/kasir-{number}/").status_code == 404


def test_closed_vacancy_says_so_offers_similar_ones_and_is_not_indexed(client, occupation):
    similar = VacancyFactory(title="Penjaga Toko", occupation=occupation)
    response = client.get(closed(3, occupation=occupation).get_absolute_url())
    page = response.content.decode()
    assert "Lowongan ini sudah terisi." in page
    assert similar.get_absolute_url() in page
    assert '<meta name="robots" content="noindex">' in page
    assert "ld+json" not in page


def test_vacancy_past_its_time_is_closed_before_any_worker_says_so(client):
    vacancy = VacancyFactory(
        published_at=clock.now() - timedelta(days=2), closes_at=clock.now() - timedelta(seconds=1)
    )
    assert "sudah lewat" in client.get(vacancy.get_absolute_url()).content.decode()


def test_vacancy_closed_long_ago_is_gone(client):
    assert client.get(closed(91).get_absolute_url()).status_code == 410


def test_text_of_a_company_cannot_become_markup(client):
    evil = "</script><script>alert(1)</script>\n- <b>tebal</b>"
    page = client.get(VacancyFactory(title="A & <i>B", description=evil).get_absolute_url())
    assert "<script>alert" not in page.content.decode()
    assert "<b>tebal" not in page.content.decode()
    assert posting(page)["title"] == "A & <i>B"


def test_job_posting_has_the_required_properties(client):
    vacancy = VacancyFactory(
        pay_min=3_000_000, pay_max=4_000_000, education=EducationLevel.SMA, openings_men=3
    )
    found = posting(client.get(vacancy.get_absolute_url()))
    assert found["@type"] == "JobPosting"
    assert found["datePosted"] == timezone.localtime(vacancy.published_at).isoformat(
        timespec="seconds"
    )
    assert found["validThrough"].endswith("+07:00")
    assert found["hiringOrganization"]["name"] == vacancy.company.name
    assert found["jobLocation"]["address"]["addressCountry"] == "ID"
    assert found["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "unitText": "MONTH",
        "minValue": 3_000_000,
        "maxValue": 4_000_000,
    }
    assert found["identifier"]["value"] == str(vacancy.pk)
    assert found["employmentType"] == "FULL_TIME"
    assert found["directApply"] is True
    assert found["totalJobOpenings"] == 4
    assert found["educationRequirements"]["credentialCategory"] == "high school"


def test_job_posting_without_pay_claims_none(client):
    assert "baseSalary" not in posting(client.get(VacancyFactory().get_absolute_url()))


@pytest.mark.parametrize(
    ("low", "high", "line"),
    (
        (None, None, "Sesuai UMK"),
        (3_000_000, None, "Rp3.000.000 / bulan"),
        (None, 3_000_000, "sampai Rp3.000.000 / bulan"),
        (3_000_000, 3_000_000, "Rp3.000.000 / bulan"),
        (3_000_000, 3_500_000, "Rp3.000.000 – Rp3.500.000 / bulan"),
    ),
)
def test_pay_is_always_said(low, high, line):
    assert pay_line(low, high) == line


def test_openings_name_men_and_women_when_the_advertisement_does():
    vacancy = VacancyFactory.build(
        company=None, openings_men=2, openings_women=1, openings_either=0
    )
    assert openings_line(vacancy) == "3 orang (2 laki-laki, 1 perempuan)"


def test_text_becomes_paragraphs_and_lists():
    found = blocks("Tugas:\r\n- Menimbang\r\n• Mencatat\r\n\r\nShift malam")
    assert [(block.bullets, block.lines) for block in found] == [
        (False, ["Tugas:"]),
        (True, ["Menimbang", "Mencatat"]),
        (False, ["Shift malam"]),
    ]


def test_company_page_shows_open_vacancies_only(client):
    company = CompanyFactory()
    shown = VacancyFactory(company=company, title="Operator Loader")
    VacancyFactory(company=company, title="Mandor Panen", submitted=True)
    page = client.get(company.get_absolute_url()).content.decode()
    assert shown.get_absolute_url() in page
    assert "Mandor Panen" not in page


@pytest.mark.parametrize("state", ("draft", "submitted", "rejected", "returned", "suspended"))
def test_company_that_is_not_verified_has_no_page(client, state):
    company = CompanyFactory(state=state)
    assert client.get(company.get_absolute_url()).status_code == 404
    assert company.name not in client.get("/perusahaan/").content.decode()
