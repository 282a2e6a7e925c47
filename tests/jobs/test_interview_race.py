"""A company changes an interview while its applicant takes the application back."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from jobs.enums import InterviewKind
from jobs.models import Interview
from jobs.services import applying, interviews
from jobs.services.ending import end_interviews
from sikas.clock import now
from sikas.workflow.transitions import TransitionRefusedError
from tests.jobs.applicants import account_of
from tests.jobs.racing import MOMENT, MOMENTS, who_wait
from tests.jobs.recruiting import Recruiting

pytestmark = pytest.mark.django_db(transaction=True)


def errors_of_both(monkeypatch) -> list[type[Exception]]:
    """Let the company begin between the two steps of a withdrawal; return what both ran into."""
    ours = Recruiting()
    errors: list[type[Exception]] = []
    one = ours.applicant()
    plan = interviews.Plan(InterviewKind.PLACE, now() + timedelta(days=3), "Kantor")
    interviews.invite_to_interview(company=ours.company, keys=[one.pk], plan=plan, by=ours.person)

    def change() -> None:
        try:
            interviews.reschedule_interview(
                company=ours.company,
                interview=Interview.objects.get(),
                plan=replace(plan, where="Gudang"),
                by=ours.person,
            )
        except (OperationalError, TransitionRefusedError) as error:
            errors.append(type(error))
        finally:
            connection.close()

    other = threading.Thread(target=change)

    def end(*args, **kwargs):
        other.start()
        for _look in range(MOMENTS):
            other.join(MOMENT)
            if who_wait() or not other.is_alive():
                break
        return end_interviews(*args, **kwargs)

    monkeypatch.setattr(applying, "end_interviews", end)
    try:
        applying.withdraw_application(application=one, by=account_of(one.seeker))
    except OperationalError as error:
        errors.append(type(error))
    other.join()
    return errors


def test_change_waits_for_the_withdrawal_and_is_refused(monkeypatch):
    assert errors_of_both(monkeypatch) == [TransitionRefusedError]


def test_without_the_lock_on_the_application_they_wait_for_each_other(monkeypatch):
    monkeypatch.setattr(
        interviews, "lock_chosen", lambda _company, keys: dict.fromkeys(keys, "sent")
    )
    assert OperationalError in errors_of_both(monkeypatch)
