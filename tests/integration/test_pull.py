"""A pull lands what a feed has, once, and goes on where it stopped."""

from dataclasses import replace
from typing import Any

import pytest

from integration.enums import Kind, Mode, RunState, Trouble
from integration.models import RemoteRecord, Stream
from integration.ports import Page
from integration.pull import pull
from jobs.enums import CloseReason, Source, VacancyState
from jobs.models import Vacancy, VacancySearch, VacancyTransition
from jobs.services.moderation import withdraw_vacancy
from sikas.reference.models import Occupation
from tests.factories import UserFactory
from tests.integration.wire import Feed, programme, pulled, resident, vacancy
from tests.seekers.places import make_village
from training.enums import ProgrammeState
from training.models import Programme, Provider, Schedule

pytestmark = pytest.mark.django_db


def test_pull_lands_national_vacancies():
    make_village()
    run = pulled(
        Kind.VACANCIES,
        [vacancy(1), vacancy(2)],
        [vacancy(3), vacancy(3), vacancy(4, title="")],
    )
    assert run.state == RunState.DONE
    assert (run.received, run.inserted, run.duplicate, run.quarantined) == (5, 3, 1, 1)
    found = Vacancy.objects.get(title="Operator Loader 1")
    assert found.source == Source.KARIRHUB
    assert found.area
    assert found.area.name == "Meranti"
    assert found.skills == ["Loader", 'SIM "B", dua']
    assert VacancySearch.objects.count() == 3


@pytest.mark.parametrize(
    ("function", "title", "code"),
    (
        ("Kasir", "Staf Toko", "5"),
        ("Penjualan dan Pemasaran", "KASIR - KOTA MEDAN", "5"),
        (None, "Kasir", "5"),
        ("Penjualan dan Pemasaran", "Staf Toko", None),
    ),
)
def test_occupation_is_that_of_the_function_or_else_of_the_title(function, title, code):
    Occupation.objects.create(code="5", digits=1, title="Kasir")
    pulled(Kind.VACANCIES, [vacancy(1, job_function_name=function, title=title)])
    found = Vacancy.objects.get().occupation
    assert (found and found.code) == code


def test_pull_of_the_same_changes_nothing():
    pulled(Kind.VACANCIES, [vacancy(1), vacancy(2)])
    before = list(Vacancy.objects.values())
    run = pulled(Kind.VACANCIES, [vacancy(1), vacancy(2)])
    assert (run.received, run.unchanged) == (2, 2)
    assert list(Vacancy.objects.values()) == before


def test_vacancy_is_closed_after_two_readings_without_it_and_opens_again():
    pulled(Kind.VACANCIES, [vacancy(1), vacancy(2)])
    pulled(Kind.VACANCIES, [vacancy(1)])
    assert Vacancy.objects.filter(state=VacancyState.PUBLISHED).count() == 2
    assert pulled(Kind.VACANCIES, [vacancy(1)]).closed == 1
    gone = Vacancy.objects.get(title="Operator Loader 2")
    assert gone.state == VacancyState.CLOSED
    assert gone.apply_url == ""
    assert "0812" not in gone.description
    pulled(Kind.VACANCIES, [vacancy(1), vacancy(2)])
    gone.refresh_from_db()
    assert gone.state == VacancyState.PUBLISHED
    assert "0812" in gone.description
    steps = list(gone.transitions.values_list("to_state", flat=True))
    assert steps == [VacancyState.CLOSED, VacancyState.PUBLISHED]


def test_vacancy_that_an_officer_closed_stays_closed_whatever_the_ministry_does():
    officer = UserFactory.create(is_staff=True)
    pulled(Kind.VACANCIES, [vacancy(1), vacancy(2)])
    one = Vacancy.objects.get(title="Operator Loader 1")
    withdraw_vacancy(vacancy=one, officer=officer, reason="Meminta uang.")
    pulled(Kind.VACANCIES, [vacancy(1, description="Baru."), vacancy(2)])
    for _ in range(2):
        pulled(Kind.VACANCIES, [vacancy(2)])
    assert RemoteRecord.objects.filter(state="gone").count() == 1
    VacancyTransition.objects.update(by=None)  # his account was deleted
    pulled(Kind.VACANCIES, [vacancy(1), vacancy(2)])
    one.refresh_from_db()
    assert (one.state, one.close_reason) == (VacancyState.CLOSED, CloseReason.WITHDRAWN)
    assert list(VacancySearch.objects.values_list("title", flat=True)) == ["Operator Loader 2"]
    assert one.transitions.get().reason == "Meminta uang."


def test_empty_feed_closes_nothing():
    pulled(Kind.VACANCIES, [vacancy(1)])
    for _ in range(3):
        pulled(Kind.VACANCIES, [])
    assert RemoteRecord.objects.get().state == "live"


def test_training_lands_with_its_provider_and_schedules():
    assert pulled(Kind.TRAININGS, [programme(1)]).inserted == 1
    found = Programme.objects.get()
    assert found.provider.name == "BPVP Medan"
    assert Schedule.objects.get().quota == 16
    assert pulled(Kind.TRAININGS, [programme(1, schedules=[])]).updated == 1
    assert not Schedule.objects.exists()


def test_programme_that_did_not_change_says_nothing_about_its_provider():
    told = [
        programme(number, institution=programme(1)["institution"] | {"phone": f"061 {number}"})
        for number in (1, 2)
    ]
    pulled(Kind.TRAININGS, told)
    known = Provider.objects.get().phone
    told.reverse()
    pulled(Kind.TRAININGS, told[:1], told[1:])
    assert Provider.objects.get().phone == known


def test_programme_that_is_back_is_open_again():
    pulled(Kind.TRAININGS, [programme(1), programme(2)])
    for _ in range(2):
        pulled(Kind.TRAININGS, [programme(2)])
    pulled(Kind.TRAININGS, [programme(1), programme(2)])
    steps = Programme.objects.get(code="TIK.1").transitions.values_list("to_state", flat=True)
    assert list(steps) == [ProgrammeState.CLOSED, ProgrammeState.OPEN]


def test_residents_land_sealed():
    run = pulled(Kind.SEEKERS, [resident(1), resident(2, nik="x")], mode=Mode.CHANGES)
    assert (run.mode, run.inserted, run.quarantined) == (Mode.SNAPSHOT, 1, 1)
    found = RemoteRecord.objects.get(kind=Kind.SEEKERS).remoteseeker
    assert "1209190101900001" not in found.nik_sealed
    assert Stream.objects.get(kind=Kind.SEEKERS).last_success_at


class Endless(Feed):
    """A catalogue that has a next page for ever, of the one record that it says it has."""

    def page(self, *asked: Any) -> Page:
        """Return a page that says so."""
        return replace(super().page(*asked), total=1)


def test_catalogue_whose_page_numbers_never_end_is_given_up(monkeypatch):
    monkeypatch.setattr("integration.pull.SPARE", 1)
    feed = Endless(*[[vacancy(1)]] * 9)
    run = pull(Kind.VACANCIES, port=feed)
    assert run
    assert (run.state, run.pages) == (RunState.ABANDONED, 4)
    assert Stream.objects.get(kind=Kind.VACANCIES).trouble == Trouble.LOOP
    assert Vacancy.objects.get().state == VacancyState.PUBLISHED
