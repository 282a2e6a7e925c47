"""Somebody reports a vacancy: the page, the receipt, once per person, within limits."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils.html import escape

from jobs.enums import Source
from jobs.models import VacancyReport
from jobs.report_enums import ReportReason
from jobs.services.reports import MissingTextError, forget_contacts, report_vacancy
from jobs.tasks import forget_report_contacts
from sikas import clock
from sikas.accounts import limits
from sikas.accounts.services.erasure import erase_person
from sikas.pages import my_data
from tests.factories import UserFactory
from tests.jobs.factories import CompanyFactory, ReportFactory, VacancyFactory

pytestmark = pytest.mark.django_db


def page_of(vacancy) -> str:
    return f"{vacancy.get_absolute_url()}laporkan/"


@pytest.fixture
def vacancy():
    return VacancyFactory(title="Kasir")


@pytest.mark.parametrize("traits", ({}, {"expired": True}, {"source": Source.KARIRHUB}))
def test_every_public_vacancy_leads_to_its_report(client, traits):
    external = {"company": None, "employer_name": "PT Jauh"} if "source" in traits else {}
    vacancy = VacancyFactory(**traits, **external)
    assert f'href="{page_of(vacancy)}"' in client.get(vacancy.get_absolute_url()).content.decode()
    page = client.get(page_of(vacancy)).content.decode()
    assert "Jangan pernah membayar untuk melamar." in page
    assert escape(vacancy.company.name if vacancy.company else "PT Jauh") in page


def test_stranger_reports_and_gets_a_receipt(client, vacancy):
    form = {"reason": "fee", "text": "Minta Rp500.000\r\nlewat WA", "contact": "0812 3456 7890"}
    answer = client.post(page_of(vacancy), form)
    made = VacancyReport.objects.get()
    assert (made.reason, made.text, made.reporter) == ("fee", "Minta Rp500.000\nlewat WA", None)
    receipt = client.get(answer["Location"]).content.decode()
    assert made.number in receipt
    assert "Simpan alamat halaman ini" in receipt
    assert "Jangan pernah membayar" in receipt


def test_signed_in_person_is_not_asked_for_a_contact(client, vacancy):
    person = UserFactory()
    client.force_login(person)
    assert 'name="contact"' not in client.get(page_of(vacancy)).content.decode()
    answer = client.post(page_of(vacancy), {"reason": "fake", "contact": "x@contoh.id"})
    made = VacancyReport.objects.get()
    assert (made.reporter, made.contact) == (person, "")
    assert "Anda mendapat pesan" in client.get(answer["Location"]).content.decode()


def test_reporting_again_leads_to_the_first_receipt(client, vacancy):
    key = {"key": str(uuid4())}
    first = client.post(page_of(vacancy), {"reason": "fee", **key})["Location"]
    assert client.post(page_of(vacancy), {"reason": "fake", **key})["Location"] == first
    client.force_login(UserFactory())
    mine = client.post(page_of(vacancy), {"reason": "fee"})["Location"]
    assert client.post(page_of(vacancy), {"reason": "fake"})["Location"] == mine
    assert VacancyReport.objects.count() == 2


def test_key_of_anothers_report_makes_an_own_one(client, vacancy):
    other = ReportFactory(reporter=UserFactory())
    answer = client.post(page_of(other.vacancy), {"reason": "fee", "key": str(other.pk)})
    assert answer["Location"] != f"/laporan-lowongan/{other.pk}/"
    assert VacancyReport.objects.filter(vacancy=other.vacancy).count() == 2


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "Pilih apa yang terjadi."),
        ({"reason": "suspicious", "text": "Uang saya"}, "Uang saya"),
        ({"reason": "other", "text": " \n"}, "Tulis apa yang terjadi."),
        ({"reason": "fee", "text": "x" * 2001}, "x" * 2001),
        ({"reason": "fee", "text": "a\x00b"}, "Kesalahan"),
        ({"reason": "fee", "text": "Uang saya", "key": "1 or 1"}, "Uang saya"),
    ],
)
def test_bad_input_is_told_and_what_was_typed_is_kept(client, vacancy, form, words):
    answer = client.post(page_of(vacancy), form)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not VacancyReport.objects.exists()


def test_vacancy_without_a_public_page_has_no_report_page(client):
    gone = VacancyFactory(
        expired=True,
        published_at=clock.now() - timedelta(days=200),
        closes_at=clock.now() - timedelta(days=100),
    )
    suspended = VacancyFactory(company=CompanyFactory(state="suspended"))
    for hidden in (VacancyFactory(draft=True), suspended, gone):
        assert client.get(page_of(hidden)).status_code == 404
        assert client.post(page_of(hidden), {"reason": "fee"}).status_code == 404


def test_old_title_in_the_address_leads_to_the_right_one(client, vacancy):
    answer = client.get(f"/lowongan/lama-{vacancy.pk}/laporkan/")
    assert answer["Location"] == page_of(vacancy)


@pytest.mark.parametrize("signed_in", (True, False))
def test_too_many_reports_are_refused_and_the_text_is_kept(client, vacancy, signed_in, monkeypatch):
    subject = "person" if signed_in else "address"
    rates = (limits.Rate(1, limits.DAY, (subject,)),)
    monkeypatch.setitem(limits.RATES, "report" if signed_in else "report_unknown", rates)
    if signed_in:
        client.force_login(UserFactory())
    client.post(page_of(vacancy), {"reason": "fee"})
    other = VacancyFactory()
    answer = client.post(page_of(other), {"reason": "fee", "text": "Diminta membayar"})
    assert answer.status_code == 429
    assert "Diminta membayar" in answer.content.decode()
    assert not VacancyReport.objects.filter(vacancy=other).exists()


def test_unknown_receipt_is_not_found(client):
    assert client.get(f"/laporan-lowongan/{uuid4()}/").status_code == 404


@pytest.mark.parametrize(
    ("state", "words"), [("upheld", "Petugas sudah bertindak"), ("dismissed", "bukti lain")]
)
def test_receipt_tells_what_came_of_it(client, state, words):
    made = ReportFactory(state=state, settled_at=clock.now())
    assert words in client.get(f"/laporan-lowongan/{made.pk}/").content.decode()


def test_database_keeps_the_rules(vacancy):
    person = UserFactory()
    ReportFactory(vacancy=vacancy, reporter=person)
    broken = (
        {"vacancy": vacancy, "reporter": person},
        {"reason": "other"},
        {"reason": "joke"},
        {"state": "upheld"},
    )
    for values in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportFactory(**values)
    with pytest.raises(MissingTextError):
        report_vacancy(vacancy=vacancy, reason=ReportReason.OTHER)


def test_erased_reporter_leaves_the_report_without_person_and_words():
    person = UserFactory()
    made = ReportFactory(reporter=person, text="Saya Nurhayati, HP 0812", contact="x")
    whose = my_data.person_of(person)
    titles = {section.title: section.rows for section in my_data.sections_of(whose)}
    assert titles["Lowongan yang Anda laporkan"][0]["Nomor"] == made.number
    erase_person(whose)
    made.refresh_from_db()
    assert (made.reporter, made.contact, made.text) == (None, "", "(data dihapus)")


def test_contacts_are_forgotten_some_time_after_the_decision():
    old = clock.now() - timedelta(days=91)
    kept = ReportFactory(contact="0811", state="upheld", settled_at=clock.now())
    forgotten = ReportFactory(contact="0812", state="dismissed", settled_at=old)
    forget_report_contacts()
    for made in (kept, forgotten):
        made.refresh_from_db()
    assert (kept.contact, forgotten.contact) == ("0811", "")
    assert forget_contacts() == 0
