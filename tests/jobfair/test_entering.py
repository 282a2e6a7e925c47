"""What a fair takes and what it refuses: judged by arrival and the database's clock."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from employers.enums import CompanyState
from jobfair.enums import BoothState, FairState, PositionState, Way
from jobfair.models import Entry, Participant
from jobfair.services import entering
from jobfair.services.entering import RefusedError, apply_in_fair, register
from jobs.models import Application
from jobs.services.applying import LetterTooLongError, submit_application, withdraw_application
from sikas import clock as time
from sikas.reference.enums import EducationLevel
from sikas.reference.models import Area
from tests.jobfair.fairs import BoothFactory, FairFactory, position_in
from tests.jobs.applicants import account_of, ready_seeker
from tests.jobs.factories import VacancyFactory

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def send(position, seeker=None, **more):
    seeker = seeker or ready_seeker()
    return apply_in_fair(seeker=seeker, position=position, key=uuid4(), **more)


def refusal(*args, **more) -> str:
    with pytest.raises(RefusedError) as refused:
        send(*args, **more)
    assert not Entry.objects.exists()
    assert not Application.objects.exists()
    assert not Participant.objects.exists()
    return refused.value.code or ""


def test_application_in_a_fair_is_one_application_with_an_entry_beside_it():
    seeker, position = ready_seeker(), position_in()
    receipt = send(position, seeker, letter="Saya siap", way=Way.HALL)
    entry = Entry.objects.get()
    assert entry.application == receipt.application
    assert entry.application.letter == "Saya siap"
    assert (entry.fair, entry.position, entry.way) == (position.fair, position, Way.HALL)
    assert entry.arrived_at <= entry.committed_at
    assert (receipt.is_new, receipt.used, receipt.left) == (True, 1, 14)
    assert entry.participant.seeker == seeker


def test_same_form_and_another_form_answer_with_the_first_receipt():
    seeker, position, key = ready_seeker(), position_in(), uuid4()
    first = apply_in_fair(seeker=seeker, position=position, key=key)
    again = apply_in_fair(seeker=seeker, position=position, key=key)
    other = send(position, seeker)
    assert {first.number, again.number, other.number} == {first.number}
    assert [one.is_new for one in (first, again, other)] == [True, False, False]
    assert other.used == 1


def test_application_sent_before_the_fair_is_answered_with_its_receipt():
    seeker, position = ready_seeker(), position_in()
    before = submit_application(seeker=seeker, vacancy=position.vacancy, key=uuid4())
    assert send(position, seeker).number == before.number
    assert not Entry.objects.exists()


def test_receipt_is_given_again_after_the_end(clock):
    seeker, position = ready_seeker(), position_in()
    first = send(position, seeker)
    clock.move(timedelta(days=8))
    assert send(position, seeker).number == first.number


@pytest.mark.parametrize(
    ("fair", "code"),
    (
        ({"coming": True}, "early"),
        ({"over": True}, "late"),
        ({"state": FairState.PAUSED, "paused_at": time.now()}, "paused"),
        ({"state": FairState.CANCELLED}, "gone"),
        ({"draft": True}, "gone"),
        ({"age_min": 40}, "ineligible"),
        ({"age_max": 20}, "ineligible"),
        ({"education": EducationLevel.S1}, "ineligible"),
    ),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_fair_refuses_with_a_reason_and_writes_nothing(fair, code):
    assert refusal(position_in(FairFactory(**fair))) == code


@pytest.mark.parametrize("education", (EducationLevel.SMA, EducationLevel.SMP))
def test_education_of_the_same_rank_is_enough(education):
    assert send(position_in(FairFactory(education=education))).is_new


@pytest.mark.parametrize(
    "facts",
    (
        {"state": PositionState.PROPOSED},
        {"booth__state": BoothState.APPROVED},
        {"booth__state": BoothState.SUSPENDED},
        {"booth__company__state": CompanyState.SUSPENDED},
    ),
    ids=("position", "building", "booth", "company"),
)
def test_what_is_not_listed_takes_nothing(facts):
    booth = {name[7:]: facts.pop(name) for name in list(facts) if name.startswith("booth__")}
    assert refusal(position_in(booth=BoothFactory(**booth), **facts)) == "gone"


def test_vacancy_that_ran_out_takes_nothing():
    booth = BoothFactory()
    assert refusal(position_in(booth=booth, vacancy=VacancyFactory(over=True))) == "gone"


@pytest.mark.parametrize("gap", ({"birth_date": None}, {"phone": "", "user": None}))
def test_profile_without_basics_is_not_sent_and_costs_no_quota(gap):
    assert refusal(position_in(), ready_seeker(**gap)) == "not_ready"


def test_residents_only():
    position = position_in(FairFactory(residents_only=True))
    assert send(position).is_new
    stranger = ready_seeker()
    stranger.area = Area.objects.get(code="12")
    stranger.save()
    with pytest.raises(RefusedError, match="tidak termasuk"):
        send(position, stranger)


def test_quota_is_kept_and_withdrawing_gives_one_back_once():
    fair = FairFactory(quota=2)
    seeker, positions = ready_seeker(), [position_in(fair) for _one in range(3)]
    first = send(positions[0], seeker)
    send(positions[1], seeker)
    with pytest.raises(RefusedError, match="Jatah"):
        send(positions[2], seeker)
    application = first.application
    withdraw_application(application=application, by=account_of(seeker))
    assert Participant.objects.get().used == 1
    assert not Entry.objects.get(application=application).is_counted
    Application.objects.filter(pk=application.pk).update(decided_at=time.now())
    assert Participant.objects.get().used == 1
    assert send(positions[2], seeker).left == 0
    assert Entry.objects.count() == 3


def test_withdrawing_after_the_end_changes_no_number(clock):
    seeker, position = ready_seeker(), position_in()
    sent = send(position, seeker).application
    clock.move(timedelta(days=8))
    withdraw_application(application=sent, by=account_of(seeker))
    assert Entry.objects.get().is_counted
    assert Participant.objects.get().used == 1


def test_capped_position_is_full_and_the_quota_stays():
    position, seeker = position_in(cap=1), ready_seeker()
    send(position)
    with pytest.raises(RefusedError, match="penuh"):
        send(position, seeker)
    assert not Participant.objects.filter(seeker=seeker).exclude(used=0).exists()
    withdraw_application(
        application=Application.objects.get(), by=account_of(Application.objects.get().seeker)
    )
    assert send(position, seeker).is_new


def test_arrival_decides_within_the_grace(clock):
    fair = FairFactory()
    positions = [position_in(fair) for _one in range(4)]
    seeker = ready_seeker()
    clock.freeze(fair.closes_at + 30 * SECOND)
    assert send(positions[0], seeker, arrived=fair.closes_at - SECOND).is_new
    for arrived in (
        None,  # nothing is known: the clock decides
        fair.closes_at,
        fair.closes_at - timedelta(minutes=5),  # stale: older than the grace
        fair.closes_at + timedelta(hours=1),  # from the future
    ):
        with pytest.raises(RefusedError, match="sudah ditutup"):
            send(positions[1], seeker, arrived=arrived)
    clock.freeze(fair.closes_at + 61 * SECOND)
    with pytest.raises(RefusedError, match="sudah ditutup"):
        send(positions[1], seeker, arrived=fair.closes_at - SECOND)
    assert Entry.objects.get().arrived_at == fair.closes_at - SECOND


def test_arrival_before_the_opening_is_early(clock):
    fair = FairFactory(coming=True)
    position = position_in(fair)
    clock.freeze(fair.opens_at + SECOND)
    with pytest.raises(RefusedError, match="belum dibuka"):
        send(position, arrived=fair.opens_at - SECOND)
    assert send(position, arrived=fair.opens_at).is_new


def test_taken_receipt_number_is_drawn_again(monkeypatch):
    fair = FairFactory()
    taken = send(position_in(fair)).number
    numbers = iter([taken, "2345-6789"])
    monkeypatch.setattr(entering, "new_receipt", lambda: next(numbers))
    assert send(position_in(fair)).number == "2345-6789"


def test_letter_is_limited():
    with pytest.raises(LetterTooLongError):
        send(position_in(), letter="a" * 2001)


def test_registering_twice_is_once():
    fair, seeker = FairFactory(), ready_seeker(birth_date=date(1990, 1, 1))
    first = register(fair=fair, seeker=seeker)
    assert register(fair=fair, seeker=seeker) == first
    assert len(first.pass_code) == 16
