"""What a company does with its applicants: all of it or nothing, told to the seekers."""

from datetime import timedelta

import pytest

from jobs.enums import ApplicationState, PlacementKind, RejectReason
from jobs.models import Application, ApplicationMessage
from jobs.services import deciding
from jobs.services.applying import withdraw_application
from jobs.services.chosen import ErasedApplicantError, ForeignApplicantsError
from jobs.services.hiring import hire
from sikas.accounts.services.erasure import erase_person
from sikas.clock import now
from sikas.notifications.models import Message
from sikas.personal_data import Person
from sikas.workflow.transitions import TransitionRefusedError, transition
from tests.jobs.applicants import account_of, applied
from tests.jobs.recruiting import Recruiting, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Recruiting:
    return Recruiting()


def told(application: Application) -> list[str]:
    found = Message.objects.filter(recipient=application.seeker.user, channel="in_app")
    return list(found.order_by("created_at").values_list("event", flat=True))


def move(ours, keys, to=ApplicationState.SHORTLISTED, **more):
    return deciding.move_applications(
        company=ours.company, keys=keys, to=to, by=ours.person, **more
    )


def steps(application: Application) -> list[str]:
    return list(application.transitions.values_list("to_state", flat=True))


def test_moved_applicants_are_seen_first_and_told(ours):
    one, gone = ours.applicant(), ours.applicant()
    withdraw_application(application=gone, by=account_of(gone.seeker))
    outcome = move(ours, [one.pk, gone.pk])
    assert list(outcome.done) == [one.pk]
    assert outcome.passed == {"withdrawn": 1}
    one.refresh_from_db()
    assert steps(one) == ["sent", "viewed", "shortlisted"]
    assert one.viewed_at
    assert told(one) == ["jobs.application_moved"]
    assert told(gone) == []


def test_looking_is_noted_once_and_told_to_nobody(ours):
    one = ours.applicant()
    for _look in range(2):
        deciding.view_applications(company=ours.company, keys=[one.pk], by=ours.person)
    assert steps(one) == ["sent", "viewed"]
    assert told(one) == []
    assert list(move(ours, [one.pk], ApplicationState.VIEWED).done) == []


def test_new_applicant_moved_to_seen_is_counted(ours):
    one = ours.applicant()
    outcome = move(ours, [one.pk], ApplicationState.VIEWED)
    assert (list(outcome.done), dict(outcome.passed)) == ([one.pk], {})


def test_one_foreign_key_undoes_the_whole_batch(ours):
    one, foreign = ours.applicant(), applied()
    for act in (
        lambda keys: move(ours, keys),
        lambda keys: deciding.reject_applications(
            company=ours.company, keys=keys, reason=RejectReason.OTHERS, by=ours.person
        ),
        lambda keys: deciding.write_to_applicants(
            company=ours.company, keys=keys, text="Halo", by=ours.person
        ),
        lambda keys: deciding.tag_applications(
            company=ours.company, keys=keys, add=["a"], by=ours.person
        ),
    ):
        with pytest.raises(ForeignApplicantsError):
            act([one.pk, foreign.pk])
        with pytest.raises(ForeignApplicantsError):
            act([one.pk, 2**62])
    assert states([one.pk, foreign.pk]) == ["sent", "sent"]
    assert Message.objects.count() == 0


def test_back_from_unanswered_it_waits_again(ours):
    one = ours.applicant()
    Application.objects.filter(pk=one.pk).update(
        state=ApplicationState.UNANSWERED, decided_at=one.received_at
    )
    move(ours, [one.pk])
    one.refresh_from_db()
    assert (one.state, one.decided_at) == ("shortlisted", None)


def test_rejected_after_unanswered_reads_the_reason(ours):
    one = ours.applicant(name="Siti {lowongan}")
    Application.objects.filter(pk=one.pk).update(
        state=ApplicationState.UNANSWERED, decided_at=one.received_at
    )
    deciding.reject_applications(
        company=ours.company,
        keys=[one.pk],
        reason=RejectReason.EXPERIENCE,
        note="Maaf, {nama}.",
        by=ours.person,
    )
    one.refresh_from_db()
    assert (one.state, one.reject_reason) == ("not_selected", "experience")
    assert one.reject_note == "Maaf, Siti {lowongan}."
    message = Message.objects.get(channel="in_app", recipient=one.seeker.user)
    assert message.context["reason"] == "Mencari pengalaman yang lain"
    assert message.context["note"] == one.reject_note
    assert message.context["similar"].startswith("/lowongan/?q=")


def test_message_is_filled_in_for_each_and_starts_the_waiting_again(ours, clock):
    one = ours.applicant(name="Budi")
    began = one.waiting_since
    clock.move(timedelta(days=2))
    deciding.write_to_applicants(
        company=ours.company, keys=[one.pk], text="{nama}: {lowongan} {x}", by=ours.person
    )
    one.refresh_from_db()
    assert one.messages.get().text == f"Budi: {ours.vacancy.title} {{x}}"
    assert (one.waiting_since - began).days == 2
    assert told(one) == ["jobs.application_message"]


def test_same_words_again_are_a_second_tap(ours, clock):
    keys = [ours.applicant().pk, ours.applicant().pk]
    write = lambda text, keys: deciding.write_to_applicants(  # noqa: E731
        company=ours.company, keys=keys, text=text, by=ours.person
    )
    write("Datang, {nama}", keys[:1])
    assert len(write("Datang, {nama}", keys).done) == 2
    assert list(ApplicationMessage.objects.values_list("application", flat=True)) == keys
    assert Message.objects.filter(channel="in_app").count() == 2
    clock.move(deciding.SECOND_TAP)
    write("Datang, {nama}", keys)
    assert ApplicationMessage.objects.count() == 4


def test_offer_stands_in_the_timeline_with_its_words(ours):
    one = ours.applicant()
    move(ours, [one.pk], ApplicationState.OFFERED, text="Mulai Senin, {nama}")
    assert one.messages.get().text == f"Mulai Senin, {one.name}"
    assert Message.objects.filter(context__state="offered", channel="in_app").count() == 1


def test_people_without_an_account_are_moved_and_not_told(ours):
    keys = ours.applicants(3)
    assert len(move(ours, keys).done) == 3
    assert Message.objects.count() == 0


def test_tags_stand_once_in_the_order_of_adding_and_few(ours):
    (key,) = ours.applicants(1)
    tag = lambda **tags: deciding.tag_applications(  # noqa: E731
        company=ours.company, keys=[key], by=ours.person, **tags
    )
    tag(add=["dekat", "rapi"])
    tag(add=["rapi", "baru"], remove=["dekat"])
    assert Application.objects.get(pk=key).tags == ["rapi", "baru"]
    tag(add=[f"t{number}" for number in range(30)])
    assert len(Application.objects.get(pk=key).tags) == deciding.MAX_TAGS


def test_note_is_for_the_team(ours):
    one = ours.applicant()
    deciding.add_note(company=ours.company, key=one.pk, text="Cocok", by=ours.person)
    assert one.notes.get().by == ours.person
    assert told(one) == []


def test_nothing_is_written_again_about_somebody_whose_data_were_erased(ours):
    one = ours.applicant()
    transition(one, ApplicationState.UNANSWERED, by=None)
    erase_person(Person(user_id=one.seeker.user_id, seeker_id=one.seeker_id))
    about = {"company": ours.company, "by": ours.person}
    for outcome in (
        deciding.write_to_applicants(keys=[one.pk], text="Siti", **about),
        deciding.tag_applications(keys=[one.pk], add=["siti"], **about),
        deciding.reject_applications(
            keys=[one.pk], reason=RejectReason.OTHER, note="Siti", **about
        ),
    ):
        assert not list(outcome.done)
    with pytest.raises(ErasedApplicantError):
        deciding.add_note(key=one.pk, text="Siti", **about)
    with pytest.raises(TransitionRefusedError):
        hire(application=one, kind=PlacementKind.AKL, started_on=now().date(), **about)
    one.refresh_from_db()
    assert (one.state, one.tags, one.reject_note) == ("unanswered", [], "")
    assert not one.messages.exists()


def test_batch_costs_the_same_for_one_and_for_many(ours, django_assert_num_queries):
    for number in (1, 30):
        keys = ours.applicants(number)
        with django_assert_num_queries(12):
            move(ours, keys)


def test_search_column_follows_the_row(ours):
    (key,) = ours.applicants(1, profile={"skills": ["Las Listrik"]})
    Application.objects.filter(pk=key).update(name="ANI")
    assert "ani " in Application.objects.get(pk=key).search
    assert "las listrik" in Application.objects.get(pk=key).search
