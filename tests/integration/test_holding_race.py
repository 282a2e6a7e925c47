"""Somebody is erased or merged while he is joined with a record: one waits, none is broken off."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection

from integration import linking, matching, personal
from integration.comparing import compare, rows_for
from integration.enums import Kind, RecordState
from integration.matching import settling
from integration.models import RemoteRecord, RemoteSeeker
from integration.settling import settle
from seekers.enums import NikConflictState
from seekers.models import NikConflict, Seeker
from seekers.services import conflicts
from seekers.services.identity import NO_INDEXES
from sikas import personal_data
from sikas.accounts import roles
from sikas.accounts.models.requests import ERASED_AFTER
from sikas.accounts.services.erasure import erase_person
from sikas.accounts.services.requests import run_due_erasures
from sikas.personal_data import Person
from tests.factories import UserFactory, make_officer
from tests.integration.test_settling_race import waits_for_a_lock
from tests.integration.wire import pulled, resident
from tests.jobs.racing import meanwhile
from tests.my_data.test_requests import erasure
from tests.seekers.factories import SeekerFactory

beside_others = pytest.mark.django_db(transaction=True)
NIK = "1209190101900001"
Faults = list[OperationalError]


@pytest.fixture
def unheld(monkeypatch) -> None:
    """Let whoever forgets and merges hold nobody first."""
    for module in (personal_data, conflicts):
        monkeypatch.setattr(module, "hold", lambda *_people: None)


@contextmanager
def faults_of(act: Callable[[], object], faults: Faults) -> Iterator[threading.Thread]:
    """Yield a thread that does something, not begun; keep what the database breaks off."""

    def run() -> None:
        try:
            act()
        except OperationalError as fault:
            faults.append(fault)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    try:
        yield thread
    except OperationalError as fault:
        faults.append(fault)
    thread.join()


def begin_before(monkeypatch, place: Any, name: str, thread: threading.Thread, call: int) -> None:
    """Let a thread begin, and come as far as it can, before a function is called that often."""
    real, calls = getattr(place, name), []

    def called(*given: Any, **named: Any) -> Any:
        calls.append(name)
        if len(calls) == call:
            thread.start()
            assert waits_for_a_lock(thread)
        return real(*given, **named)

    monkeypatch.setattr(place, name, called)


def erased_while_he_is_joined(monkeypatch) -> Faults:
    account = UserFactory.create(name="Budi Santoso")
    ours = SeekerFactory.create(number=NIK, name="Budi Santoso", user=account)
    pulled(Kind.SEEKERS, [resident(1)])
    pair, officer = RemoteSeeker.objects.get(), make_officer(roles.COUNTER)
    mark = compare(pair, rows_for(pair).get()).mark
    faults: Faults = []
    with faults_of(lambda: erase_person(Person(seeker_id=ours.pk)), faults) as thread:
        begin_before(monkeypatch, linking, "_write", thread, 1)
        linking.link(pair=pair, local_id=ours.pk, officer=officer, checked=mark)
    return faults


def merged_while_his_record_is_replaced(monkeypatch) -> Faults:
    """Settle that a record is gone and another of its NIK is there, while two profiles merge."""
    claimant = SeekerFactory.create(number=NIK, name="Suharto")
    Seeker.objects.update(**NO_INDEXES)
    SeekerFactory.create(number=NIK, name="Suharto")
    conflict, officer = NikConflict.objects.create(seeker=claimant), make_officer(roles.COUNTER)
    pulled(Kind.SEEKERS, [resident(1)])
    RemoteSeeker.objects.update(seeker=claimant)
    pulled(Kind.SEEKERS, [resident(1), resident(2, nik=NIK)])
    RemoteSeeker.objects.filter(record__remote_id="s2").update(seeker=None)
    RemoteRecord.objects.filter(remote_id="s1").update(state=RecordState.GONE)
    faults: Faults = []

    def merge() -> None:
        conflicts.settle(
            conflict=conflict, to=NikConflictState.MERGED, officer=officer, reason="Satu orang."
        )

    with faults_of(merge, faults) as thread:
        begin_before(monkeypatch, matching, "_execute", thread, 2)
        matching.match(Kind.SEEKERS)
    return faults


@beside_others
def test_who_is_erased_while_he_is_joined_is_forgotten(monkeypatch):
    assert erased_while_he_is_joined(monkeypatch) == []
    assert Seeker.objects.get().erased_at
    assert RemoteRecord.objects.get().state == RecordState.SUPPRESSED
    assert not RemoteSeeker.objects.exists()


@beside_others
def test_without_holding_him_one_of_the_two_is_broken_off(monkeypatch, unheld):
    (fault,) = erased_while_he_is_joined(monkeypatch)
    assert "deadlock" in str(fault)


@beside_others
def test_who_is_merged_while_his_record_is_replaced_keeps_the_new_one(monkeypatch):
    assert merged_while_his_record_is_replaced(monkeypatch) == []
    kept = Seeker.objects.get(merged_into=None)
    settle(Kind.SEEKERS)
    assert RemoteSeeker.objects.get().seeker == kept


@beside_others
def test_without_holding_them_the_merge_or_the_settling_is_broken_off(monkeypatch, unheld):
    (fault,) = merged_while_his_record_is_replaced(monkeypatch)
    assert "deadlock" in str(fault)


@beside_others
def test_due_erasure_waits_for_its_next_turn_while_records_are_settled(monkeypatch):
    monkeypatch.setattr(personal, "PATIENCE", "1ms")
    ours = SeekerFactory.create(name="Suharto", user=UserFactory.create())
    assert ours.user
    erasure(ours.user, ago=ERASED_AFTER)
    erased: list[int] = []
    with meanwhile(lambda: erased.append(run_due_erasures())), settling(Kind.SEEKERS):
        pass
    assert (erased, run_due_erasures()) == ([0], 1)
