"""A case is held by one officer at a time."""

import threading

import pytest
from django.db import connection

from employers.enums import CompanyState
from employers.models import Company
from sikas.accounts.models import User
from sikas.workflow import claims
from sikas.workflow.models import Claim


def officers(number: int) -> list[User]:
    return [
        User.objects.create_user(name=f"Petugas {place}", email=f"petugas{place}@example.id")
        for place in range(number)
    ]


def cases(number: int) -> list[Company]:
    return [
        Company.objects.create(name=f"CV {place}", nib=f"{place:013}", state=CompanyState.SUBMITTED)
        for place in range(number)
    ]


@pytest.mark.django_db
def test_claim_keeps_others_off_until_released():
    first, second = officers(2)
    (case,) = cases(1)
    assert claims.claim(case, first)
    assert not claims.claim(case, second)
    assert claims.holder(case) == first
    claims.release(case, second)
    assert claims.holder(case) == first
    claims.release(case, first)
    assert claims.holder(case) is None
    assert claims.claim(case, second)


@pytest.mark.django_db
def test_claim_can_be_prolonged_by_its_holder():
    (officer,) = officers(1)
    (case,) = cases(1)
    claims.claim(case, officer)
    before = Claim.objects.get().until
    assert claims.claim(case, officer)
    assert Claim.objects.get().until > before


@pytest.mark.django_db
def test_claim_that_ran_out_is_free_for_the_next():
    first, second = officers(2)
    (case,) = cases(1)
    claims.claim(case, first)
    Claim.objects.update(until="2020-01-01T00:00Z")
    assert claims.holder(case) is None
    assert claims.claim(case, second)
    assert claims.holder(case) == second


@pytest.mark.django_db
def test_claim_next_gives_the_own_case_again_and_then_the_oldest_free_one():
    first, second = officers(2)
    oldest, middle, _newest = cases(3)
    waiting = Company.objects.waiting()
    assert claims.claim_next(waiting, first, order=["pk"]) == oldest
    assert claims.claim_next(waiting, first, order=["pk"]) == oldest
    assert claims.claim_next(waiting, second, order=["pk"]) == middle


@pytest.mark.django_db
def test_claim_next_is_none_when_all_are_held():
    first, second = officers(2)
    cases(1)
    claims.claim_next(Company.objects.waiting(), first, order=["pk"])
    assert claims.claim_next(Company.objects.waiting(), second, order=["pk"]) is None


def take_together(people: list[User]) -> list[int]:
    """Let every officer ask for the next case at the same moment; return what they got."""
    barrier, taken = threading.Barrier(len(people)), []

    def take(officer: User) -> None:
        try:
            barrier.wait()
            case = claims.claim_next(Company.objects.waiting(), officer, order=["pk"])
            taken.append(case.pk if case else 0)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[officer]) for officer in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


@pytest.mark.django_db(transaction=True)
def test_claim_next_never_gives_one_case_to_two_officers():
    people = officers(8)
    cases(8)
    taken = take_together(people)
    assert len(set(taken)) == 8
    assert 0 not in taken


@pytest.mark.django_db(transaction=True)
def test_claim_race_is_seen_without_the_guard(monkeypatch):
    people = officers(8)
    cases(8)
    monkeypatch.setattr(claims, "claim", lambda *_: True)
    assert len(set(take_together(people))) < 8
