"""Two profiles of one person that applied to one vacancy become one application that goes on."""

from typing import Any

import pytest

from jobs.enums import ApplicationState, InterviewState, RejectReason
from jobs.models import Application, ApplyInvitation
from seekers.models import Seeker
from seekers.services.merging import MergeBlockedError, merge
from sikas.accounts import roles
from sikas.workflow.transitions import transition
from tests.factories import make_officer
from tests.jobs.applicants import applied, invited, ready_seeker, told_hired
from tests.jobs.factories import VacancyFactory

pytestmark = pytest.mark.django_db
S = ApplicationState


def in_state(vacancy, state: str) -> Application:
    """Return an application of a new profile that came as far as `state`."""
    application = applied(seeker=ready_seeker(), vacancy=vacancy)
    refused: dict[str, Any] = (
        {"reject_reason": RejectReason.OTHERS} if state == S.NOT_SELECTED else {}
    )
    if state != S.SENT:
        transition(application, state, by=None, **refused)
    return application


def unite(keep: Seeker, gone: Seeker) -> None:
    merge(keep=keep, gone=gone, officer=make_officer(roles.COUNTER), account=keep.user)


@pytest.mark.parametrize(
    ("kept", "moved", "behind"),
    (
        (S.SENT, S.INTERVIEW, "kept"),
        (S.INTERVIEW, S.SENT, "moved"),
        (S.NOT_SELECTED, S.VIEWED, "kept"),
        (S.NOT_SELECTED, S.NOT_SELECTED, "kept"),
        (S.HIRED, S.OFFERED, "moved"),
        (S.UNANSWERED, S.HIRED, "kept"),
    ),
)
def test_further_application_goes_on_and_the_other_is_taken_back(kept, moved, behind):
    vacancy = VacancyFactory()
    first, second = in_state(vacancy, kept), in_state(vacancy, moved)
    unite(first.seeker, second.seeker)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.seeker == second.seeker
    loser, winner = (first, second) if behind == "kept" else (second, first)
    assert loser.state == S.WITHDRAWN
    assert winner.state == (moved if behind == "kept" else kept)
    step = loser.transitions.latest()
    assert (step.to_state, step.by) == (S.WITHDRAWN, None)
    assert "orang yang sama" in step.reason


def test_interview_of_the_one_taken_back_ends():
    vacancy = VacancyFactory()
    first, second = in_state(vacancy, S.INTERVIEW), in_state(vacancy, S.OFFERED)
    interview = invited(first)
    unite(first.seeker, second.seeker)
    interview.refresh_from_db()
    assert interview.state == InterviewState.CANCELLED


def test_both_invited_to_apply_for_one_vacancy_is_no_obstacle():
    vacancy, people = VacancyFactory(), [ready_seeker(), ready_seeker()]
    for person in people:
        ApplyInvitation.objects.create(vacancy=vacancy, seeker=person)
    unite(*people)
    assert ApplyInvitation.objects.get().seeker == people[0]


def test_applications_to_different_vacancies_all_stay():
    first, second = applied(), applied()
    unite(first.seeker, second.seeker)
    assert first.seeker.applications.filter(state=S.SENT).count() == 2


def test_two_hires_of_one_person_at_one_vacancy_are_for_an_officer_to_solve():
    vacancy = VacancyFactory(openings_either=2)
    first, second = in_state(vacancy, S.HIRED), in_state(vacancy, S.HIRED)
    for application in (first, second):
        told_hired(application)
    with pytest.raises(MergeBlockedError, match="lamaran"):
        unite(first.seeker, second.seeker)
    second.refresh_from_db()
    assert second.seeker != first.seeker


def test_form_sent_from_both_accounts_blocks_the_merge():
    first, second = applied(), applied()
    transition(first, S.WITHDRAWN, by=None)
    Application.objects.filter(pk=second.pk).update(key=first.key)
    with pytest.raises(MergeBlockedError):
        unite(first.seeker, second.seeker)
