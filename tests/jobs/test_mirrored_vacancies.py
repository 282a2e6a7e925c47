"""Vacancies of the ministry's portal: what it does not tell is neither invented nor counted."""

import html
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from jobs import lines
from jobs.enums import CloseReason, VacancyState
from jobs.models import SavedVacancy, Vacancy
from jobs.search import statements
from jobs.search.totals import totals
from jobs.serializers import job_posting, vacancy_record
from jobs.services.moderation import withdraw_vacancy
from jobs.services.reminders import remind_of_closing
from sikas import clock, freshness
from sikas.memory import Remembered
from sikas.reference.models import Office
from tests.factories import UserFactory
from tests.gates.pages import Page, faults
from tests.jobs.factories import VacancyFactory

pytestmark = pytest.mark.django_db

END = "Selama tayang di Karirhub"
HERE = "/lowongan/?wilayah=1209"


@pytest.fixture
def regency(district):
    """Give the regency its office, so that there is a here and an elsewhere."""
    Office.objects.create(area=district.parent, short_name="Disnaker Asahan")
    Office.objects.forget()
    return district.parent


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert faults(Page(address, response)) == []
    text = html.unescape(response.content.decode())
    assert "2999" not in text
    return text


def closed(vacancy: Vacancy, **fields: object) -> Vacancy:
    values = {
        "state": VacancyState.CLOSED,
        "close_reason": CloseReason.WITHDRAWN,
        "closed_at": clock.now(),
    }
    Vacancy.objects.filter(pk=vacancy.pk).update(**values | fields)
    return vacancy


def test_page_says_what_the_portal_does_not_tell(client):
    page = read(client, VacancyFactory(mirrored=True, title="Kasir").get_absolute_url())
    for words in (
        END,
        "PT Jauh Makmur",
        "Karirhub Kemnaker",
        "Kota Bandung, Jawa Barat",
        "Uraian ada di portal asal.",
        "Jumlah tidak disebutkan",
        "Upah tidak disebutkan",
        "Lamaran dikirim di Karirhub Kemnaker.",
        "Penuh waktu",
        "Dari Karirhub Kemnaker. Perusahaannya tidak diperiksa",
    ):
        assert words in page
    # What an advertisement of this office means by saying nothing is not true of others.
    for words in ("Semua pendidikan", "Tidak harus berpengalaman", "Sesuai UMK", "Terverifikasi"):
        assert words not in page
    assert '<meta name="robots" content="noindex">' in page


def test_card_names_the_portal_and_counts_nobody(client):
    VacancyFactory(mirrored=True)
    page = read(client, reverse("vacancies"))
    assert END in page
    assert "Karirhub Kemnaker</span>" in page
    assert "Kota Bandung, Jawa Barat" in page
    assert "0 orang" not in page


def test_pages_with_national_ones_say_when_they_were_last_in_step(client, monkeypatch):
    local, national = VacancyFactory(), VacancyFactory(mirrored=True)
    told = Remembered(clock.now, seconds=60)
    monkeypatch.setitem(freshness._sources, "vacancies", told)
    said = "Data Kemnaker terakhir"
    for address in (reverse("vacancies"), national.get_absolute_url()):
        assert said in read(client, address)
    for address in (f"{reverse('vacancies')}?asal=local", local.get_absolute_url()):
        assert "Data Kemnaker" not in read(client, address)


def test_feed_says_the_place_and_no_pay_that_nobody_promised(client):
    VacancyFactory(mirrored=True)
    feed = client.get(reverse("feed")).content.decode()
    assert "Upah tidak disebutkan · Kota Bandung, Jawa Barat" in feed


def test_record_for_machines_has_no_end_and_invents_no_place():
    record = vacancy_record(VacancyFactory(mirrored=True))
    assert record["closes_at"] is None
    assert record["place"]["address"] == "Kota Bandung, Jawa Barat"
    assert record["place"]["regency"] is None
    assert not {"validThrough", "totalJobOpenings"} & set(job_posting(record))


def test_kind_of_work_that_is_not_told_is_not_invented(client):
    VacancyFactory(mirrored=True, title="Penyelam", employment_type="contract")
    vacancy = VacancyFactory(mirrored=True, title="Kasir", employment_type="")
    assert "Jenis kerja" not in read(client, vacancy.get_absolute_url())
    page = read(client, reverse("vacancies"))
    assert "Kasir" in page
    assert "Penuh waktu" not in page
    assert "Kasir" not in read(client, f"{reverse('vacancies')}?jenis=contract")
    record = vacancy_record(vacancy)
    assert record["employment_type"] is None
    assert "employmentType" not in job_posting(record)


@pytest.mark.parametrize("facts", ({"employment_type": ""}, {"employment_type": "borongan"}))
def test_only_another_portal_may_leave_the_kind_of_work_open(facts):
    with pytest.raises(IntegrityError, match="vacancy_employment_type_known"):
        VacancyFactory(**facts)


def test_saved_one_is_never_about_to_close(client):
    person, vacancy = UserFactory.create(), VacancyFactory(mirrored=True)
    SavedVacancy.objects.create(user=person, vacancy=vacancy)
    client.force_login(person)
    page = read(client, reverse("saved_vacancies"))
    assert END in page
    assert "Masih terbuka" in page
    assert remind_of_closing() == 0


@pytest.mark.parametrize(
    ("fields", "words"),
    (
        ({"apply_url": ""}, "Lowongan ini tidak tayang lagi di Karirhub."),
        ({}, "Lowongan ini ditutup petugas dan tidak tampil lagi di sini."),
    ),
)
def test_closed_one_says_who_closed_it_and_leads_nowhere(client, fields, words):
    vacancy = closed(VacancyFactory(mirrored=True), **fields)
    page = read(client, vacancy.get_absolute_url())
    assert words in page
    assert "Buka portal asal" not in page
    door = f"{vacancy.get_absolute_url()}portal-asal/"
    assert client.get(door)["Location"] == vacancy.get_absolute_url()


def test_closed_one_offers_what_has_its_words(client):
    vacancy = closed(VacancyFactory(mirrored=True, title="Perawat Gigi - KOTA MEDAN"))
    alike = VacancyFactory(title="Perawat", openings_either=1)
    other = VacancyFactory(mirrored=True, title="Sopir Truk")
    page = read(client, vacancy.get_absolute_url())
    assert alike.get_absolute_url() in page
    assert other.get_absolute_url() not in page


def test_officer_takes_one_off_the_page_with_a_reason():
    vacancy = VacancyFactory(mirrored=True)
    officer = UserFactory.create(is_staff=True)
    withdraw_vacancy(vacancy=vacancy, officer=officer, reason="Meminta uang.")
    assert not Vacancy.objects.public().exists()
    step = vacancy.transitions.get()
    assert (step.by, step.reason) == (officer, "Meminta uang.")


def test_numbers_are_of_this_regency_and_of_people_who_are_wanted(client, regency, district):
    VacancyFactory(area=district, openings_either=2)
    VacancyFactory(mirrored=True, area=regency, place_name="", title="Kerani")
    VacancyFactory.create_batch(3, mirrored=True)
    counted = totals()
    assert (counted.vacancies, counted.openings, counted.elsewhere) == (2, 2, 3)
    assert counted.by_district["120919"] == 1
    page = read(client, "/")
    assert "di Asahan, dan 3 di daerah lain" in page
    assert "Kerani" in page
    assert "Kota Bandung" not in page


def test_one_choice_leaves_what_lies_here(client, regency, district):
    VacancyFactory(area=district, title="Kasir")
    VacancyFactory(mirrored=True, area=regency, place_name="", title="Kerani")
    VacancyFactory.create_batch(3, mirrored=True, title="Sopir")
    page = read(client, reverse("vacancies"))
    assert f'href="{HERE}">Di Asahan (2)</a>' in page
    assert "5 lowongan" in page
    page = read(client, HERE)
    assert "2 lowongan" in page
    assert "Sopir" not in page
    assert 'href="/lowongan/">Seluruh Indonesia</a>' in page
    assert 'class="chip chip-on" href="/lowongan/?wilayah=1209" aria-current="true"' in page
    assert '<input type="hidden" name="wilayah" value="1209" form="pencarian">' in page
    page = read(client, f"{reverse('vacancies')}?q=sopir")
    assert 'href="/lowongan/?q=sopir&wilayah=1209">Di Asahan (0)</a>' in page
    page = read(client, f"{HERE}&q=sopir")
    assert "kami abaikan: wilayah." in page
    assert "3 lowongan" in page


def test_choice_is_not_offered_where_all_lies_here(client, regency, district):
    VacancyFactory(area=district)
    page = read(client, reverse("vacancies"))
    assert "Seluruh Indonesia" not in page
    assert 'name="wilayah"' not in page


def test_end_is_a_day_where_there_is_one():
    day = clock.now() + timedelta(days=3)
    assert lines.closing_line(day, "karirhub").startswith("Tutup ")
    assert lines.closing_line(None, "local") == ""


def test_number_of_what_lies_here_is_exact_or_left_out(client, regency, district, monkeypatch):
    VacancyFactory.create_batch(2, area=district, title="Sopir")
    VacancyFactory.create_batch(5, mirrored=True, title="Sopir")
    monkeypatch.setattr(statements, "COUNT_LIMIT", 3)
    page = read(client, reverse("vacancies"))
    assert "Lebih dari 3 lowongan" in page
    assert ">Di Asahan (2)</a>" in page
    assert ">Di Asahan</a>" in read(client, f"{reverse('vacancies')}?q=sopir")
    assert ">Di Asahan (2)</a>" in read(client, f"{HERE}&q=sopir")
