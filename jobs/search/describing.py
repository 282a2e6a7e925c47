"""A search in words, as people recognise it."""

from jobs.search.criteria import Criteria
from jobs.search.lists import Lists


def describe(criteria: Criteria, known: Lists) -> str:
    """Return words and names of filters: `kasir · Kota Kisaran Timur · SMA/SMK`.

    A value that the portal knows no longer stands there as its code.
    """
    names = (
        group.name(value, known) or value for group, values in criteria.filters for value in values
    )
    return " · ".join(filter(None, [criteria.text, *names]))
