"""The numbers of a fair count what they are defined to count, in one statement."""

from datetime import timedelta
from uuid import uuid4

import pytest

from jobfair.counting import Numbers, count
from jobfair.enums import BoothState, PositionState
from jobfair.services.booths import decide_booth
from jobfair.services.entering import apply_in_fair, register
from jobfair.services.positions import close_position
from jobs.services.applying import submit_application, withdraw_application
from sikas import clock as time
from sikas.accounts import roles
from tests.factories import make_officer
from tests.jobfair.fairs import BoothFactory, FairFactory, position_in
from tests.jobs.applicants import account_of, ready_seeker
from tests.jobs.factories import VacancyFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_nothing_is_zero(django_assert_num_queries):
    fair = FairFactory.create()
    with django_assert_num_queries(1):
        assert count(fair) == Numbers(0, 0, 0, 0, 0, 0)


def test_each_number_counts_what_it_says():
    fair = FairFactory.create()
    booth = BoothFactory.create(fair=fair)
    men = VacancyFactory.create(company=booth.company, openings_men=3, openings_women=2)
    first, second = position_in(booth=booth, vacancy=men), position_in(booth=booth)
    BoothFactory.create(fair=fair, state=BoothState.APPROVED, ready_at=None)
    position_in(booth=booth, state=PositionState.PROPOSED)
    one, two = ready_seeker(), ready_seeker()
    register(fair=fair, seeker=ready_seeker())  # takes part and sends nothing
    submit_application(seeker=one, vacancy=VacancyFactory.create(), key=uuid4())  # elsewhere
    for seeker, position in ((one, first), (one, second), (two, first)):
        apply_in_fair(seeker=seeker, position=position, key=uuid4())
    assert count(fair) == Numbers(1, 2, 7, 2, 3, 0)
    withdraw_application(application=two.applications.get(), by=account_of(two))
    assert count(fair) == Numbers(1, 2, 7, 1, 2, 1)


def test_other_fairs_are_not_counted():
    fair, past = FairFactory.create(), FairFactory.create(over=True)
    position_in(past)
    position = position_in(fair)
    apply_in_fair(seeker=ready_seeker(), position=position, key=uuid4())
    assert count(past) == Numbers(1, 1, 1, 0, 0, 0)
    assert count(fair) == Numbers(1, 1, 1, 1, 1, 0)


def test_booth_that_was_live_stays_counted_and_one_suspended_before_is_not():
    officer = make_officer(roles.FAIR_MANAGER)
    running = position_in(FairFactory.create(opens_at=time.now() - HOUR))
    close_position(position=position_in(booth=running.booth), by=officer)
    decide_booth(booth=running.booth, to=BoothState.SUSPENDED, officer=officer, reason="Penipuan")
    assert count(running.fair) == Numbers(1, 2, 2, 0, 0, 0)
    next_month = {"opens_at": time.now() + 700 * HOUR, "closes_at": time.now() + 800 * HOUR}
    coming = position_in(FairFactory.create(**next_month))
    assert count(coming.fair).companies == 1
    decide_booth(booth=coming.booth, to=BoothState.SUSPENDED, officer=officer, reason="Penipuan")
    assert count(coming.fair) == Numbers(0, 0, 0, 0, 0, 0)
