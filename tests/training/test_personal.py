"""Interest in training as personal data: shown, erased, and one after two profiles are one."""

import pytest
from django.db import IntegrityError

from seekers import personal as seekers_personal
from seekers.services.merging import merge
from sikas import personal_data
from sikas.accounts.models import User
from sikas.accounts.roles import VERIFIER
from sikas.personal_data import Person
from sikas.workflow.transitions import transition
from tests.factories import make_officer
from tests.seekers.factories import SeekerFactory
from tests.training.factories import InterestFactory, ProgrammeFactory
from training import personal
from training.enums import ProgrammeState
from training.models import Interest

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return make_officer(VERIFIER)


def test_interest_is_shown_and_erased_and_that_of_others_stays():
    mine, other = InterestFactory.create(), InterestFactory.create()
    person = Person(seeker_id=mine.seeker_id)
    (section,) = personal.export(person)
    assert section.rows[0]["Pelatihan"] == mine.programme.title
    personal.erase(person)
    assert personal.export(person) == []
    assert Interest.objects.get() == other


def test_who_has_no_profile_has_no_interest():
    InterestFactory.create()
    personal.erase(Person())
    assert personal.export(Person()) == []
    assert Interest.objects.count() == 1


def test_officer_reads_the_steps_he_took(officer):
    transition(ProgrammeFactory.create(title="Las"), ProgrammeState.CLOSED, by=officer)
    (section,) = personal.export(Person(user_id=officer.pk))
    assert (section.rows[0]["Pelatihan"], section.rows[0]["Langkah"]) == ("Las", "open → closed")


def test_app_is_in_the_register():
    assert personal.KEEPER in personal_data.keepers()


def test_erased_seeker_gets_no_interest():
    gone = SeekerFactory.create()
    seekers_personal.erase(Person(seeker_id=gone.pk))
    with pytest.raises(IntegrityError, match="is erased"):
        InterestFactory.create(seeker=gone)


def test_two_profiles_with_one_interest_become_one(officer):
    both = ProgrammeFactory.create()
    keep, gone = SeekerFactory.create(), SeekerFactory.create()
    for seeker in (keep, gone):
        InterestFactory.create(seeker=seeker, programme=both)
    alone = InterestFactory.create(seeker=gone)
    merge(keep=keep, gone=gone, officer=officer, account=None)
    kept = set(Interest.objects.values_list("seeker", "programme"))
    assert kept == {(keep.pk, both.pk), (keep.pk, alone.programme_id)}
