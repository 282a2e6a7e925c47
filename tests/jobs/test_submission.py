"""From a complete draft to the office, back, and longer."""

from datetime import timedelta

import pytest

from jobs.completeness import missing
from jobs.deadlines import LONGEST, LONGEST_IN_ALL, end_of_day, last_day, today
from jobs.enums import Step, VacancyState
from jobs.services.submission import (
    DeadlineOutOfReachError,
    FeeFoundError,
    IncompleteError,
    UnverifiedCompanyError,
    extend_vacancy,
    submit_vacancy,
    take_back,
)
from sikas import clock
from sikas.workflow.transitions import TransitionRefusedError
from tests.jobs.company_side import complete_draft, owner_of
from tests.jobs.factories import CompanyFactory, VacancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(occupation, district):
    return complete_draft(occupation, district)


def days(number: int) -> timedelta:
    return timedelta(days=number)


def test_complete_draft_waits_for_the_office(draft):
    owner = owner_of(draft)
    submit_vacancy(vacancy=draft, by=owner)
    assert draft.state == VacancyState.SUBMITTED
    assert draft.submitted_at is not None
    assert draft.transitions.get().by == owner


def test_second_tap_on_submitting_is_refused(draft):
    owner = owner_of(draft)
    submit_vacancy(vacancy=draft, by=owner)
    with pytest.raises(TransitionRefusedError):
        submit_vacancy(vacancy=draft, by=owner)
    assert draft.transitions.count() == 1


def test_company_that_is_not_verified_submits_nothing(occupation, district):
    draft = complete_draft(occupation, district, company=CompanyFactory(submitted=True))
    with pytest.raises(UnverifiedCompanyError):
        submit_vacancy(vacancy=draft, by=owner_of(draft))
    draft.refresh_from_db()
    assert draft.state == VacancyState.DRAFT


def test_text_that_asks_for_money_is_not_submitted(occupation, district):
    draft = complete_draft(occupation, district, description="Membayar uang seragam.")
    with pytest.raises(FeeFoundError, match="uang seragam"):
        submit_vacancy(vacancy=draft, by=owner_of(draft))
    assert not draft.transitions.exists()


@pytest.mark.parametrize("words", ("Berpenampilan menarik", "Upah Rp1.000.000"))
def test_other_findings_do_not_hinder(occupation, district, words):
    draft = complete_draft(occupation, district, requirements=words, pay_min=1_000_000)
    submit_vacancy(vacancy=draft, by=owner_of(draft))
    assert draft.state == VacancyState.SUBMITTED


@pytest.mark.parametrize(
    ("without", "step", "words"),
    (
        ({"title": ""}, Step.POSITION, "Isi judul"),
        ({"occupation": None}, Step.POSITION, "Pilih jabatan"),
        ({"openings_either": 0}, Step.POSITION, "Isi jumlah kebutuhan"),
        ({"description": ""}, Step.WORK, "Isi uraian"),
        ({"area": None}, Step.WORK, "Pilih tempat kerja"),
        ({"country": "Malaysia", "age_min": 18, "limits_reason": "a"}, Step.WORK, "P3MI"),
        ({"closes_at": None}, Step.WORK, "Isi batas waktu"),
        ({"age_max": 30}, Step.REQUIREMENTS, "Tulis mengapa"),
        ({"personal_limits": "Tinggi 170 cm"}, Step.REQUIREMENTS, "Tulis mengapa"),
        (
            {"country": "Malaysia", "permit_number": "7"},
            Step.REQUIREMENTS,
            "paling sedikit 18 tahun",
        ),
    ),
    ids=str,
)
def test_what_is_missing_is_named_with_its_step(occupation, district, without, step, words):
    draft = complete_draft(occupation, district, **without)
    (gap,) = missing(draft)
    assert gap.step == step
    assert words in gap.text
    with pytest.raises(IncompleteError, match=words):
        submit_vacancy(vacancy=draft, by=owner_of(draft))


@pytest.mark.parametrize(
    ("ahead", "fits"), ((-1, False), (0, True), (LONGEST.days, True), (LONGEST.days + 1, False))
)
def test_closing_day_is_today_to_ninety_days_ahead(occupation, district, ahead, fits):
    closes_at = end_of_day(today() + days(ahead))
    draft = complete_draft(occupation, district, closes_at=closes_at)
    assert (missing(draft) == []) is fits


def test_end_of_a_day_is_its_last_minute_here(clock):
    assert end_of_day(today()).strftime("%H:%M %z") == "23:59 +0700"


@pytest.mark.parametrize("made", ({"submitted": True}, {}), ids=("submitted", "published"))
def test_vacancy_is_taken_back_to_be_corrected(made):
    vacancy = VacancyFactory(**made)
    take_back(vacancy=vacancy, by=owner_of(vacancy))
    assert vacancy.state == VacancyState.DRAFT
    assert vacancy.transitions.get().reason == "Ditarik perusahaan untuk diperbaiki"


def test_closed_vacancy_is_not_taken_back():
    vacancy = VacancyFactory(expired=True)
    with pytest.raises(TransitionRefusedError):
        take_back(vacancy=vacancy, by=owner_of(vacancy))


def test_extended_vacancy_runs_until_the_end_of_that_day_and_remembers_it():
    vacancy = VacancyFactory()
    until = today() + days(45)
    extended = extend_vacancy(vacancy=vacancy, until=until, by=owner_of(vacancy))
    vacancy.refresh_from_db()
    assert extended.closes_at == vacancy.closes_at == end_of_day(until)
    assert vacancy.transitions.get().reason.startswith("Batas waktu diperpanjang sampai")


@pytest.mark.parametrize("ahead", (-1, 5, LONGEST.days + 1))
def test_vacancy_is_not_extended_to_an_earlier_or_far_day(ahead):
    vacancy = VacancyFactory(closes_at=clock.now() + days(10))
    with pytest.raises(DeadlineOutOfReachError, match="Pilih tanggal sesudah"):
        extend_vacancy(vacancy=vacancy, until=today() + days(ahead), by=owner_of(vacancy))
    assert not vacancy.transitions.exists()


def test_extensions_end_half_a_year_after_publication():
    published_at = clock.now() - LONGEST_IN_ALL + days(30)
    vacancy = VacancyFactory(published_at=published_at, closes_at=clock.now() + days(1))
    owner, last = owner_of(vacancy), last_day(published_at)
    with pytest.raises(DeadlineOutOfReachError):
        extend_vacancy(vacancy=vacancy, until=last + days(1), by=owner)
    assert extend_vacancy(vacancy=vacancy, until=last, by=owner).closes_at == end_of_day(last)


@pytest.mark.parametrize("made", ("draft", "submitted", "over", "expired"))
def test_only_an_open_vacancy_is_extended(made):
    vacancy = VacancyFactory(**{made: True})
    with pytest.raises(TransitionRefusedError):
        extend_vacancy(vacancy=vacancy, until=today() + days(40), by=owner_of(vacancy))


def test_vacancy_whose_time_is_over_is_not_taken_back():
    over = VacancyFactory(over=True)
    with pytest.raises(TransitionRefusedError):
        take_back(vacancy=over, by=owner_of(over))
    over.refresh_from_db()
    assert over.state == VacancyState.PUBLISHED
