"""Random sequences of events: after any of them both sides agree again.

`make test` tries the same few hundred each time; `make test-long` ten thousand new ones, and prints
those that fail as a program.
"""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from integration.enums import Kind
from integration.simulator import words
from sikas.reference.models import Industry
from tests.clock import Clock
from tests.factories import UserFactory
from tests.integration.invariants import BrokenError
from tests.integration.machine import Pulling
from tests.seekers.places import make_village

SHORT = settings(
    max_examples=50, stateful_step_count=12, deadline=None, derandomize=True, database=None
)
LONG = settings(SHORT, max_examples=2500, derandomize=False)  # 10,000 of four kinds


@pytest.fixture
def machine(db: None, clock: Clock):
    """Return a function that makes the machine of a kind."""
    make_village()
    letter = Industry.objects.create(code="A", edition=2020, digits=1, title="A")
    for code in words.KBLI:
        Industry.objects.create(code=code, edition=2020, digits=2, title=code, parent=letter)
    officer = UserFactory.create(is_staff=True)

    def of(kind: Kind) -> Any:
        names = {"kind": kind, "clock": clock, "officer": officer}
        return type(f"Pulling{kind.name}", (Pulling,), names)

    return of


@pytest.mark.parametrize("kind", Kind)
def test_both_sides_agree_after_any_sequence(machine, kind):
    run_state_machine_as_test(machine(kind), settings=SHORT)


def test_machine_catches_who_asks_for_nothing_again(machine, monkeypatch):
    monkeypatch.setattr("integration.pull.ask_again", lambda *_: None)
    sequence = machine(Kind.SEEKERS)()
    sequence.opens(1, is_next_day=False)
    sequence.record_is_spoiled_on_its_way(0, "null")
    with pytest.raises(BrokenError, match="live there, not here"):
        sequence.teardown()


def test_much_that_stays_unreadable_is_said(machine):
    sequence = machine(Kind.VACANCIES)()
    sequence.opens(1, is_next_day=False)
    sequence.records_come(2)
    for number in range(3):
        sequence.record_cannot_be_read_any_more(number, None)
    sequence.teardown()  # asks that the stream says so, and nothing else


@pytest.mark.long
@pytest.mark.parametrize("kind", Kind)
def test_both_sides_agree_after_very_many_sequences(machine, kind):
    run_state_machine_as_test(machine(kind), settings=LONG)
