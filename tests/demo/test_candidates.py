"""People of the demo who are found by companies, and some invitations."""

import pytest

from jobs.demo import candidates as demo
from jobs.models import ApplyInvitation, Candidate
from jobs.search import lists
from seekers.demo import people
from tests.demo.conftest import NOW
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_consenting_people_are_found_and_some_invited_once(loaded):
    people.load(now=NOW, accounts=[UserFactory.create(), UserFactory.create()], seed=1)
    assert demo.load(account=loaded.account)
    assert not demo.load(account=loaded.account)
    lists.forget()
    assert Candidate.objects.values("seeker").distinct().count() >= 10
    assert ApplyInvitation.objects.count() >= 2
    assert all(row.seeker.user for row in ApplyInvitation.objects.select_related("seeker__user"))
