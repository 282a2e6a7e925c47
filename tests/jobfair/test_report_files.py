"""Files of a report, opened again: every sheet agrees with the rows to the unit."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pikepdf
import pytest
from django.test import Client
from openpyxl import load_workbook

from jobfair.models import Entry, ReportDownload
from jobfair.report import editions, paper, sheets
from jobfair.report.workbook import guarded
from jobfair.services.reporting import freeze_report
from jobs.enums import ApplicationState
from jobs.services.applying import withdraw_application
from sikas.accounts import roles
from sikas.accounts.services.erasure import erase_person
from sikas.personal_data import Person
from sikas.workflow.transitions import transition
from tests.factories import make_officer
from tests.jobfair.reports import AFTER, opened, positions, rows_of, send
from tests.jobs.applicants import account_of, ready_seeker
from tests.jobs.factories import OwnerFactory

pytestmark = pytest.mark.django_db
EVIL = '=HYPERLINK("http://jahat.contoh","klik")'


@pytest.fixture
def fair(clock):
    """Close a fair of two booths, six people and eight applications, of which one was withdrawn."""
    first, second, third = positions(2, 1)
    people = [ready_seeker(name=EVIL if n == 0 else f"Siti {n}") for n in range(6)]
    for person in people:
        send(first, person)
    send(second, people[0])
    withdraw_application(application=send(third, people[1]), by=account_of(people[1]))
    clock.move(AFTER)
    freeze_report(fair=first.fair, version=0)
    return first.fair


def words_of(book) -> str:
    return " ".join(
        str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row
    )


def officers_book(fair):
    return opened(sheets.officers(editions.frozen(fair)))


def test_every_sheet_agrees_with_the_rows(fair):
    book = officers_book(fair)
    assert book.sheetnames == [
        "Ringkasan", "Perusahaan", "Jabatan", "Pelamar", "Kurva jam", "Kejadian", "Rekonsiliasi",
        "Perbandingan", "Definisi", "Lamaran",
    ]  # fmt: skip
    summary = {row[0]: row[1] for row in rows_of(book, "Ringkasan")}
    valid = Entry.objects.filter(fair=fair, is_counted=True).count()
    assert (summary["Lamaran"], summary["Pelamar"], summary["Lamaran ditarik"]) == (valid, 6, 1)
    for name, column in (("Perusahaan", 4), ("Jabatan", 3)):
        rows = rows_of(book, name)
        assert sum(row[column] for row in rows) == valid
        (total,) = [row for row in book[name].iter_rows(values_only=True) if row[0] == "Jumlah"]
        assert total[column] == valid
    for group in {row[0] for row in rows_of(book, "Pelamar")}:
        assert sum(row[2] for row in rows_of(book, "Pelamar") if row[0] == group) == 6
    assert sum(row[1] for row in rows_of(book, "Kurva jam")) == valid
    assert {row[3] for row in rows_of(book, "Rekonsiliasi")} == {0}
    applications = rows_of(book, "Lamaran")
    assert len(applications) == Entry.objects.filter(fair=fair).count() == valid + 1
    assert [row[6] for row in applications].count("Ya") == valid
    assert {row[7] for row in applications} == {"Terkirim", "Ditarik"}


def test_sheet_of_applications_says_what_was_so_when_it_was_frozen(fair, clock):
    sent = Entry.objects.filter(fair=fair).order_by("pk")[0].application
    owner = OwnerFactory(company=sent.vacancy.company).user
    clock.move(AFTER)
    transition(sent, ApplicationState.SHORTLISTED, by=owner)
    erase_person(Person(user_id=sent.seeker.user_id, seeker_id=sent.seeker_id))
    rows = {row[0]: row for row in rows_of(officers_book(fair), "Lamaran")}
    assert rows[sent.receipt][7] == "Terkirim"
    assert rows[sent.receipt][1] == "(data dihapus)"


def test_nothing_that_people_typed_becomes_a_formula(fair):
    cells = [row[1] for row in rows_of(officers_book(fair), "Lamaran")]
    assert f"'{EVIL}" in cells
    for text in ("=1", "+1", "-1", "@a", "\t=1", "\r1"):
        assert guarded(text) == f"'{text}"
    assert guarded("Siti = 1") == "Siti = 1"


def test_company_gets_its_own_booth_without_names(fair):
    other, own = [booth.company for booth in fair.booths.order_by("-pk")]
    book = opened(sheets.company(editions.frozen(fair)[0], own))
    summary = {row[0]: row[1] for row in rows_of(book, "Ringkasan")}
    assert (summary["Lamaran"], summary["Pelamar"]) == (7, 6)
    assert len(rows_of(book, "Lamaran")) == 7
    text = words_of(book)
    assert "Siti" not in text
    assert other.name not in text


def test_company_without_a_live_booth_has_zeros(fair):
    stranger = OwnerFactory().company
    book = opened(sheets.company(editions.frozen(fair)[0], stranger))
    assert {row[1] for row in rows_of(book, "Ringkasan")} == {0}
    assert rows_of(book, "Lamaran") == []


def test_officer_takes_a_file_and_it_is_on_record(fair, client):
    officer = make_officer(roles.FAIR_MANAGER)
    client.force_login(officer)
    page = f"/admin/job-fair/{fair.pk}/laporan/"
    answer = client.post(f"{page}unduh/", {"kind": "xlsx", "versi": "0"})
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert "Lamaran" in book.sheetnames
    answer = client.post(f"{page}unduh/", {"kind": "pdf"})
    assert pikepdf.open(BytesIO(answer.content)).pages
    taken = ReportDownload.objects.order_by("pk")
    assert [(row.kind, row.edition, row.by) for row in taken] == [
        ("xlsx", "officers", officer),
        ("pdf", "officers", officer),
    ]
    assert str(officer) in client.get(page).content.decode()
    for form in ({"kind": "exe"}, {"kind": "pdf", "versi": "14"}):
        assert client.post(f"{page}unduh/", form).status_code == 404
    assert taken.count() == 2


def test_company_takes_its_file_and_it_is_on_record(fair):
    company = fair.booths.order_by("pk")[0].company
    owner = OwnerFactory(company=company).user
    client = Client()
    client.force_login(owner)
    page = f"/perusahaan-saya/{company.pk}/job-fair/{fair.slug}/laporan/"
    assert "Angka stan Anda" in client.get(page).content.decode()
    answer: Any = client.post(f"{page}unduh/")
    assert len(rows_of(load_workbook(BytesIO(b"".join(answer.streaming_content))), "Lamaran")) == 7
    (taken,) = ReportDownload.objects.all()
    assert (taken.company, taken.by) == (company, owner)


def test_public_edition_shows_no_small_number_and_no_person(fair, client):
    page = client.get(f"/job-fair/{fair.slug}/laporan/").content.decode()
    assert "Siti" not in page
    text = client.get(f"/job-fair/{fair.slug}/laporan.csv").content.decode("utf-8-sig")
    lines = list(csv.reader(StringIO(text)))
    numbers = {
        int(line[3]) for line in lines if line[2] in ("Pelamar", "Lamaran") and line[3] != "*"
    }
    assert not numbers & {1, 2, 3, 4}
    book = load_workbook(
        BytesIO(b"".join(client.get(f"/job-fair/{fair.slug}/laporan.xlsx").streaming_content))
    )
    assert "Lamaran" not in book.sheetnames
    assert [row[3] for row in rows_of(book, "Perusahaan")] == [7, 0]
    assert {row[3] for row in rows_of(book, "Jabatan")} == {"*", 0}


def test_pdf_has_letterhead_and_page_numbers_on_every_page(fair):
    pages = pikepdf.open(BytesIO(paper.report_pdf(editions.frozen(fair)))).pages
    assert len(pages) >= 2
