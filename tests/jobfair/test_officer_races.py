"""Officers and applicants at the same moment; each race with its guard taken away, too."""

import pytest
from django.db.models import F

from jobfair.models import Announcement, Entry, Fair
from jobfair.services.fairs import cancel_fair, extend_fair, pause_fair, tell_everybody
from tests.factories import UserFactory
from tests.jobfair.fairs import FairFactory, position_in
from tests.jobfair.officers import DAY
from tests.jobfair.test_entering import send
from tests.jobs.applicants import ready_seeker
from tests.jobs.racing import leave_locks_out, meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unguarded(monkeypatch) -> None:
    leave_locks_out(monkeypatch)


def last_extensions_of_two_officers() -> int:
    """Return how often a fair is extended that may be extended once more, by two at once."""
    fair: Fair = FairFactory.create(extensions=1)
    first, second = UserFactory(staff=True), UserFactory(staff=True)
    with meanwhile(
        lambda: extend_fair(fair=fair, until=fair.closes_at + 2 * DAY, by=second, reason="Dua")
    ):
        extend_fair(fair=fair, until=fair.closes_at + DAY, by=first, reason="Satu")
    assert Fair.objects.get().extensions == 2
    return fair.transitions.count()


def accepted_after(decide) -> int:
    """Return how many applications a fair took after it was decided that it takes none."""
    position, seeker, officer = position_in(FairFactory()), ready_seeker(), UserFactory(staff=True)
    with meanwhile(lambda: send(position, seeker)):
        decide(fair=position.fair, by=officer, reason="Uji")
    return Entry.objects.filter(
        fair__transitions__at__lt=F("arrived_at"), fair__transitions__from_state="announced"
    ).count()


def announcements_of_two_taps() -> int:
    fair, officer = FairFactory(), UserFactory(staff=True)
    with meanwhile(lambda: tell_everybody(fair=fair, text="Listrik padam.", by=officer)):
        tell_everybody(fair=fair, text="Listrik padam.", by=officer)
    return Announcement.objects.count()


def test_two_officers_extend_the_last_time_once():
    assert last_extensions_of_two_officers() == 1


@pytest.mark.usefixtures("unguarded")
def test_without_the_lock_both_extend():
    assert last_extensions_of_two_officers() == 2


@pytest.mark.parametrize("decide", (pause_fair, cancel_fair))
def test_nothing_is_taken_after_the_decision(decide):
    assert accepted_after(decide) == 0


@pytest.mark.usefixtures("unguarded")
def test_without_the_lock_something_is_taken_after_it():
    assert accepted_after(pause_fair) == 1


def test_what_was_taken_before_the_pause_stays():
    position, seeker, officer = position_in(FairFactory()), ready_seeker(), UserFactory(staff=True)
    with meanwhile(lambda: pause_fair(fair=position.fair, by=officer, reason="Uji")):
        receipt = send(position, seeker)
    entry = Entry.objects.select_related("application", "fair").get()
    assert entry.application.receipt == receipt.number
    assert entry.fair.paused_at is not None
    assert entry.arrived_at < entry.fair.paused_at


def test_two_taps_announce_once():
    assert announcements_of_two_taps() == 1


@pytest.mark.usefixtures("unguarded")
def test_without_the_lock_two_taps_announce_twice():
    assert announcements_of_two_taps() == 2
