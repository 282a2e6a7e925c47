"""An application in flight while the report is frozen is in it or was refused; never lost."""

from datetime import timedelta

import pytest

from jobfair.models import Entry, FairReport
from jobfair.services import reporting
from jobfair.services.reporting import freeze_report
from tests.jobfair.reports import positions, send
from tests.jobs.applicants import ready_seeker
from tests.jobs.racing import leave_locks_out, meanwhile

pytestmark = pytest.mark.django_db(transaction=True)
PAST_THE_GRACE = timedelta(minutes=2)


def counted_while_in_flight(clock) -> tuple[int, int]:
    """Freeze a fair while an application is being written; return those in the report, and all."""
    (position,) = positions(1)
    seeker, fair = ready_seeker(), position.fair

    def freeze() -> None:
        clock.move(PAST_THE_GRACE)
        freeze_report(fair=fair, version=0)

    clock.freeze(fair.closes_at - timedelta(seconds=1))
    with meanwhile(freeze):
        send(position, seeker)
    return FairReport.objects.get().figures["summary"]["applications"], Entry.objects.count()


def test_accepted_application_is_waited_for(clock):
    assert counted_while_in_flight(clock) == (1, 1)


def test_without_the_locks_it_would_be_lost(clock, monkeypatch):
    leave_locks_out(monkeypatch)
    monkeypatch.setattr(reporting, "_HOLD_STEPS", "select 1")
    assert counted_while_in_flight(clock) == (0, 1)


def test_application_that_comes_during_the_freezing_is_refused(clock):
    (position,) = positions(1)
    seeker, fair = ready_seeker(), position.fair
    clock.freeze(fair.closes_at + PAST_THE_GRACE)
    with meanwhile(lambda: send(position, seeker)):
        freeze_report(fair=fair, version=0)
    assert not Entry.objects.exists()
    assert FairReport.objects.get().figures["summary"]["applications"] == 0
