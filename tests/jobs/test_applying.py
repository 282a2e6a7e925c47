"""An application is sent once, as the profile stood, to an open vacancy only."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from employers.enums import CompanyState
from jobs.enums import ApplicationState, ApplyMode, CloseReason
from jobs.models import Application
from jobs.services import applying
from jobs.services.applying import (
    LetterTooLongError,
    ProfileNotReadyError,
    VacancyNotOpenError,
    submit_application,
    withdraw_application,
)
from jobs.services.moderation import close_vacancy
from seekers.enums import DocumentKind
from seekers.models import Experience, SeekerDisability
from seekers.services.disability import withdraw_disability
from seekers.services.documents import remove_document
from sikas.accounts.services.erasure import erase_person
from sikas.documents.models import StoredFile
from sikas.personal_data import Person
from sikas.workflow.transitions import TransitionRefusedError, transition
from tests.jobs.applicants import account_of, applied, ready_seeker
from tests.jobs.factories import VacancyFactory
from tests.seekers.people import hand_in_paper

pytestmark = pytest.mark.django_db


def send(seeker, vacancy, **more):
    return submit_application(seeker=seeker, vacancy=vacancy, key=uuid4(), **more)


def test_application_holds_the_profile_as_it_was_sent():
    seeker = ready_seeker(name="Nurhayati", summary="Rajin.", address="Dusun III")
    Experience.objects.create(
        seeker=seeker, position="Kasir", started=date(2020, 1, 1), ended=date(2022, 7, 1)
    )
    SeekerDisability.objects.create(seeker=seeker, kinds=["physical"], consent_version="1")
    sent = applied(seeker=seeker, letter="Saya siap.")
    seeker.name, seeker.summary = "Lain", "Lain"
    seeker.save()
    seeker.education.all().delete()
    sent.refresh_from_db()
    assert (sent.name, sent.area_id, sent.experience_months) == ("Nurhayati", seeker.area_id, 30)
    assert sent.profile["summary"] == "Rajin."
    assert sent.profile["education"][0]["school"] == "SMKN 2 Kisaran"
    assert sent.profile["disability"] is None, "it was not released"
    assert "Dusun" not in str(sent.profile)
    assert sent.letter == "Saya siap."
    step = sent.transitions.get()
    assert (step.from_state, step.to_state, step.by) == ("", "sent", seeker.user)


def test_disability_leaves_what_was_sent_with_the_consent():
    seeker = ready_seeker()
    SeekerDisability.objects.create(
        seeker=seeker, kinds=["hearing"], needs="Isyarat", consent_version="1", released=True
    )
    other = applied()
    sent = applied(seeker=seeker)
    assert sent.profile["disability"]["needs"] == "Isyarat"
    withdraw_disability(seeker=seeker)
    before = sent.profile
    sent.refresh_from_db()
    assert sent.profile == before | {"disability": None}
    assert Application.objects.get(pk=other.pk).profile == other.profile


def test_released_disability_goes_along():
    seeker = ready_seeker()
    SeekerDisability.objects.create(
        seeker=seeker, kinds=["physical"], needs="Lantai dasar", consent_version="1", released=True
    )
    told = applied(seeker=seeker).profile["disability"]
    assert told == {"kinds": ["physical"], "needs": "Lantai dasar"}


def test_same_form_twice_is_one_application_with_one_receipt():
    seeker, vacancy, key = ready_seeker(), VacancyFactory(), uuid4()
    first, second = (
        submit_application(seeker=seeker, vacancy=vacancy, key=key) for _time in range(2)
    )
    assert first.is_new
    assert not second.is_new
    assert (first.pk, first.number) == (second.pk, second.number)


def test_another_form_for_the_same_vacancy_answers_with_the_first_receipt():
    seeker, vacancy = ready_seeker(), VacancyFactory()
    first, second = send(seeker, vacancy), send(seeker, vacancy)
    assert (first.number, second.is_new) == (second.number, False)


def test_withdrawn_application_may_be_sent_again():
    seeker, vacancy = ready_seeker(), VacancyFactory()
    first = send(seeker, vacancy).application
    withdraw_application(application=first, by=account_of(seeker))
    assert first.decided_at
    again = send(seeker, vacancy)
    assert again.is_new
    assert again.application != first


def test_application_with_an_outcome_is_not_withdrawn():
    sent = applied()
    transition(sent, ApplicationState.UNANSWERED, by=None)
    withdraw_application(application=sent, by=account_of(sent.seeker))
    with pytest.raises(TransitionRefusedError):
        withdraw_application(application=sent, by=account_of(sent.seeker))


@pytest.mark.parametrize(
    "made",
    (
        {"over": True},
        {"draft": True},
        {"expired": True},
        {"apply_mode": ApplyMode.EXTERNAL, "apply_url": "https://contoh.id/1"},
        {"company__state": CompanyState.SUSPENDED},
    ),
    ids=("over", "draft", "closed", "elsewhere", "suspended"),
)
def test_vacancy_that_is_not_open_takes_nothing(made):
    with pytest.raises(VacancyNotOpenError):
        send(ready_seeker(), VacancyFactory(**made))
    assert not Application.objects.exists()


def test_receipt_is_shown_again_after_the_vacancy_closed():
    seeker, vacancy = ready_seeker(), VacancyFactory()
    first = send(seeker, vacancy)
    close_vacancy(vacancy=vacancy, reason=CloseReason.FILLED, by=None)
    assert send(seeker, vacancy).application == first.application


@pytest.mark.parametrize("gap", ({"birth_date": None}, {"sex": None}, {"area": None}))
def test_profile_without_its_basics_is_not_sent(gap):
    with pytest.raises(ProfileNotReadyError):
        send(ready_seeker(**gap), VacancyFactory())


def test_profile_without_education_is_not_sent():
    seeker = ready_seeker()
    seeker.education.all().delete()
    with pytest.raises(ProfileNotReadyError):
        send(seeker, VacancyFactory())


def test_letter_is_limited_and_loses_what_no_table_takes():
    with pytest.raises(LetterTooLongError):
        send(ready_seeker(), VacancyFactory(), letter="a" * 2001)
    assert applied(letter="a\x00b 😀").letter == "ab 😀"


def test_documents_go_along_but_never_a_ktp_or_somebody_elses():
    seeker, other = ready_seeker(), ready_seeker()
    diploma, ktp = (
        hand_in_paper(account_of(seeker), kind) for kind in (DocumentKind.DIPLOMA, DocumentKind.KTP)
    )
    foreign = hand_in_paper(account_of(other), DocumentKind.DIPLOMA)
    chosen = [diploma.pk, ktp.pk, foreign.pk]
    sent = send(seeker, VacancyFactory(), documents=chosen).application
    assert [paper.file_id for paper in sent.documents.all()] == [diploma.file_id]
    remove_document(document=diploma)
    assert StoredFile.objects.filter(pk=diploma.file_id).exists(), "the application keeps it"


def test_taken_receipt_number_is_drawn_again(monkeypatch):
    taken = applied().receipt
    numbers = iter([taken, "2345-6789"])
    monkeypatch.setattr(applying, "new_receipt", lambda: next(numbers))
    assert applied().receipt == "2345-6789"


def test_sending_costs_one_statement():
    seeker, vacancy = ready_seeker(), VacancyFactory()
    with CaptureQueriesContext(connection) as captured:
        send(seeker, vacancy)
    assert len(captured) == 3, "a savepoint and its release beside it"


def test_database_refuses_a_second_living_application():
    sent = applied()
    with pytest.raises(IntegrityError, match="application_one_living"):
        Application.objects.create(
            receipt="2345-6789", key=uuid4(), seeker=sent.seeker, vacancy=sent.vacancy
        )


def test_erased_seeker_leaves_a_count_and_nothing_else():
    seeker = ready_seeker(name="Nurhayati")
    paper = hand_in_paper(account_of(seeker), DocumentKind.DIPLOMA)
    sent = send(seeker, VacancyFactory(), letter="Rahasia", documents=[paper.pk]).application
    erase_person(Person(user_id=seeker.user_id))
    sent.refresh_from_db()
    assert sent.state == ApplicationState.WITHDRAWN
    assert (sent.name, sent.profile, sent.letter, sent.birth_date) == ("", {}, "", None)
    assert not sent.documents.exists()
    assert not StoredFile.objects.filter(pk=paper.file_id).exists()
    with pytest.raises(ProfileNotReadyError):
        send(seeker, VacancyFactory())


def test_waiting_time_starts_anew_with_a_sign_of_the_company(clock):
    sent = applied()
    clock.move(timedelta(days=3))
    transition(sent, ApplicationState.VIEWED, by=None)
    sent.refresh_from_db()
    assert sent.waiting_since - sent.received_at < timedelta(seconds=1), "looking is no answer"
    transition(sent, ApplicationState.SHORTLISTED, by=None)
    assert sent.waiting_since - sent.received_at >= timedelta(days=3)
