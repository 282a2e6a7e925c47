"""A profile is begun once and saved step by step, never over something newer."""

from datetime import date

import pytest

from seekers.models import Seeker
from seekers.services.profile import (
    ChangedMeanwhileError,
    fingerprint,
    own_profile,
    save_step,
    start_profile,
)
from sikas.accounts.models import User
from sikas.reference.models import Occupation
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
COLUMNS = ("name", "birth_date", "wished_occupations")


@pytest.fixture
def person() -> User:
    return UserFactory.create(by_phone=True, name="Suharto")


@pytest.fixture
def occupation() -> Occupation:
    return Occupation.objects.create(code="6", digits=1, title="Pekerja terampil pertanian")


def test_profile_begins_with_what_the_account_knows(person):
    assert own_profile(person).pk is None
    seeker = start_profile(person=person)
    assert (seeker.name, seeker.phone) == ("Suharto", person.phone)
    assert start_profile(person=person) == own_profile(person) == seeker
    assert Seeker.objects.count() == 1


def test_step_is_saved_with_its_lists(person, occupation):
    seeker = start_profile(person=person)
    seen = fingerprint(Seeker(name="Suharto"), COLUMNS)
    values = {"birth_date": date(1995, 2, 15), "wished_occupations": [occupation]}
    save_step(seeker=seeker, values=values, seen=seen, columns=COLUMNS)
    seeker.refresh_from_db()
    assert seeker.birth_date == date(1995, 2, 15)
    assert seeker.wished_occupations.get() == occupation


def test_what_was_saved_meanwhile_is_not_overwritten(person, occupation):
    seeker = start_profile(person=person)
    seen = fingerprint(seeker, COLUMNS)
    seeker.wished_occupations.add(occupation)
    with pytest.raises(ChangedMeanwhileError) as refused:
        save_step(seeker=seeker, values={"name": "Budi"}, seen=seen, columns=COLUMNS)
    seeker.refresh_from_db()
    assert seeker.name == "Suharto"
    newer = fingerprint(refused.value.fresh, COLUMNS)
    save_step(seeker=seeker, values={"name": "Budi"}, seen=newer, columns=COLUMNS)
    seeker.refresh_from_db()
    assert seeker.name == "Budi"


def test_same_values_saved_twice_change_nothing(person):
    seeker = start_profile(person=person)
    save_step(seeker=seeker, values={"name": "Suharto"}, seen="older", columns=COLUMNS)
    before = seeker.updated_at
    seeker.refresh_from_db()
    assert seeker.updated_at == before
