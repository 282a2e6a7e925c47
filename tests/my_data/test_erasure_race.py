"""A profile is saved at the moment of its erasure: nothing of the person remains."""

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from seekers.models import Seeker, Skill
from sikas.accounts.services.erasure import erase_person
from sikas.personal_data import Person
from tests.my_data.dumps import found_in_database
from tests.seekers.factories import SeekerFactory

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = "select count(*) from pg_locks where not granted"


def in_a_thread(act: Callable[[], object]) -> tuple[threading.Thread, list[Exception]]:
    errors: list[Exception] = []

    def run() -> None:
        try:
            act()
        except IntegrityError as error:
            errors.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, errors


def until_it_waits(thread: threading.Thread) -> None:
    """Return when the thread waits for a lock of this connection, or has ended."""
    while thread.is_alive():
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        thread.join(0.01)


def save_during_an_erasure() -> list[Exception]:
    """Begin to erase, save two forms that were opened before, and let the erasure end."""
    seeker = SeekerFactory.create()
    stale = Seeker.objects.get(pk=seeker.pk)

    def save_skill() -> None:
        Skill.objects.create(seeker=stale, name="Menyulam songket")

    def save_profile() -> None:
        stale.address = "Gang Melur"
        stale.save()

    errors = []
    for save in (save_skill, save_profile):
        with transaction.atomic():
            if save is save_skill:
                erase_person(Person(seeker_id=seeker.pk))
            else:
                Seeker.objects.select_for_update().get(pk=seeker.pk)
            thread, failed = in_a_thread(save)
            until_it_waits(thread)
        thread.join()
        errors += failed
    return errors


def test_what_is_saved_during_an_erasure_is_refused():
    errors = save_during_an_erasure()
    assert len(errors) == 2
    assert all("is erased" in str(error) for error in errors)
    assert found_in_database(["songket", "Gang Melur"]) == []


def test_without_the_triggers_it_remains():
    with connection.cursor() as cursor:
        for table in ("seekers_seeker", "seekers_skill"):
            cursor.execute(f"alter table {table} disable trigger user")
    try:
        assert save_during_an_erasure() == []
        found = {value for _table, value in found_in_database(["songket", "Gang Melur"])}
        assert found == {"songket", "Gang Melur"}
    finally:
        with connection.cursor() as cursor:
            for table in ("seekers_seeker", "seekers_skill"):
                cursor.execute(f"alter table {table} enable trigger user")


def test_what_was_being_saved_before_is_erased_with_the_rest():
    seeker = SeekerFactory.create()
    with transaction.atomic():
        Skill.objects.create(seeker=seeker, name="Menyulam songket")
        thread, errors = in_a_thread(lambda: erase_person(Person(seeker_id=seeker.pk)))
        until_it_waits(thread)
    thread.join()
    assert errors == []
    assert found_in_database(["songket"]) == []
    assert Seeker.objects.get().erased_at
