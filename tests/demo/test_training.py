"""The training centre of the demo."""

import pytest

from tests.demo.conftest import NOW
from tests.factories import UserFactory
from tests.seekers.factories import SeekerFactory
from training import demo
from training.listing import listed
from training.models import Interest, Programme
from training.search import Criteria

pytestmark = pytest.mark.django_db


def test_centre_offers_three_programmes_once(setting):
    people = [UserFactory.create()]
    SeekerFactory.create(user=people[0])
    for _time in range(5):
        SeekerFactory.create()
    assert [demo.load(now=NOW, people=people) for _time in range(2)] == [True, False]
    assert Programme.objects.public().count() == 3
    assert len(listed(Criteria(open_only=True), limit=9)) == 2
    (welding,) = listed(Criteria(text="las kisaran"), limit=9)
    assert welding.field == "Teknik Las"
    assert Interest.objects.count() == 6
