"""A company's list of vacancies, and the page of one of them."""

from datetime import timedelta

import pytest

from jobs import own
from jobs.enums import CloseReason
from jobs.models import FillReport, Vacancy
from jobs.services.drafts import MAX_IN_THE_MAKING
from jobs.services.moderation import decide_vacancy
from jobs.services.results import report_result
from jobs.services.submission import extend_vacancy, take_back
from sikas import clock
from sikas.accounts import roles
from sikas.workflow.transitions import transition
from tests.factories import make_officer
from tests.gates.pages import Page, faults
from tests.jobs.company_side import company_of, complete_draft, owner_of
from tests.jobs.factories import CompanyFactory, VacancyFactory
from tests.lists import assert_cost_is_flat

pytestmark = pytest.mark.django_db

REASON = "Syarat tinggi badan tidak perlu untuk kasir."
NOBODY = {"men_here": 0, "women_here": 0, "men_elsewhere": 0, "women_elsewhere": 0}


@pytest.fixture
def company(client):
    return company_of(client)


def listed(company, shelf: str = "") -> str:
    return f"/perusahaan-saya/{company.pk}/lowongan/" + (f"?keadaan={shelf}" if shelf else "")


def text(response) -> str:
    return response.content.decode()


def page_of(client, vacancy) -> str:
    path = f"/perusahaan-saya/{vacancy.company_id}/lowongan/{vacancy.pk}/"
    response = client.get(path)
    assert not faults(Page(path, response))
    return text(response)


def returned_one(company, **facts) -> Vacancy:
    vacancy = VacancyFactory(submitted=True, company=company, **facts)
    officer = make_officer(roles.VERIFIER, name="Rahmat Pemeriksa")
    return decide_vacancy(vacancy=vacancy, to="returned", officer=officer, reason=REASON)


def test_shelves_hold_each_vacancy_once_and_count_them(client, company):
    made = {
        "draf": VacancyFactory(company=company, draft=True),
        "diperiksa": VacancyFactory(company=company, submitted=True),
        "perbaikan": VacancyFactory(company=company, returned=True),
        "ditolak": VacancyFactory(company=company, rejected=True),
        "terbit": VacancyFactory(company=company),
        "ditutup": VacancyFactory(company=company, expired=True),
    }
    VacancyFactory()  # of another company
    for shelf, vacancy in made.items():
        answer = client.get(listed(company, shelf))
        assert [row.title for row in answer.context["rows"]] == [vacancy.title], shelf
        assert {number for _label, _url, number, _chosen in answer.context["tabs"]} == {6, 1}


def test_vacancy_whose_time_is_over_is_closed_before_it_is_tidied_up(client, company):
    VacancyFactory(company=company, over=True)
    assert not client.get(listed(company, "terbit")).context["rows"]
    (row,) = client.get(listed(company, "ditutup")).context["rows"]
    assert (row.tag, row.next.action) == ("Lewat batas waktu", "Laporkan terisi")


def test_unknown_shelf_shows_everything(client, company):
    VacancyFactory(company=company)
    assert len(client.get(listed(company, "x' or 1=1")).context["rows"]) == 1


@pytest.mark.parametrize("shelf", ("", "ditolak"))
def test_empty_list_says_so(client, company, shelf):
    words = "Tidak ada lowongan di sini" if shelf else "Belum ada lowongan"
    assert words in text(client.get(listed(company, shelf)))


def test_long_list_has_pages(client, company):
    for _ in range(21):
        VacancyFactory(company=company, draft=True)
    second = client.get(listed(company) + "?halaman=2")
    assert len(second.context["rows"]) == 1


def test_list_costs_the_same_for_any_number(client, company):
    owner = company.members.get().user

    def make() -> None:
        report_result(vacancy=VacancyFactory(company=company), by=owner, **NOBODY)
        returned_one(company)

    assert_cost_is_flat(client, listed(company), make=make, queries=5)


def test_company_that_is_not_verified_may_write_drafts(client):
    company = company_of(client, submitted=True)
    assert "menulis draf sekarang" in text(client.get(listed(company)))
    assert client.post(listed(company) + "baru/").status_code == 302


def test_suspended_company_reads_that_nothing_of_it_is_shown(client):
    company = company_of(client, state="suspended")
    assert "Lowongannya tidak tampil untuk umum" in text(client.get(listed(company)))


@pytest.mark.parametrize(
    ("made", "words", "action"),
    (
        ({"draft": True, "description": ""}, "Kurang 3 isian.", "Lanjutkan"),
        ({"submitted": True}, "Petugas memeriksa menurut urutan.", ""),
        ({"rejected": True}, "Ditolak:", "Lihat"),
        ({}, "Tampil sampai", ""),
        ({"closes_at": clock.now() + timedelta(days=2)}, "Segera tutup:", "Perpanjang"),
        ({"expired": True}, "Berapa orang yang diterima?", "Laporkan terisi"),
    ),
    ids=("draft", "submitted", "rejected", "open", "soon", "expired"),
)
def test_row_says_what_to_do_next(client, company, made, words, action):
    VacancyFactory(company=company, **made)
    (row,) = client.get(listed(company)).context["rows"]
    assert words in row.next.text
    assert row.next.action == action


def test_complete_draft_asks_to_be_submitted(client, company, occupation, district):
    complete_draft(occupation, district, company=company)
    (row,) = client.get(listed(company)).context["rows"]
    assert row.next.action == "Periksa dan ajukan"


def test_returned_vacancy_shows_the_reason_in_list_page_and_steps(client, company):
    vacancy = returned_one(company)
    (row,) = client.get(listed(company)).context["rows"]
    assert (row.next.text, row.next.action) == (f"Perlu perbaikan: {REASON}", "Perbaiki")
    page = page_of(client, vacancy)
    assert REASON in page
    assert "Ajukan kembali" in page
    step = f"/perusahaan-saya/{company.pk}/lowongan/{vacancy.pk}/isi/syarat/"
    assert REASON in text(client.get(step))


def test_correction_leads_back_to_the_whole_vacancy(client, company):
    vacancy = returned_one(company)
    url = f"/perusahaan-saya/{company.pk}/lowongan/{vacancy.pk}/"
    loaded = client.get(url + "isi/inklusi/").context["form"]["loaded"].value()
    answer = client.post(url + "isi/inklusi/", {"disabilities": ["hearing"], "loaded": loaded})
    assert answer["Location"] == url


def test_history_names_colleagues_but_not_officers(client, company):
    vacancy = returned_one(company)
    page = page_of(client, vacancy)
    assert "Petugas" in page
    assert "Rahmat Pemeriksa" not in page


def test_history_tells_what_was_extended_and_taken_back(client, company):
    vacancy = VacancyFactory(company=company)
    owner = owner_of(vacancy)
    until = clock.now().date() + timedelta(days=50)
    extend_vacancy(vacancy=vacancy, until=until, by=owner)
    take_back(vacancy=vacancy, by=owner)
    titles = [event["title"] for event in client.get(_path(vacancy)).context["history"]]
    assert titles == ["Ditarik", "Diperpanjang"]


def _path(vacancy: Vacancy, rest: str = "") -> str:
    return f"/perusahaan-saya/{vacancy.company_id}/lowongan/{vacancy.pk}/{rest}"


@pytest.mark.parametrize(
    ("made", "offered"),
    (
        ({"draft": True}, {"isi/posisi/", "salin/", "hapus/"}),
        ({"returned": True}, {"isi/posisi/", "salin/"}),
        ({"submitted": True}, {"salin/", "tarik/"}),
        ({}, {"salin/", "tarik/", "perpanjang/", "hasil/"}),
        ({"over": True}, {"salin/", "hasil/"}),
        ({"expired": True}, {"salin/", "hasil/"}),
        ({"rejected": True}, {"salin/"}),
    ),
    ids=("draft", "returned", "submitted", "open", "over", "expired", "rejected"),
)
def test_page_offers_what_the_state_allows(client, company, made, offered):
    vacancy = VacancyFactory(company=company, **made)
    page = page_of(client, vacancy)
    moves = {"isi/posisi/", "salin/", "hapus/", "tarik/", "perpanjang/", "hasil/"}
    assert {move for move in moves if _path(vacancy, move) in page} == offered


def test_page_shows_what_is_missing_and_what_was_found(client, company):
    vacancy = VacancyFactory(
        company=company, draft=True, openings_either=0, requirements="Belum menikah"
    )
    page = page_of(client, vacancy)
    assert f'<a href="{_path(vacancy, "isi/posisi/")}">Pilih jabatan.</a>' in page
    assert "Status kawin dan kehamilan tidak boleh menjadi syarat." in page
    assert page.count("<mark>Belum menikah") == 2  # in the list, and where it stands


def test_personal_limits_are_shown_with_their_reason(client, company):
    facts = {"age_min": 21, "personal_limits": "Buta warna tidak", "limits_reason": "Kabel."}
    vacancy = VacancyFactory(company=company, **facts)
    for page in (page_of(client, vacancy), text(client.get(vacancy.get_absolute_url()))):
        assert "Usia paling rendah 21 tahun. Buta warna tidak" in page
        assert "Alasan perusahaan: Kabel." in page


@pytest.mark.parametrize(
    ("ages", "words"),
    (((20, 30), "Usia 20–30 tahun"), ((None, 30), "Usia paling tinggi 30 tahun")),
)
def test_ages_are_said_in_words(client, company, ages, words):
    low, high = ages
    vacancy = VacancyFactory(company=company, age_min=low, age_max=high, limits_reason="a")
    assert words in page_of(client, vacancy)


def test_vacancies_that_need_the_company_stand_in_order_of_urgency(company):
    draft = VacancyFactory(company=company, draft=True)
    expired = VacancyFactory(company=company, expired=True)
    soon = VacancyFactory(company=company, closes_at=clock.now() + timedelta(days=2))
    returned = VacancyFactory(company=company, returned=True)
    VacancyFactory(company=company)
    VacancyFactory(company=company, submitted=True)
    VacancyFactory(draft=True)
    assert own.vacancies_that_need(company) == [returned, soon, expired, draft]


def test_result_that_was_told_or_needs_none_is_not_asked_for(company):
    told = VacancyFactory(company=company, expired=True)
    FillReport.objects.create(vacancy=told, openings=1)
    VacancyFactory(company=company, expired=True, close_reason=CloseReason.WITHDRAWN)
    VacancyFactory(
        company=company,
        expired=True,
        published_at=clock.now() - timedelta(days=300),
        closes_at=clock.now() - timedelta(days=200),
    )
    assert own.vacancies_that_need(company) == []


def test_vacancies_that_need_the_company_cost_one_query(company, django_assert_num_queries):
    for _ in range(3):
        VacancyFactory(company=company, draft=True)
    with django_assert_num_queries(1):
        assert len(own.vacancies_that_need(company)) == 3


def test_drafts_have_a_limit(client, company):
    template = VacancyFactory(company=company)
    Vacancy.objects.bulk_create(
        VacancyFactory.build(company=company, draft=True) for _ in range(MAX_IN_THE_MAKING)
    )
    for path in (listed(company) + "baru/", _path(template, "salin/")):
        assert "Selesaikan atau hapus dulu draf" in text(client.post(path, follow=True))
    assert Vacancy.objects.filter(state="draft").count() == MAX_IN_THE_MAKING


def test_second_tap_on_copying_leads_to_the_first_copy(client, company):
    vacancy = VacancyFactory(company=company)
    answers = [client.post(_path(vacancy, "salin/")) for _ in range(2)]
    (made,) = Vacancy.objects.filter(state="draft")
    assert {answer["Location"] for answer in answers} == {_path(made)}
    assert made.title == vacancy.title


def test_rejected_vacancy_tells_why_on_its_page(client, company):
    vacancy = VacancyFactory(submitted=True, company=company)
    officer = make_officer(roles.VERIFIER)
    transition(vacancy, "rejected", by=officer, reason="Bukan pekerjaan.")
    assert "Ditolak: Bukan pekerjaan." in page_of(client, vacancy)


def test_vacancy_with_the_same_key_of_another_company_does_not_exist(client, company):
    other = VacancyFactory(company=CompanyFactory())
    assert client.get(f"/perusahaan-saya/{company.pk}/lowongan/{other.pk}/").status_code == 404


def test_withdrawn_vacancy_is_not_asked_how_many_were_hired(client, company):
    VacancyFactory(company=company, expired=True, close_reason=CloseReason.WITHDRAWN)
    page = client.get(f"/perusahaan-saya/{company.pk}/lowongan/").content.decode()
    assert "Ditarik." in page
    assert "Berapa orang yang diterima?" not in page
