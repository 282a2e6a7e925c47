"""Interviews, offers and hires from the company's side."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jobs.enums import ApplicationState, InterviewKind, InterviewState, PlacementKind, RejectReason
from jobs.models import Application, Interview, Placement
from jobs.services import deciding, hiring, interviews
from jobs.services.applying import withdraw_application
from jobs.services.hiring import UncertainNumbersError
from jobs.services.interviewing import ask_other_time
from jobs.services.interviews import InterviewAheadError, InterviewInPastError, Plan
from jobs.services.placing import NoOpeningLeftError
from jobs.services.results import TooManyHiredError
from seekers.enums import Sex
from sikas.clock import now
from sikas.notifications.models import Message
from sikas.notifications.rendering import render
from sikas.workflow.transitions import TransitionRefusedError
from tests.jobs.applicants import account_of
from tests.jobs.recruiting import Recruiting, states

pytestmark = pytest.mark.django_db
PARTS = ("subject.txt", "sms.txt", "in_app.txt", "html", "txt")


@pytest.fixture
def ours() -> Recruiting:
    return Recruiting(openings_either=2)


def plan(**changes: object) -> Plan:
    ahead = Plan(InterviewKind.PLACE, now() + timedelta(days=3), "Jl. Cokroaminoto 1")
    return replace(ahead, **changes)  # type: ignore[arg-type]


def invite(ours, keys, **changes):
    return interviews.invite_to_interview(
        company=ours.company, keys=keys, plan=plan(**changes), by=ours.person
    )


def hire(ours, application):
    return hiring.hire(
        company=ours.company,
        application=application,
        kind=PlacementKind.AKL,
        started_on=now().date(),
        by=ours.person,
    )


def events(application: Application) -> list[str]:
    found = Message.objects.filter(recipient=application.seeker.user, channel="in_app")
    return list(found.order_by("created_at").values_list("event", flat=True))


def test_invited_one_after_the_other_and_told(ours):
    first, second = ours.applicant(), ours.applicant()
    invite(ours, [second.pk, first.pk], gap=30)
    one, two = second.interviews.get(), first.interviews.get()
    assert two.starts_at - one.starts_at == timedelta(minutes=30)
    assert [step.to_state for step in one.transitions.all()] == ["invited"]
    assert states([first.pk, second.pk]) == ["interview", "interview"]
    assert events(first) == ["jobs.interview_invited"]
    assert Message.objects.filter(context__where="Jl. Cokroaminoto 1").exists()


def test_who_has_an_outcome_or_an_invitation_is_passed_over(ours):
    keys = ours.applicants(3)
    invite(ours, keys[:1])
    Application.objects.filter(pk=keys[1]).update(
        state=ApplicationState.WITHDRAWN, decided_at=now()
    )
    outcome = invite(ours, keys)
    assert list(outcome.done) == keys[2:]
    assert outcome.passed == {"withdrawn": 1, "invited": 1}
    assert Interview.objects.count() == 2


def test_who_is_in_the_stage_already_is_invited_too(ours):
    keys = ours.applicants(1, state=ApplicationState.INTERVIEW)
    assert list(invite(ours, keys).done) == keys


def test_time_that_has_gone_by_is_refused(ours):
    keys = ours.applicants(1)
    with pytest.raises(InterviewInPastError):
        invite(ours, keys, starts_at=now() - timedelta(minutes=1))
    assert states(keys) == ["sent"]


def test_changed_interview_asks_again_and_counts_its_revision(ours):
    one = ours.applicant()
    invite(ours, [one.pk])
    interview = one.interviews.get()
    for number in (1, 2):
        interviews.reschedule_interview(
            company=ours.company,
            interview=interview,
            plan=plan(where=f"Ruang {number}"),
            by=ours.person,
        )
        assert (interview.revision, interview.state) == (number, "invited")
        Interview.objects.update(state=InterviewState.OTHER_TIME, wish="Sore")
        interview.refresh_from_db()
    interview = interviews.reschedule_interview(
        company=ours.company, interview=interview, plan=plan(), by=ours.person
    )
    assert (interview.revision, interview.wish, interview.state) == (3, "", "invited")
    again = replace(plan(), starts_at=interview.starts_at)
    interviews.reschedule_interview(
        company=ours.company, interview=interview, plan=again, by=ours.person
    )
    assert one.interviews.get().revision == 3, "a second tap"
    assert events(one) == ["jobs.interview_invited", *["jobs.interview_changed"] * 3]
    with pytest.raises(InterviewInPastError):
        interviews.reschedule_interview(
            company=ours.company, interview=interview, plan=plan(starts_at=now()), by=ours.person
        )


def test_cancelled_interview_leaves_the_application(ours):
    one = ours.applicant()
    invite(ours, [one.pk])
    interview = one.interviews.get()
    interviews.cancel_interview(interview=interview, reason="Pewawancara sakit", by=ours.person)
    assert states([one.pk]) == ["interview"]
    assert events(one)[-1] == "jobs.interview_cancelled"
    with pytest.raises(TransitionRefusedError):
        interviews.reschedule_interview(
            company=ours.company, interview=interview, plan=plan(), by=ours.person
        )


def test_result_is_noted_when_it_has_begun(ours, clock):
    keys = ours.applicants(2)
    invite(ours, keys)
    one, two = Interview.objects.order_by("pk")
    with pytest.raises(InterviewAheadError):
        interviews.record_interview_result(interview=one, came=True, by=ours.person)
    clock.move(timedelta(days=4))
    interviews.record_interview_result(interview=one, came=True, by=ours.person)
    interviews.record_interview_result(interview=two, came=False, by=ours.person)
    assert (one.state, two.state) == ("done", "no_show")


def test_every_end_of_an_application_cancels_its_interview(ours):
    rejected, hired, gone = (ours.applicant() for _person in range(3))
    invite(ours, [rejected.pk, hired.pk, gone.pk])
    deciding.reject_applications(
        company=ours.company, keys=[rejected.pk], reason=RejectReason.OTHERS, by=ours.person
    )
    hire(ours, hired)
    withdraw_application(application=gone, by=account_of(gone.seeker))
    assert set(Interview.objects.values_list("state", flat=True)) == {"cancelled"}


def test_team_is_told_that_somebody_who_withdrew_does_not_come(ours):
    one, other = ours.applicant(), ours.applicant()
    invite(ours, [one.pk])
    for gone in (one, other):
        withdraw_application(application=gone, by=account_of(gone.seeker))
    message = Message.objects.get(recipient=ours.person, channel="in_app")
    parts = [render(message.event, part, message.context) for part in PARTS]
    assert all("batal" in part for part in parts)
    assert f"tanda terima {one.receipt} menarik lamarannya" in parts[-1]


def test_interview_that_was_held_is_not_called_off_by_the_hire(ours, clock):
    one = ours.applicant()
    invite(ours, [one.pk])
    Interview.objects.update(state=InterviewState.ACCEPTED)
    clock.move(timedelta(days=4))
    hire(ours, one)
    interview = one.interviews.get()
    assert interview.state == InterviewState.ACCEPTED
    with pytest.raises(TransitionRefusedError):
        ask_other_time(interview=interview, wish="Lusa", revision=0, by=account_of(one.seeker))
    with pytest.raises(TransitionRefusedError):
        interviews.reschedule_interview(
            company=ours.company,
            interview=interview,
            plan=plan(starts_at=now() + timedelta(days=1)),
            by=ours.person,
        )
    interviews.record_interview_result(interview=interview, came=True, by=ours.person)
    assert interview.state == InterviewState.DONE


def test_hired_person_is_asked_to_confirm(ours):
    one = ours.applicant()
    hire(ours, one)
    assert states([one.pk]) == ["hired"]
    assert events(one) == ["jobs.application_hired"]
    assert Placement.objects.get().state == "reported"


def test_kind_of_placement_follows_the_country(ours):
    assert hiring.default_kind(ours.vacancy) == PlacementKind.AKL
    ours.vacancy.country = "Malaysia"
    assert hiring.default_kind(ours.vacancy) == PlacementKind.AKAN


def test_filled_vacancy_is_reported_closed_and_the_others_answered(ours):
    man, woman, other = (ours.applicant(sex=sex) for sex in (Sex.MALE, Sex.FEMALE, Sex.FEMALE))
    hire(ours, man)
    hire(ours, woman)
    with pytest.raises(NoOpeningLeftError):
        hire(ours, other)
    assert hiring.hired_for(ours.vacancy).is_full
    outcome = hiring.close_as_filled(
        company=ours.company, vacancy=ours.vacancy, note="Terima kasih.", by=ours.person
    )
    assert list(outcome.done) == [other.pk]
    other.refresh_from_db()
    assert (other.reject_reason, other.reject_note) == ("filled", "Terima kasih.")
    ours.vacancy.refresh_from_db()
    report = ours.vacancy.fill_report
    assert (ours.vacancy.state, ours.vacancy.close_reason) == ("closed", "filled")
    assert (report.men_here, report.women_here, report.filled) == (1, 1, 2)


def test_erased_hire_leaves_the_numbers_to_the_company(ours):
    one = ours.applicant()
    hire(ours, one)
    Application.objects.filter(pk=one.pk).update(sex=None)
    with pytest.raises(UncertainNumbersError):
        hiring.close_as_filled(company=ours.company, vacancy=ours.vacancy, by=ours.person)


def test_report_that_does_not_fit_closes_and_answers_nothing():
    ours = Recruiting(openings_either=0, openings_men=1)
    woman, other = ours.applicant(sex=Sex.FEMALE), ours.applicant()
    hire(ours, woman)
    with pytest.raises(TooManyHiredError):
        hiring.close_as_filled(company=ours.company, vacancy=ours.vacancy, by=ours.person)
    assert states([other.pk]) == ["sent"]
    ours.vacancy.refresh_from_db()
    assert ours.vacancy.state == "published"
