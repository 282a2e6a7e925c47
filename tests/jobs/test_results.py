"""What became of a vacancy, as its company tells it."""

import pytest
from django.db import IntegrityError

from jobs.enums import CloseReason, VacancyState
from jobs.models import FillReport
from jobs.services.moderation import withdraw_vacancy
from jobs.services.results import TooManyHiredError, report_result
from sikas.accounts import roles
from sikas.workflow.transitions import TransitionRefusedError
from tests.factories import make_officer
from tests.jobs.company_side import owner_of
from tests.jobs.factories import VacancyFactory

pytestmark = pytest.mark.django_db

NOBODY = {"men_here": 0, "women_here": 0, "men_elsewhere": 0, "women_elsewhere": 0}


def report(vacancy, **hired: int) -> FillReport:
    return report_result(vacancy=vacancy, by=owner_of(vacancy), **NOBODY | hired)


def test_vacancy_closes_as_filled_and_counts_people_by_sex_and_way():
    vacancy = VacancyFactory(openings_either=5)
    report(vacancy, men_here=2, women_here=1, women_elsewhere=1)
    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.close_reason) == (VacancyState.CLOSED, CloseReason.FILLED)
    told = vacancy.fill_report
    assert (told.openings, told.men, told.women, told.filled, str(told)) == (5, 2, 2, 4, "4/5")


@pytest.mark.parametrize(
    ("made", "reason"), (({}, "withdrawn"), ({"over": True}, "expired")), ids=("open", "over")
)
def test_vacancy_that_nobody_got_closes_as_withdrawn_or_expired(made, reason):
    vacancy = VacancyFactory(**made)
    report(vacancy)
    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.close_reason) == (VacancyState.CLOSED, reason)


def test_result_of_an_expired_vacancy_is_told_afterwards_and_keeps_its_reason():
    vacancy = VacancyFactory(expired=True, openings_either=2)
    report(vacancy, men_elsewhere=2)
    vacancy.refresh_from_db()
    assert vacancy.close_reason == CloseReason.EXPIRED
    assert vacancy.fill_report.filled == 2
    assert not vacancy.transitions.exists()


def test_result_told_again_replaces_the_first_one():
    vacancy = VacancyFactory(expired=True, openings_either=3)
    report(vacancy, men_here=1)
    again = report(vacancy, men_here=1, women_here=2)
    assert FillReport.objects.get() == again
    assert again.filled == 3


def test_result_told_again_corrects_why_it_closed():
    vacancy = VacancyFactory()
    for hired, reason in (
        ({"men_here": 1}, "filled"),
        ({}, "withdrawn"),
        ({"men_here": 1}, "filled"),
    ):
        report(vacancy, **hired)
        vacancy.refresh_from_db()
        assert vacancy.close_reason == reason


def test_vacancy_that_the_office_withdrew_stays_withdrawn():
    vacancy = VacancyFactory()
    withdraw_vacancy(vacancy=vacancy, officer=make_officer(roles.VERIFIER), reason="Pungutan.")
    report(vacancy, men_here=1)
    vacancy.refresh_from_db()
    assert vacancy.close_reason == CloseReason.WITHDRAWN


@pytest.mark.parametrize(
    ("hired", "words", "field"),
    (
        ({"men_here": 2, "men_elsewhere": 1}, "Laki-laki yang diterima melebihi", "men_here"),
        ({"women_here": 3}, "Perempuan yang diterima melebihi", "women_here"),
        ({"men_here": 2, "women_here": 2}, "melebihi jumlah kebutuhan: 3 orang", "men_here"),
        ({"women_here": 2, "men_elsewhere": 2}, "melebihi jumlah kebutuhan", "women_here"),
    ),
    ids=("men", "women", "people", "women first"),
)
def test_more_people_than_were_wanted_are_refused(hired, words, field):
    vacancy = VacancyFactory(openings_men=1, openings_women=1, openings_either=1)
    with pytest.raises(TooManyHiredError, match=words) as refused:
        report(vacancy, **hired)
    assert refused.value.field == field
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.PUBLISHED
    assert not FillReport.objects.exists()


@pytest.mark.parametrize("made", ("draft", "submitted", "returned", "rejected"))
def test_vacancy_that_never_was_open_has_no_result(made):
    vacancy = VacancyFactory(**{made: True})
    with pytest.raises(TransitionRefusedError):
        report(vacancy)
    assert not FillReport.objects.exists()


def test_database_knows_that_nobody_hires_more_than_were_wanted():
    vacancy = VacancyFactory()
    with pytest.raises(IntegrityError, match="fill_report_within_openings"):
        FillReport.objects.create(vacancy=vacancy, openings=1, men_here=1, women_here=1)
