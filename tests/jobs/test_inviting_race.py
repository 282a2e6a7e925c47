"""Invitations and withdrawn consents at the same moment: limits hold, and gone is gone."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.db import connection, transaction

from jobs.models import ApplyInvitation, Candidate, Vacancy
from jobs.services import inviting
from jobs.services.inviting import InvitedEnoughError, TooManyInvitationsError, invite_to_apply
from seekers.enums import Visibility
from seekers.models import Education, Seeker
from sikas.accounts.models import User
from tests.jobs.company_side import owner_of
from tests.jobs.matching import vacancy, wishing
from tests.jobs.racing import leave_locks_out, meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unguarded(monkeypatch) -> None:
    leave_locks_out(monkeypatch)


@pytest.fixture
def rows_without_lock() -> Iterator[None]:
    """Take away the guard of the rows: who writes one waits for nobody."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_get_functiondef('jobs_refresh_candidates'::regproc)")
        (text,) = cursor.fetchone()
        assert text.count("for no key update") == 1
        cursor.execute(text.replace("for no key update", ""))
        yield
        cursor.execute(text)


def try_to_invite(to: Vacancy, seeker: Seeker, by: User) -> None:
    with suppress(InvitedEnoughError, TooManyInvitationsError):
        invite_to_apply(vacancy=to, seeker_id=seeker.pk, by=by)


def invitations_from_two_companies() -> int:
    """Return how many a person has whom two invite at once, and who may have one more."""
    seeker, first, second = wishing("5230"), vacancy(), vacancy()
    owners = owner_of(first), owner_of(second)
    with meanwhile(lambda: try_to_invite(second, seeker, owners[1])):
        try_to_invite(first, seeker, owners[0])
    return ApplyInvitation.objects.filter(seeker=seeker).count()


def invitations_to_one_vacancy() -> int:
    """Return how many a vacancy sent of which one was left, by two colleagues at once."""
    wanted, first, second = vacancy(), wishing("5230"), wishing("5230")
    owner = owner_of(wanted)
    with meanwhile(lambda: try_to_invite(wanted, second, owner)):
        try_to_invite(wanted, first, owner)
    return wanted.invitations.count()


def rows_after_withdrawing() -> int:
    """Return the rows of a person who withdraws the consent while a school is written."""
    seeker = wishing("5230")

    def study() -> None:
        Education.objects.create(seeker_id=seeker.pk, level=81, school="USU")

    with meanwhile(study), transaction.atomic():
        Seeker.objects.filter(pk=seeker.pk).update(visibility=Visibility.APPLIED)
    return Candidate.objects.count()


def test_one_person_never_gets_more_than_the_limit(monkeypatch):
    monkeypatch.setattr(inviting, "A_WEEK", 1)
    assert invitations_from_two_companies() == 1


@pytest.mark.usefixtures("unguarded")
def test_without_the_lock_one_person_gets_more(monkeypatch):
    monkeypatch.setattr(inviting, "A_WEEK", 1)
    assert invitations_from_two_companies() == 2


def test_one_vacancy_never_sends_more_than_the_limit(monkeypatch):
    monkeypatch.setattr(inviting, "A_DAY", 1)
    assert invitations_to_one_vacancy() == 1


@pytest.mark.usefixtures("unguarded")
def test_without_the_lock_one_vacancy_sends_more(monkeypatch):
    monkeypatch.setattr(inviting, "A_DAY", 1)
    assert invitations_to_one_vacancy() == 2


def test_who_withdraws_stays_away_whatever_is_written_meanwhile():
    assert rows_after_withdrawing() == 0


@pytest.mark.usefixtures("rows_without_lock")
def test_without_the_lock_a_row_comes_back():
    assert rows_after_withdrawing() == 1
