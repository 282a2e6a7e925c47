"""The demo's job seekers: in every state of completeness, the same on every machine."""

import pytest

from seekers.completeness import completeness
from seekers.cv import cv_of
from seekers.demo import people as demo
from seekers.enums import NikConflictState
from seekers.models import NikConflict, Seeker, SeekerDocument
from seekers.services.identity import birth_date_warning
from sikas.documents import storage
from tests.demo.conftest import NOW
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_people_are_in_every_state_and_the_first_account_is_complete(setting):
    accounts = [UserFactory.create(by_phone=True, name="Nurhayati Sitorus"), UserFactory.create()]
    assert demo.load(now=NOW, accounts=accounts, seed=1)
    found = list(Seeker.objects.order_by("pk"))
    percents = [completeness(seeker).percent for seeker in found]
    assert len(found) == demo.NUMBER
    assert percents[0] == 100
    assert (min(percents), len(set(percents)) >= 5) == (7, True)
    assert [seeker.user for seeker in found[:2]] == accounts
    assert any(len(seeker.name.split()) == 1 for seeker in found)
    assert cv_of(found[0]).photo
    assert not any(birth_date_warning(seeker) for seeker in found if seeker.nik_index_a)
    assert NikConflict.objects.filter(state=NikConflictState.OPEN).count() == len(demo.CONFLICTS)
    for document in SeekerDocument.objects.select_related("file"):
        assert storage.locate(document.file.path).stat().st_size == document.file.size
    names = [seeker.name for seeker in found]
    assert not demo.load(now=NOW, accounts=accounts, seed=1)
    Seeker.objects.all().delete()
    demo.load(now=NOW, accounts=accounts, seed=1)
    assert [seeker.name for seeker in Seeker.objects.order_by("pk")] == names
