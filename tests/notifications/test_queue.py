"""Queueing: in the caller's transaction, once per event and channel, for any broker."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from sikas.notifications.enums import Channel, State
from sikas.notifications.models import Message
from tests.notifications.messages import queue_code, queue_text

THREADS = 20


def queue_from_a_thread(barrier: Barrier) -> str:
    try:
        barrier.wait()
        return str(queue_code().pk)
    finally:
        connection.close()


@pytest.mark.django_db
def test_second_call_returns_the_first_message():
    first = queue_code()
    second = queue_code(address="other@example.test")
    assert second.pk == first.pk
    assert Message.objects.get().address == "rina@example.test"


@pytest.mark.django_db
def test_other_channel_is_another_message():
    queue_code()
    queue_text()
    assert Message.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_rolled_back_change_sends_nothing():
    with transaction.atomic():
        queue_code()
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def race() -> set[str]:
    barrier = Barrier(THREADS)
    with ThreadPoolExecutor(THREADS) as pool:
        return set(pool.map(queue_from_a_thread, [barrier] * THREADS))


@pytest.mark.django_db(transaction=True)
def test_parallel_calls_make_one_message(monkeypatch):
    monkeypatch.setattr("sikas.notifications.services.ring", lambda *_: None)
    assert len(race()) == 1
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_parallel_calls_without_the_constraint_make_doubles(monkeypatch):
    """Negative control: the guard is the constraint, and the race is real."""
    monkeypatch.setattr("sikas.notifications.services.ring", lambda *_: None)
    guard = "message_once_per_event_and_channel"
    constraint = next(c for c in Message._meta.constraints if c.name == guard)
    with connection.schema_editor() as editor:
        editor.remove_constraint(Message, constraint)
    try:
        with pytest.raises(Message.MultipleObjectsReturned):
            race()
        assert Message.objects.count() > 1
    finally:
        Message.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Message, constraint)


@pytest.mark.django_db
def test_in_app_message_is_delivered_at_once(django_user_model):
    person = django_user_model.objects.create_user(name="Rina", email="rina@example.test")
    message = queue_code(channel=Channel.IN_APP, address="", recipient=person)
    assert message.state == State.SENT
    assert message.context["code"] == "123456"
