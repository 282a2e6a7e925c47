"""Companies are reminded of who waits; who was waited for in vain is told, and it is counted."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pytest

from jobs.enums import ApplicationState, InterviewKind, RejectReason
from jobs.models import Application, Interview, Responsiveness
from jobs.services import answers
from jobs.services.answers import (
    close_unanswered,
    measure_answers,
    move_answers,
    tell_of_applicants,
)
from jobs.services.applying import withdraw_application
from jobs.tasks import close_unanswered as close_task
from sikas.clock import now
from sikas.notifications.models import Message
from sikas.notifications.rendering import render
from sikas.workflow.transitions import transition
from tests.jobs.applicants import account_of, applied, ready_seeker
from tests.jobs.company_side import owner_of
from tests.jobs.factories import VacancyFactory
from tests.jobs.racing import meanwhile

pytestmark = pytest.mark.django_db
PARTS = ("subject.txt", "txt", "html", "sms.txt", "in_app.txt")


@pytest.fixture
def vacancy():
    """Return a vacancy whose company has somebody to tell."""
    made = VacancyFactory(title="Kasir", openings_either=9)
    owner_of(made)
    return made


def told(event: str = "jobs.applicants") -> list[Message]:
    return list(Message.objects.filter(event=event, channel="email").order_by("created_at"))


def days(clock, number: int) -> Iterator[None]:
    """Let days pass, each with the work of its night and its morning."""
    for _day in range(number):
        clock.move(timedelta(days=1))
        close_unanswered()
        tell_of_applicants()
        yield


def pass_days(clock, number: int) -> None:
    for _day in days(clock, number):
        pass


def test_company_hears_of_new_applicants_once_for_all_its_vacancies(vacancy):
    other = VacancyFactory(title="Sopir", company=vacancy.company)
    applied(vacancy=vacancy)
    applied(vacancy=vacancy)
    applied(vacancy=other)
    assert (tell_of_applicants(), tell_of_applicants()) == (1, 0)
    message = told()[0]
    assert message.context["new"] == 3
    assert [(one["title"], one["new"]) for one in message.context["vacancies"]] == [
        ("Kasir", 2),
        ("Sopir", 1),
    ]
    assert "3 pelamar baru" in render(message.event, "subject.txt", message.context)


def test_who_applied_between_two_runs_of_a_morning_is_told_of_too(vacancy):
    for _run in range(2):
        applied(vacancy=vacancy)
        tell_of_applicants()
    assert [message.context["new"] for message in told()] == [1, 1]


def test_silence_is_reminded_twice_and_then_ends_the_application(vacancy, clock):
    sent = applied(vacancy=vacancy)
    tell_of_applicants()
    seen = []
    for day, _passed in enumerate(days(clock, 22), start=1):
        sent.refresh_from_db()
        seen.append((day, len(told()), sent.state))
    changes = [new for old, new in pairwise(seen) if old[1:] != new[1:]]
    assert changes == [(7, 2, "sent"), (14, 3, "sent"), (21, 3, "unanswered")]
    assert [message.context["first"] for message in told()] == [0, 1, 0]
    assert [message.context["last"] for message in told()] == [0, 0, 1]
    message = told("jobs.application_unanswered")[0]
    assert message.recipient == sent.seeker.user
    assert sent.decided_at
    assert sent.transitions.latest().by is None


def test_company_is_reminded_first_although_no_worker_ran_for_weeks(vacancy, clock):
    sent = applied(vacancy=vacancy)
    clock.move(timedelta(days=40))
    assert (close_unanswered(), tell_of_applicants()) == (0, 1)
    pass_days(clock, 6)
    sent.refresh_from_db()
    assert sent.state == ApplicationState.SENT
    pass_days(clock, 1)
    sent.refresh_from_db()
    assert sent.state == ApplicationState.UNANSWERED


def test_sign_of_the_company_starts_the_wait_anew(vacancy, clock):
    sent = applied(vacancy=vacancy)
    tell_of_applicants()
    pass_days(clock, 15)
    transition(sent, ApplicationState.SHORTLISTED, by=None)
    pass_days(clock, 20)
    sent.refresh_from_db()
    assert sent.state == ApplicationState.SHORTLISTED
    pass_days(clock, 2)
    sent.refresh_from_db()
    assert sent.state == ApplicationState.UNANSWERED


def test_nobody_is_closed_who_waits_for_an_interview_to_come(vacancy, clock):
    sent = applied(vacancy=vacancy)
    tell_of_applicants()
    transition(sent, ApplicationState.INTERVIEW, by=None)
    Interview.objects.create(
        application=sent,
        kind=InterviewKind.PHONE,
        where="0623-41234",
        starts_at=sent.waiting_since + timedelta(days=30),
    )
    pass_days(clock, 29)
    sent.refresh_from_db()
    assert (sent.state, len(told())) == (ApplicationState.INTERVIEW, 1)


def test_outcome_due_by_a_day_is_reminded_before_it_and_ends_on_it(vacancy, clock):
    sent = applied(vacancy=vacancy)
    tell_of_applicants()
    move_answers(
        applications=Application.objects.all(), until=sent.received_at + timedelta(days=14)
    )
    seen = []
    for day, _passed in enumerate(days(clock, 15), start=1):
        if day == 8:  # a sign, but no outcome
            transition(sent, ApplicationState.SHORTLISTED, by=None)
        sent.refresh_from_db()
        seen.append((day, len(told()), sent.is_undecided))
    changes = [new for old, new in pairwise(seen) if old[1:] != new[1:]]
    assert changes == [(3, 2, True), (7, 3, True), (12, 4, True), (14, 4, False)]
    assert told()[-1].context["last"] == 1


def test_answer_that_comes_late_is_still_an_answer(vacancy, clock):
    sent = applied(vacancy=vacancy)
    pass_days(clock, 30)
    transition(sent, ApplicationState.SHORTLISTED, by=None, decided_at=None)
    assert sent.is_undecided


def test_person_without_an_account_ends_unanswered_without_a_message(vacancy, clock):
    sent = applied(seeker=ready_seeker(user=None), vacancy=vacancy)
    pass_days(clock, 30)
    sent.refresh_from_db()
    assert sent.state == ApplicationState.UNANSWERED
    assert told("jobs.application_unanswered") == []


def test_similar_vacancies_are_named_and_every_part_can_be_read(vacancy, clock):
    sent = applied(vacancy=vacancy)
    VacancyFactory(title="Kasir Toko", closes_at=vacancy.closes_at + timedelta(days=60))
    tell_of_applicants()
    pass_days(clock, 21)
    for event in ("jobs.applicants", "jobs.application_unanswered"):
        for message in told(event):
            texts = {part: render(event, part, message.context) for part in PARTS}
            assert all(texts.values())
    kind = told("jobs.application_unanswered")[0]
    assert "Kasir Toko" in render(kind.event, "txt", kind.context)
    assert sent.seeker.user


def test_more_than_a_batch_is_closed_in_one_run(vacancy, clock, monkeypatch):
    monkeypatch.setattr("jobs.services.answers.BATCH", 2)
    for _one in range(5):
        applied(vacancy=vacancy)
    for day in (0, 7, 7):
        clock.move(timedelta(days=day))
        tell_of_applicants()
    clock.move(timedelta(days=7))
    close_task()
    assert len(told("jobs.application_unanswered")) == 5


def test_responsiveness_counts_first_answers_and_silence(vacancy, clock):
    answered, late, silent, gone, waits = (applied(vacancy=vacancy) for _one in range(5))
    clock.move(timedelta(days=2))
    transition(answered, ApplicationState.SHORTLISTED, by=None)
    withdraw_application(application=gone, by=account_of(gone.seeker))
    clock.move(timedelta(days=2))
    for rejected in (late, answered):
        end = ApplicationState.NOT_SELECTED
        transition(rejected, end, by=None, reject_reason=RejectReason.OTHERS)
    transition(silent, ApplicationState.UNANSWERED, by=None)
    assert measure_answers() == 1
    found = vacancy.company.responsiveness
    assert (found.due, found.answered, str(found)) == (3, 2, "2/3")
    assert timedelta(days=3) <= found.usual < timedelta(days=3, minutes=1)
    assert waits.is_undecided
    clock.move(timedelta(days=200))
    assert measure_answers() == 0
    assert not Responsiveness.objects.exists(), "what is old says nothing about today"


def messages_of_two_workers() -> int:
    """Let a second worker begin before the first one's transaction ends; count the messages."""
    vacancy = VacancyFactory()
    owner_of(vacancy)
    applied(vacancy=vacancy)
    with meanwhile(tell_of_applicants):
        tell_of_applicants()
    return len(told())


@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_a_company_once():
    assert messages_of_two_workers() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_they_tell_it_twice(monkeypatch):
    monkeypatch.setattr(answers, "_TOLD", answers._TOLD.replace("for update of a", ""))
    assert messages_of_two_workers() == 2


@pytest.mark.parametrize(
    ("due", "answered", "usual", "line"),
    (
        (4, 4, timedelta(days=1), ""),
        (40, 39, timedelta(days=3, hours=2), "97% lamaran dijawab, biasanya dalam 4 hari"),
        (5, 5, timedelta(minutes=5), "100% lamaran dijawab, biasanya dalam 1 hari"),
        (9, 0, None, "0% lamaran dijawab"),
    ),
)
def test_pages_of_company_and_vacancy_say_how_it_answers(client, due, answered, usual, line):
    vacancy = VacancyFactory()
    Responsiveness.objects.create(
        company=vacancy.company, due=due, answered=answered, usual=usual, counted_at=now()
    )
    for page in (vacancy, vacancy.company):
        text = client.get(page.get_absolute_url()).content.decode()
        assert ("lamaran dijawab" in text) == bool(line)
        assert line in text
