"""A page and a settling that write the same residents at once: neither breaks the other off."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import OperationalError, connection, transaction

from integration import matching
from integration.enums import Kind
from integration.landing import SINKS
from integration.mapping import MAPPINGS
from integration.mapping.lists import Lists
from integration.mapping.reader import Accepted, Reader
from integration.models import RemoteSeeker
from tests.integration.wire import pulled, resident
from tests.jobs.racing import MOMENT, MOMENTS, who_wait

pytestmark = pytest.mark.django_db(transaction=True)


def page_lands() -> None:
    """Write new versions of all, in the order of the wire, which is not that of the table."""
    reader = Reader(MAPPINGS[Kind.SEEKERS], Lists())
    read = [reader.read(resident(number, 2, name="Baru")) for number in (3, 2, 1)]
    with transaction.atomic():
        SINKS[Kind.SEEKERS].land([one for one in read if isinstance(one, Accepted)])


def broken_off() -> list[str]:
    """Let both begin while the second of three residents is held; return who was broken off."""
    pulled(Kind.SEEKERS, [resident(number) for number in (1, 2, 3)])
    RemoteSeeker.objects.update(parted_from=1, waits_since=None)  # so all of them wait anew
    failed: list[str] = []

    def doing(name: str, act: Callable[[], object]) -> threading.Thread:
        def run() -> None:
            try:
                act()
            except OperationalError:
                failed.append(name)
            finally:
                connection.close()

        return threading.Thread(target=run)

    threads = [
        doing("page", page_lands),
        doing("settling", lambda: matching.note_waiting(Kind.SEEKERS)),
    ]
    with transaction.atomic():
        RemoteSeeker.objects.select_for_update(of=("self",)).get(record__remote_id="s2")
        for number, thread in enumerate(threads, start=1):
            thread.start()
            for _look in range(MOMENTS):
                if who_wait() >= number:
                    break
                threading.Event().wait(MOMENT)
    for thread in threads:
        thread.join()
    return failed


def test_page_and_settling_write_residents_in_one_order():
    assert broken_off() == []


def test_page_in_the_order_of_the_wire_breaks_one_of_the_two_off(monkeypatch):
    """Negative control."""
    sink = SINKS[Kind.SEEKERS]
    unordered = replace(sink, writes=sink.writes.replace("order by record_id", ""))
    monkeypatch.setitem(SINKS, Kind.SEEKERS, unordered)
    assert len(broken_off()) == 1
