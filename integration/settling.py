"""What an arrival decides here: numbers that match, search rows that wait."""

from integration.enums import Kind
from integration.forgetting import forget_residents
from integration.matching import PAIRINGS, match, note_waiting
from integration.ownership import take_over
from jobs.search.upkeep import make_late_rows


def settle(kind: Kind) -> None:
    """Do what the records of a run make necessary; safe to do again."""
    if kind == Kind.VACANCIES:
        make_late_rows()
    elif kind in PAIRINGS:
        if kind == Kind.SEEKERS:
            forget_residents()
        match(kind)
        take_over(kind)
        note_waiting(kind)
