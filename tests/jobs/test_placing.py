"""A hire fills one opening, and counts in the register once somebody confirmed it."""

from datetime import date, timedelta

import pytest
from django.db import InternalError, transaction

from jobs.enums import ApplicationState, PlacementKind, PlacementState
from jobs.models import Placement
from jobs.services.placing import (
    NoOpeningLeftError,
    confirm_placement,
    dispute_placement,
    hire_applicant,
    settle_placement,
)
from seekers.enums import MovementKind
from seekers.models import Movement
from sikas.accounts import roles
from sikas.accounts.services.erasure import erase_person
from sikas.notifications.models import Message
from sikas.notifications.rendering import render
from sikas.personal_data import Person
from sikas.workflow.transitions import TransitionRefusedError
from tests.factories import UserFactory, make_officer
from tests.jobs.applicants import account_of, applied, ready_seeker
from tests.jobs.company_side import owner_of
from tests.jobs.factories import VacancyFactory

pytestmark = pytest.mark.django_db
QUEUE = "/admin/antrean/penempatan/"
PARTS = ("subject.txt", "txt", "html", "sms.txt", "in_app.txt")


@pytest.fixture
def vacancy():
    made = VacancyFactory(openings_either=1, title="Kasir")
    owner_of(made)
    return made


@pytest.fixture
def officer(client):
    made = make_officer(roles.COUNTER)
    client.force_login(made)
    return made


def hired(vacancy, seeker=None) -> Placement:
    return hire_applicant(
        application=applied(seeker=seeker, vacancy=vacancy),
        kind=PlacementKind.AKL,
        started_on=date(2026, 11, 2),
        wage=3_400_000,
        by=UserFactory(company=True),
    )


def test_hire_fills_an_opening_and_waits_for_confirmation(vacancy):
    placement = hired(vacancy)
    assert placement.application.state == ApplicationState.HIRED
    assert placement.state == PlacementState.REPORTED
    assert not Movement.objects.exists()
    with pytest.raises(NoOpeningLeftError, match="1 orang"):
        hired(vacancy)


def test_confirmed_hire_is_entered_in_the_register_once(vacancy, clock):
    placement = hired(vacancy)
    person = account_of(placement.application.seeker)
    confirm_placement(placement=placement, by=person)
    movement = Movement.objects.get()
    assert (movement.kind, movement.happened_on) == (MovementKind.PLACED, date(2026, 11, 2))
    assert movement.month.day == 1
    assert (movement.entered_by, placement.confirmed_by) == (person, person)
    with pytest.raises(TransitionRefusedError):
        confirm_placement(placement=placement, by=person)
    assert Movement.objects.count() == 1


def test_register_is_append_only(vacancy):
    confirm_placement(placement=hired(vacancy), by=UserFactory())
    for act in (
        lambda: Movement.objects.update(kind=MovementKind.STRUCK_OFF),
        lambda: Movement.objects.all().delete(),
    ):
        with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
            act()


def test_void_placement_frees_its_opening_and_tells_both(vacancy, officer):
    placement = hired(vacancy)
    dispute_placement(placement=placement, by=account_of(placement.application.seeker))
    settle_placement(placement=placement, to=PlacementState.VOID, officer=officer, reason="Batal")
    assert placement.application.state == ApplicationState.HIRED
    assert hired(vacancy).pk
    told = Message.objects.filter(event__startswith="jobs.placement", channel="email")
    assert {row.event for row in told} == {"jobs.placement_settled", "jobs.placement_void"}
    for row in told:
        assert all(render(row.event, part, row.context) for part in PARTS)


def test_officer_sees_disputed_and_late_ones_and_those_without_an_account(vacancy, clock):
    vacancy.openings_either = 9
    vacancy.save()
    late = hired(vacancy)
    clock.move(timedelta(days=15))
    fresh, disputed = hired(vacancy), hired(vacancy)
    alone = hired(vacancy, seeker=ready_seeker(user=None))
    dispute_placement(placement=disputed, by=account_of(disputed.application.seeker))
    waiting = set(Placement.objects.waiting())
    assert waiting == {late, disputed, alone}
    assert fresh not in waiting


def test_officer_confirms_in_the_queue(client, vacancy, officer):
    placement = hired(vacancy, seeker=ready_seeker(user=None, name="Nurhayati"))
    page = client.post(f"{QUEUE}ambil/", follow=True).content.decode()
    for words in ("Nurhayati", "Kasir", "Rp3.400.000", "AKL"):
        assert words in page
    client.post(f"{QUEUE}{placement.pk}/", {"decision": "confirmed", "reason": "Ditelepon"})
    placement.refresh_from_db()
    assert (placement.state, placement.confirmed_by) == (PlacementState.CONFIRMED, officer)
    assert placement.transitions.latest().reason == "Ditelepon"
    assert Movement.objects.get().entered_by == officer


def test_officer_who_voids_says_why(client, vacancy, officer):
    placement = hired(vacancy, seeker=ready_seeker(user=None))
    client.post(f"{QUEUE}ambil/")
    answer = client.post(f"{QUEUE}{placement.pk}/", {"decision": "void", "reason": ""})
    assert "Tulis mengapa" in answer.content.decode()
    placement.refresh_from_db()
    assert placement.state == PlacementState.REPORTED


def test_placement_of_an_erased_person_stays_as_a_count(vacancy):
    placement = hired(vacancy)
    person = account_of(placement.application.seeker)
    confirm_placement(placement=placement, by=person)
    erase_person(Person(user_id=person.pk))
    placement.refresh_from_db()
    assert placement.state == PlacementState.CONFIRMED
    assert str(placement).startswith("(data dihapus)")
    assert Movement.objects.get().entered_by is None


def test_words_of_who_disputed_a_hire_go_with_the_person(vacancy):
    placement = hired(vacancy)
    person = account_of(placement.application.seeker)
    dispute_placement(placement=placement, by=person, reason="Saya sakit.")
    erase_person(Person(user_id=person.pk))
    step = placement.transitions.get()
    assert (step.to_state, step.reason, step.by) == (PlacementState.DISPUTED, "", None)
