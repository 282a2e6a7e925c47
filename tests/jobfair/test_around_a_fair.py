"""What stands around a fair: its calendar, its results, what fits, the home page, its bytes."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from jobfair.calendar import timetable
from jobfair.enums import FairState
from jobfair.services.reporting import freeze_report
from sikas import clock as time
from tests.gates.pages import Page, faults
from tests.gates.test_bytes import FIRST_VIEW, FIRST_VIEW_TOTAL, LATER_PAGE, weigh
from tests.jobfair.fairs import BoothFactory, FairFactory, position_in
from tests.jobs.applicants import account_of, ready_seeker
from tests.jobs.factories import CompanyFactory
from tests.jobs.matching import vacancy, wishing
from tests.seekers.people import stored_picture

pytestmark = pytest.mark.django_db
WEEK = {
    "registration_at": datetime(2026, 10, 20, 1, tzinfo=UTC),
    "catalogue_at": datetime(2026, 10, 20, 1, tzinfo=UTC),
    "opens_at": datetime(2026, 11, 3, 3, tzinfo=UTC),  # 10.00 WIB, within the morning's hours
    "closes_at": datetime(2026, 11, 4, 17, tzinfo=UTC),  # midnight after the second day
}


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert not faults(Page(path, response))
    return response.content.decode()


def test_timetable_has_opening_live_hours_within_the_fair_and_closing():
    fair = FairFactory.create(**WEEK)
    assert [(event.day.day, event.hours, event.title) for event in timetable(fair)] == [
        (3, "10.00.00 WIB", "Lamaran dibuka"),
        (3, "10.00–12.00 WIB", "Jam langsung"),
        (3, "13.30–16.00 WIB", "Jam langsung"),
        (4, "09.00–12.00 WIB", "Jam langsung"),
        (4, "13.30–16.00 WIB", "Jam langsung"),
        (5, "00.00.00 WIB", "Lamaran ditutup"),
    ]


def test_calendar_file_keeps_to_its_form(client, clock):
    clock.freeze(datetime(2026, 11, 1, tzinfo=UTC))
    name = "Job Fair; Asahan, \\ " + "sangat panjang " * 6
    fair = FairFactory.create(**WEEK, name=name.strip(), venue="Aula, Kisaran")
    response = client.get(reverse("fair_calendar", args=[fair.slug]))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    text = response.content.decode()
    assert text.endswith("\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    whole = text.replace("\r\n ", "")
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") == 6
    assert "DTSTART:20261103T030000Z" in whole
    assert "DTEND:20261104T170000Z" in whole
    assert "LOCATION:Aula\\, Kisaran" in whole
    assert "SUMMARY:Lamaran dibuka – Job Fair\\; Asahan\\, \\\\ sangat" in whole
    assert whole.count("BEGIN:VALARM") == 2
    assert len(set(re.findall(r"UID:(.+)", whole))) == 6


def test_calendar_of_a_fair_that_was_called_off_takes_its_entries_away(client):
    fair = FairFactory.create(state=FairState.CANCELLED)
    text = client.get(reverse("fair_calendar", args=[fair.slug])).content.decode()
    assert "STATUS:CANCELLED" in text
    assert "BEGIN:VALARM" not in text


def test_results_come_after_the_end_and_are_those_of_the_report_once_it_is_frozen(client):
    running = position_in().fair
    path = reverse("fair_results", args=[running.slug])
    assert client.get(path).headers["Location"] == running.get_absolute_url()
    over = position_in(FairFactory.create(over=True)).fair
    page = read(client, reverse("fair_results", args=[over.slug]))
    assert "Laporan resmi sedang disusun" in page
    freeze_report(fair=over, version=0)
    page = read(client, reverse("fair_results", args=[over.slug]))
    assert "Angka resmi" in page
    assert reverse("fair_report", args=[over.slug]) in page
    assert "di bawah 5" in page  # of people, none is told
    assert "Lihat hasil" in read(client, over.get_absolute_url())


def test_positions_that_fit_stand_in_the_lobby_with_the_reason(client):
    client.force_login(account_of(wishing("5230")))
    inside = vacancy("5230", title="Kasir")
    assert inside.company
    booth = BoothFactory.create(company=inside.company)
    position_in(booth=booth, vacancy=inside)
    vacancy("5230", title="Kasir di luar")
    page = read(client, booth.fair.get_absolute_url())
    assert "Yang cocok untuk Anda" in page
    assert "Sesuai jabatan yang Anda cari" in page
    assert "Kasir di luar" not in page


def test_nothing_fits_who_has_told_nothing(client):
    position = position_in()
    client.force_login(account_of(ready_seeker()))
    page = read(client, position.fair.get_absolute_url())
    assert "Yang cocok untuk Anda" not in page


def test_home_tells_of_the_fair_and_asks_no_more_for_a_kept_page(client, django_assert_num_queries):
    assert "job-fair/job-fair" not in read(client, "/")
    fair = FairFactory.create()
    assert fair.name not in read(client, "/")  # remembered for some seconds
    with django_assert_num_queries(1):
        client.get("/")


def test_rehearsal_is_found_by_its_address_alone(client):
    fair = FairFactory.create(is_rehearsal=True)
    assert fair.name in read(client, fair.get_absolute_url())
    assert fair.name not in read(client, "/")
    assert fair.name not in read(client, reverse("fairs"))


def test_home_leads_to_the_lobby(client):
    fair = FairFactory.create()
    page = read(client, "/")
    assert fair.name in page
    assert f'href="{fair.get_absolute_url()}"' in page


def test_logo_of_a_booth_is_an_image_that_browsers_keep(client):
    booth = BoothFactory.create(logo=stored_picture("logo.png"))
    answer = client.get(reverse("fair_logo", args=[booth.fair.slug, booth.pk]))
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert b"".join(answer.streaming_content)


@pytest.mark.parametrize("name", ("fair", "fair_stands", "fair_stand", "fair_position"))
def test_pages_fit_their_budget(client, name):
    fair = FairFactory.create(about="Tentang pekan kerja ini. " * 40)
    for number in range(37):
        company = CompanyFactory.create(name=f"PT Perkebunan Nusantara {number} Makmur Sentosa")
        position = position_in(booth=BoothFactory.create(fair=fair, company=company))
    more = {"fair_stand": [position.booth_id], "fair_position": [position.pk]}.get(name, [])
    weights = weigh(client.get(reverse(name, args=[fair.slug, *more])).content.decode())
    assert {kind: size for kind, size in weights.items() if size > FIRST_VIEW.get(kind, size)} == {}
    assert sum(weights.values()) <= FIRST_VIEW_TOTAL
    assert weights["html"] <= LATER_PAGE


def test_countdown_is_text_without_scripts_and_a_moment_for_them(client, clock):
    clock.freeze(datetime(2026, 11, 1, tzinfo=UTC))
    fair = FairFactory.create(coming=True, opens_at=time.now() + timedelta(days=3, hours=2))
    page = read(client, fair.get_absolute_url())
    assert ">3 hari 2 jam</strong>" in page
    assert 'data-until="2026-11-04T' in page
    clock.move(timedelta(days=2, hours=23, minutes=55))
    assert ">2 jam 5 menit</strong>" in read(client, fair.get_absolute_url())
    clock.move(timedelta(hours=2, minutes=3, seconds=55))
    assert ">1 menit 5 detik</strong>" in read(client, fair.get_absolute_url())
