"""What a company does with a vacancy as a whole: submit, take back, extend, close, throw away."""

from datetime import timedelta

import pytest

from jobs.deadlines import LONGEST, end_of_day, today
from jobs.enums import VacancyState
from jobs.models import FillReport, Vacancy
from jobs.services.drafts import NotWritableError
from jobs.services.moderation import decide_vacancy
from jobs.views.employer import moves
from sikas import clock
from sikas.accounts import roles
from sikas.workflow.transitions import TransitionRefusedError
from tests.factories import make_officer
from tests.gates.pages import Page, faults
from tests.jobs.company_side import company_of, complete_draft
from tests.jobs.factories import VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(client):
    return company_of(client)


@pytest.fixture
def draft(company, occupation, district):
    return complete_draft(occupation, district, company=company, title="Kasir Toko")


def path(vacancy: Vacancy, rest: str = "") -> str:
    return f"/perusahaan-saya/{vacancy.company_id}/lowongan/{vacancy.pk}/{rest}"


def text(response) -> str:
    return response.content.decode()


def act(client, vacancy: Vacancy, rest: str = "", **typed):
    answer = client.post(path(vacancy, rest), typed)
    if Vacancy.objects.filter(pk=vacancy.pk).exists():
        vacancy.refresh_from_db()
    return answer


def until(day) -> dict[str, int]:
    return {f"until_{part}": getattr(day, part) for part in ("day", "month", "year")}


def test_vacancy_goes_to_the_office_back_again_and_onto_the_public_list(client, company, draft):
    officer = make_officer(roles.VERIFIER)
    assert act(client, draft)["Location"] == path(draft)
    assert draft.state == VacancyState.SUBMITTED
    decide_vacancy(vacancy=draft, to="returned", officer=officer, reason="Tulis jam kerja.")
    url = path(draft, "isi/pekerjaan/")
    form = client.get(url).context["form"]
    typed = {bound.html_name: bound.value() for bound in form if bound.value() is not None}
    day = typed.pop("closes_on")
    parts = {f"closes_on_{part}": getattr(day, part) for part in ("day", "month", "year")}
    client.post(url, typed | parts | {"description": "Jam kerja 08.00–16.00."})
    act(client, draft)
    decide_vacancy(vacancy=draft, to="published", officer=officer)
    public = text(client.get(draft.get_absolute_url()))
    assert "Jam kerja 08.00–16.00." in public
    assert "Kasir Toko" in text(client.get("/lowongan/"))


def test_incomplete_draft_is_not_submitted_and_says_what_is_missing(client, company, draft):
    Vacancy.objects.filter(pk=draft.pk).update(title="", closes_at=None)
    page = text(act(client, draft))
    assert "Lowongan belum diajukan" in page
    assert "Isi judul lowongan." in page
    assert f'href="{path(draft, "isi/pekerjaan/")}">Isi batas waktu melamar.' in page
    assert draft.state == VacancyState.DRAFT


def test_text_about_a_fee_stops_the_submission_with_its_words(client, company, draft):
    Vacancy.objects.filter(pk=draft.pk).update(requirements="Membayar uang seragam")
    page = text(act(client, draft))
    assert "Hapus bagian tentang pungutan dahulu: “Membayar uang seragam”" in page
    assert draft.state == VacancyState.DRAFT


def test_company_that_waits_for_verification_keeps_its_draft(client, occupation, district):
    draft = complete_draft(occupation, district, company=company_of(client, submitted=True))
    assert "Perusahaan belum terverifikasi. Draf tersimpan" in text(act(client, draft))
    assert draft.state == VacancyState.DRAFT


@pytest.mark.parametrize("rest", ("", "tarik/", "perpanjang/", "hasil/", "hapus/"))
def test_move_that_is_not_possible_any_more_leads_to_how_things_stand(client, company, rest):
    vacancy = VacancyFactory(company=company, rejected=True)
    answer = client.post(path(vacancy, rest), follow=True)
    assert answer.redirect_chain == [(path(vacancy), 302)]
    assert "Itu tidak dapat dilakukan lagi." in text(answer)
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.REJECTED


@pytest.mark.parametrize(
    ("rest", "service"),
    (("tarik/", "take_back"), ("perpanjang/", "extend_vacancy"), ("hasil/", "report_result")),
)
def test_colleague_who_was_faster_is_told(client, company, monkeypatch, rest, service):
    vacancy = VacancyFactory(company=company)

    def refuse(**_values: object) -> None:
        raise TransitionRefusedError(vacancy, "closed")

    monkeypatch.setattr(moves, service, refuse)
    typed = until(today() + timedelta(days=40)) | {"men_here": "1"}
    answer = client.post(path(vacancy, rest), typed, follow=True)
    assert "Itu tidak dapat dilakukan lagi." in text(answer)


def test_second_tap_on_throwing_away_does_no_harm(client, company, monkeypatch):
    draft = VacancyFactory(company=company, draft=True)

    def refuse(**_values: object) -> None:
        raise NotWritableError

    monkeypatch.setattr(moves, "discard_draft", refuse)
    assert act(client, draft, "hapus/")["Location"] == path(draft)


@pytest.mark.parametrize("rest", ("tarik/", "perpanjang/", "hasil/"))
def test_question_changes_nothing_and_is_a_good_page(client, company, rest):
    vacancy = VacancyFactory(company=company)
    answer = client.get(path(vacancy, rest))
    assert not faults(Page(path(vacancy, rest), answer))
    assert f'href="{path(vacancy)}">Batal</a>' in text(answer)
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.PUBLISHED


def test_published_vacancy_is_taken_back(client, company):
    vacancy = VacancyFactory(company=company)
    act(client, vacancy, "tarik/")
    assert vacancy.state == VacancyState.DRAFT
    assert client.get(vacancy.get_absolute_url()).status_code == 404


def test_draft_is_thrown_away_after_a_question(client, company):
    draft = VacancyFactory(company=company, draft=True)
    assert "Hapus draf ini?" in text(client.get(path(draft, "hapus/")))
    assert act(client, draft, "hapus/")["Location"] == f"/perusahaan-saya/{company.pk}/lowongan/"
    assert not Vacancy.objects.exists()


def test_vacancy_is_extended_to_the_proposed_day(client, company):
    vacancy = VacancyFactory(company=company, closes_at=clock.now() + timedelta(days=2))
    proposed = client.get(path(vacancy, "perpanjang/")).context["form"]["until"].value()
    act(client, vacancy, "perpanjang/", **until(proposed))
    assert vacancy.closes_at == end_of_day(proposed)


@pytest.mark.parametrize(
    ("typed", "words"),
    (
        (until(today() - timedelta(days=1)), "Pilih tanggal sesudah batas waktu sekarang"),
        (until(today() + LONGEST + timedelta(days=2)), "paling lama"),
        ({"until_day": "31", "until_month": "2", "until_year": "2027"}, "Tulis tanggal, contoh"),
        ({}, "Isi batas waktu baru."),
    ),
    ids=("past", "far", "no day", "nothing"),
)
def test_extension_to_an_impossible_day_is_told_at_its_box(client, company, typed, words):
    vacancy = VacancyFactory(company=company)
    before = vacancy.closes_at
    assert words in text(act(client, vacancy, "perpanjang/", **typed))
    assert vacancy.closes_at == before


def test_result_closes_the_vacancy_and_stands_on_its_page(client, company):
    vacancy = VacancyFactory(company=company, openings_either=5)
    act(
        client,
        vacancy,
        "hasil/",
        men_here="2",
        women_here="",
        men_elsewhere="",
        women_elsewhere="1",
    )
    assert (vacancy.state, vacancy.close_reason) == ("closed", "filled")
    page = text(client.get(path(vacancy)))
    assert "3 dari 5 orang" in page
    assert "2 laki-laki, 0 perempuan" in page
    assert "Perbaiki laporan terisi" in page


def test_result_told_after_the_end_is_shown_again_to_be_corrected(client, company):
    vacancy = VacancyFactory(company=company, expired=True, openings_either=3)
    act(client, vacancy, "hasil/", men_here="1")
    form = client.get(path(vacancy, "hasil/")).context["form"]
    assert (form["men_here"].value(), form["women_here"].value()) == ("1", "0")
    act(client, vacancy, "hasil/", men_here="1", women_elsewhere="2")
    assert FillReport.objects.get().filled == 3


def test_nobody_hired_is_said_with_a_zero(client, company):
    vacancy = VacancyFactory(company=company)
    assert "Tulis 0 bila tidak ada yang diterima." in text(act(client, vacancy, "hasil/"))
    assert vacancy.state == VacancyState.PUBLISHED
    act(client, vacancy, "hasil/", men_here="0")
    assert (vacancy.state, vacancy.close_reason) == ("closed", "withdrawn")


@pytest.mark.parametrize(
    ("typed", "box"),
    (
        ({"men_here": "9"}, "men_here"),
        ({"men_elsewhere": "9"}, "men_elsewhere"),
        ({"women_here": "9"}, "women_here"),
        ({"women_elsewhere": "9"}, "women_elsewhere"),
        ({"men_here": "-1"}, "men_here"),
        ({"men_here": "1000000000"}, "men_here"),
    ),
    ids=str,
)
def test_impossible_number_is_told_at_its_box_and_closes_nothing(client, company, typed, box):
    vacancy = VacancyFactory(company=company, openings_either=2)
    answer = act(client, vacancy, "hasil/", **typed)
    assert list(answer.context["form"].errors) == [box]
    assert f'value="{typed[box]}"' in text(answer)
    assert vacancy.state == VacancyState.PUBLISHED
    assert not FillReport.objects.exists()
