"""What officers decide about a fair, and where its clock says it is."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from jobfair.enums import FairState, Phase
from jobfair.models import Announcement, Fair
from jobfair.selectors import announcements
from jobfair.services.fairs import (
    TIMES,
    FairTimesError,
    MissingReasonError,
    announce_fair,
    cancel_fair,
    extend_fair,
    pause_fair,
    reschedule_fair,
    resume_fair,
    tell_everybody,
)
from sikas import clock as time
from sikas.workflow.transitions import TransitionRefusedError
from tests.factories import UserFactory
from tests.jobfair.fairs import FairFactory, position_in
from tests.jobfair.test_entering import send

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def phase(fair) -> str:
    return Fair.objects.with_phase().get(pk=fair.pk).phase


def test_fair_opens_and_closes_to_the_second_by_the_clock_alone(clock):
    fair = FairFactory(coming=True, registration_at=time.now() + timedelta(hours=1))
    seen = []
    for moment in (
        fair.registration_at,
        fair.opens_at,
        fair.closes_at,
        fair.closes_at + fair.grace,
    ):
        for shift in (-SECOND, 0 * SECOND):
            clock.freeze(moment + shift)
            seen.append(phase(fair))
    assert seen == [
        *(Phase.ANNOUNCED, Phase.REGISTRATION),
        *(Phase.REGISTRATION, Phase.OPEN),
        *(Phase.OPEN, Phase.CLOSING),
        *(Phase.CLOSING, Phase.CLOSED),
    ]


@pytest.mark.parametrize("state", (FairState.DRAFT, FairState.CANCELLED, FairState.REPORTED))
def test_what_people_decided_goes_before_the_clock(state):
    assert phase(FairFactory(state=state)) == state


def test_announced_fair_has_its_place_in_the_calendar(officer):
    fair = announce_fair(fair=FairFactory(draft=True), by=officer)
    assert (fair.state, phase(fair)) == (FairState.ANNOUNCED, Phase.OPEN)
    other = FairFactory(draft=True, opens_at=fair.closes_at - DAY, closes_at=fair.closes_at + DAY)
    with pytest.raises(FairTimesError, match="bertumpang"):
        announce_fair(fair=other, by=officer)
    after = FairFactory(draft=True, opens_at=fair.closes_at, closes_at=fair.closes_at + DAY)
    announce_fair(fair=after, by=officer)


@pytest.mark.parametrize(
    ("facts", "words"),
    (({"over": True}, "sudah lewat"), ({"closes_at": time.now() + 9 * DAY}, "8 hari")),
    ids=("over", "too long"),
)
def test_fair_with_wrong_times_is_not_announced(officer, facts, words):
    fair = FairFactory(draft=True, **facts)
    fair.state = FairState.DRAFT
    with pytest.raises(FairTimesError, match=words):
        announce_fair(fair=fair, by=officer)


@pytest.mark.parametrize(
    "facts",
    (
        {"opens_at": time.now(), "closes_at": time.now() - DAY},
        {"quota": 0},
        {"age_min": 30, "age_max": 20},
        {"outcome_days": 0},
    ),
    ids=("order", "quota", "ages", "outcome"),
)
def test_database_refuses_what_makes_no_sense(facts):
    with pytest.raises(IntegrityError):
        FairFactory(**facts)


def test_fair_is_extended_forward_twice_at_most_and_everybody_reads_why(officer):
    fair: Fair = FairFactory.create()
    sent = send(position_in(fair)).application
    assert sent.answer_by == fair.closes_at + fair.outcome_days * DAY
    for days in (1, 2):
        until = fair.closes_at + days * DAY
        fair = extend_fair(fair=fair, until=until, by=officer, reason="Listrik padam.")
        assert fair.closes_at == until
    sent.refresh_from_db()
    assert sent.answer_by == fair.closes_at + fair.outcome_days * DAY
    with pytest.raises(FairTimesError, match="dua kali"):
        extend_fair(fair=fair, until=fair.closes_at + DAY, by=officer, reason="Lagi")
    assert fair.transitions.count() == 2
    assert "Listrik padam." in Announcement.objects.filter(fair=fair).latest("pk").text


@pytest.mark.parametrize("shift", (-DAY, 0 * DAY, 9 * DAY), ids=("back", "same", "far"))
def test_extension_goes_forward_within_limits(officer, shift):
    fair = FairFactory()
    with pytest.raises(FairTimesError):
        extend_fair(fair=fair, until=fair.closes_at + shift, by=officer, reason="Uji")


def test_closed_fair_is_not_extended_and_reasons_are_asked_for(officer):
    fair = FairFactory(over=True)
    with pytest.raises(TransitionRefusedError):
        extend_fair(fair=fair, until=time.now() + DAY, by=officer, reason="Terlambat")
    for act in (pause_fair, cancel_fair):
        with pytest.raises(MissingReasonError):
            act(fair=fair, by=officer, reason="  ")


def test_pause_gives_its_time_back(officer, clock):
    fair: Fair = FairFactory.create()
    opens, closes = fair.opens_at, fair.closes_at
    tell_everybody(fair=fair, text="Loket bantuan di aula.", by=officer)
    pause_fair(fair=fair, by=officer, reason="Server dipindah.")
    assert phase(fair) == Phase.PAUSED
    clock.move(timedelta(hours=3))
    fair = resume_fair(fair=fair, by=officer)
    assert phase(fair) == Phase.OPEN
    shown = [told.text for told in announcements(fair)]
    assert len(shown) == 2
    assert shown[0].startswith("Job fair berlanjut sampai")
    assert "Loket bantuan di aula." in shown
    assert fair.opens_at == opens
    assert closes + timedelta(hours=3) <= fair.closes_at < closes + timedelta(hours=3, minutes=1)
    with pytest.raises(TransitionRefusedError):
        resume_fair(fair=fair, by=officer)


def test_fair_that_is_over_is_not_paused(officer):
    over = FairFactory(over=True)
    with pytest.raises(TransitionRefusedError):
        pause_fair(fair=over, by=officer, reason="Uji")


def test_fair_to_come_is_moved_with_everything_kept(officer):
    fair = FairFactory(coming=True)
    times = {name: getattr(fair, name) + 20 * DAY for name in TIMES}
    moved = reschedule_fair(fair=fair, times=times, by=officer, reason="Bentrok ujian.")
    assert moved.opens_at == times["opens_at"]
    assert "Pendaftaran Anda tetap berlaku" in Announcement.objects.get().text
    for wrong, words in (
        ({"opens_at": time.now() - DAY}, "depan"),
        ({"closes_at": times["closes_at"] + 9 * DAY}, "8 hari"),
        ({"catalogue_at": times["closes_at"]}, "mendahului"),
    ):
        with pytest.raises(FairTimesError, match=words):
            reschedule_fair(fair=moved, times=times | wrong, by=officer, reason="Uji")
    with pytest.raises(TransitionRefusedError):
        reschedule_fair(fair=FairFactory(), times=times, by=officer, reason="Uji")


def test_fair_is_called_off_before_its_end_only(officer):
    fair = cancel_fair(fair=FairFactory(coming=True), by=officer, reason="Banjir.")
    assert fair.state == FairState.CANCELLED
    with pytest.raises(TransitionRefusedError):
        cancel_fair(fair=FairFactory(over=True), by=officer, reason="Uji")


def test_public_sees_a_fair_from_its_catalogue_on_also_when_called_off(officer):
    seen = FairFactory(coming=True)
    FairFactory(draft=True)
    FairFactory(state=FairState.CANCELLED, announced_at=None)
    later = time.now() + 30 * DAY
    FairFactory(catalogue_at=later, registration_at=later, opens_at=later, closes_at=later + DAY)
    assert [fair.pk for fair in Fair.objects.public()] == [seen.pk]
    cancel_fair(fair=seen, by=officer, reason="Banjir.")
    assert Fair.objects.public().exists()
