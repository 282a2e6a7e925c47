"""Two loads at a time: the second waits for the first and finds nothing to do."""

import threading

import pytest
from django.db import IntegrityError, connection

from sikas.reference import services

pytestmark = pytest.mark.django_db(transaction=True)


def load_twice_at_once():
    results, errors = [], []

    def load():
        try:
            results.append(sum(counts.inserted for counts in services.load_reference()))
        except IntegrityError as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=load) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results), len(errors)


def test_second_load_waits_and_inserts_nothing():
    assert load_twice_at_once() == ([0, 2204], 0)


def test_without_waiting_one_load_fails(monkeypatch):
    monkeypatch.setattr(services, "_wait_for_other_load", lambda: None)
    assert load_twice_at_once() == ([2204], 1)
