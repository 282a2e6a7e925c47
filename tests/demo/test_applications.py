"""Applications of the demo: in every state, each with a past that the rules allow."""

import pytest

from jobs.demo import applications as demo
from jobs.enums import (
    APPLICATION_TRANSITIONS,
    UNDECIDED,
    ApplicationState,
    InterviewState,
    PlacementState,
)
from jobs.models import Application, Interview, Placement, ReplyTemplate, Responsiveness
from jobs.services.answers import close_unanswered, tell_of_applicants
from seekers.demo import people
from seekers.models import Movement
from tests.demo.conftest import NOW
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_applications_are_in_every_state_with_a_past_that_the_rules_allow(loaded):
    seekers = [UserFactory.create(by_phone=True), UserFactory.create()]
    people.load(now=NOW, accounts=seekers, seed=1)
    assert demo.load(now=NOW, account=loaded.account, seed=1)
    assert not demo.load(now=NOW, account=loaded.account, seed=1)
    found = list(Application.objects.prefetch_related("transitions").order_by("pk"))
    assert len(found) >= 100
    assert {row.state for row in found} == set(ApplicationState.values)
    assert set(Placement.objects.values_list("state", flat=True)) == {
        PlacementState.REPORTED,
        PlacementState.CONFIRMED,
        PlacementState.DISPUTED,
    }
    assert len(set(Interview.objects.values_list("state", flat=True))) == len(demo.INTERVIEWS)
    assert InterviewState.OTHER_TIME in set(Interview.objects.values_list("state", flat=True))
    for row in found:
        first, *steps = row.transitions.all()
        assert (first.from_state, first.to_state, first.at) == ("", "sent", row.received_at)
        state, moment = "sent", first.at
        for step in steps:
            assert step.to_state in APPLICATION_TRANSITIONS[ApplicationState(state)]
            assert moment <= step.at <= NOW
            state, moment = step.to_state, step.at
        assert state == row.state
        assert row.vacancy.published_at
        assert row.received_at >= row.vacancy.published_at
        assert (row.decided_at is None) == (row.state in UNDECIDED)
    assert Application.objects.of_person(seekers[0]).count() == demo.EACH
    assert Application.objects.filter(vacancy__company__members__user=loaded.account).count() >= 20
    assert Movement.objects.count() == Placement.objects.filter(state="confirmed").count()
    assert ReplyTemplate.objects.exists()
    assert Responsiveness.objects.exists()
    assert (close_unanswered(), tell_of_applicants()) == (0, 0), "nobody is told at the first run"
