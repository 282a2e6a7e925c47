"""What an arrival decides here: numbers that match, search rows that wait."""

from integration.enums import Kind
from jobs.search.upkeep import make_late_rows


def settle(kind: Kind) -> None:
    """Do what the records of a run make necessary; safe to do again."""
    if kind == Kind.VACANCIES:
        make_late_rows()
