"""What goes into a booth is the company's own and inside the fair's hours."""

from datetime import time

import pytest

from jobfair.calendar import Span, live_spans
from jobfair.enums import BoothState
from jobfair.services.building import (
    NotOwnMemberError,
    OutsideHoursError,
    remove_logo,
    set_hours,
    set_staff,
)
from tests.employers.people import member_of
from tests.jobfair.fairs import BoothFactory

pytestmark = pytest.mark.django_db


def test_only_living_members_of_the_company_stand_in_its_booth():
    booth = BoothFactory.create()
    own = member_of(booth.company).memberships.get()
    stranger = member_of(BoothFactory.create(fair=booth.fair).company).memberships.get()
    left = member_of(booth.company).memberships.get()
    left.is_active = False
    left.save()
    set_staff(booth=booth, members=[own])
    for other in (stranger, left):
        with pytest.raises(NotOwnMemberError):
            set_staff(booth=booth, members=[other])
    assert booth.staff.get().member == own
    set_staff(booth=booth, members=[])
    assert not booth.staff.exists()


def test_hours_outside_of_the_fairs_or_twice_in_one_of_them_leave_those_before():
    booth = BoothFactory.create()
    *_others, last = live_spans(booth.fair)
    set_hours(booth=booth, spans=[last])
    for wrong in (
        [Span(last.day, time(0), last.ends)],
        [Span(last.day.replace(year=2001), last.starts, last.ends)],
        [last, last],
        [Span(last.day, last.ends, last.starts)],
    ):
        with pytest.raises(OutsideHoursError):
            set_hours(booth=booth, spans=wrong)
    assert booth.hours.get().starts == last.starts


def test_logo_taken_away_twice_changes_nothing_the_second_time():
    booth = BoothFactory.create()
    person = member_of(booth.company)
    for _tap in range(2):
        assert remove_logo(booth=booth, by=person).state == BoothState.APPROVED
    assert booth.transitions.count() == 1
