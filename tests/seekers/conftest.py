"""A job seeker who is signed in, and the code lists that a profile refers to."""

import pytest

from sikas.accounts.models import User
from sikas.reference.models import Area, Occupation, OccupationSynonym
from tests.factories import UserFactory
from tests.seekers.places import make_village


@pytest.fixture
def person(client) -> User:
    """Return a job seeker who is signed in."""
    user = UserFactory.create(by_phone=True, name="Sulastri")
    client.force_login(user)
    return user


@pytest.fixture
def village(db) -> Area:
    """Return a desa of the office's regency."""
    return make_village()


@pytest.fixture
def harvester(db) -> Occupation:
    """Return the occupation that people call `pemanen sawit`."""
    major = Occupation.objects.create(code="6", digits=1, title="Pekerja Pertanian")
    found = Occupation.objects.create(code="61", digits=2, title="Pemanen Kebun", parent=major)
    OccupationSynonym.objects.create(term="pemanen sawit", occupation=found)
    return found
