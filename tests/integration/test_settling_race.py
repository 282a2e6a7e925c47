"""An officer joins a record while a settling runs: one after the other, and none of them fails."""

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from integration import linking, matching
from integration.enums import Kind
from integration.models import RemoteSeeker
from integration.settling import settle
from sikas.accounts import roles
from tests.factories import make_officer
from tests.integration.wire import pulled, resident
from tests.seekers.factories import SeekerFactory

beside_others = pytest.mark.django_db(transaction=True)
NIK = "1209190101900001"


def waits_for_a_lock(thread: threading.Thread) -> bool:
    """Tell whether another connection waits for this one; False once the thread is over."""
    while thread.is_alive():
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from pg_locks"
                " where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return True
    return False


def in_a_thread(act: Callable[[], object]) -> tuple[threading.Thread, list[Exception]]:
    faults: list[Exception] = []

    def run() -> None:
        try:
            act()
        except IntegrityError as error:
            faults.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, faults


def settle_while_an_officer_joins() -> list[Exception]:
    """Let an officer join the second record of a NIK, and a settling come before he is done."""
    pulled(Kind.SEEKERS, [resident(1), resident(2, nik=NIK, name="Suharto B", verified=False)])
    ours = SeekerFactory.create(number=NIK, name="Suharto")
    officer = make_officer(roles.COUNTER)
    pair = RemoteSeeker.objects.get(record__remote_id="s2")
    with transaction.atomic():
        linking.link(pair=pair, local_id=ours.pk, officer=officer)
        thread, faults = in_a_thread(lambda: settle(Kind.SEEKERS))
        assert waits_for_a_lock(thread)
    thread.join()
    assert RemoteSeeker.objects.get(seeker=ours) == pair
    return faults


@beside_others
def test_settling_waits_for_an_officer():
    assert settle_while_an_officer_joins() == []


@beside_others
def test_without_the_lock_the_settling_fails(monkeypatch):
    monkeypatch.setattr(matching, "_LOCK", "select %s")
    (fault,) = settle_while_an_officer_joins()
    assert "remote_seeker_once" in str(fault)
