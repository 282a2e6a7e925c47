"""Whose number a row has: a NIK by its blind index in either place, a NIB as it is."""

from typing import Any

from django.db.models import Q

from employers.models import Company
from integration.models import RemoteCompany
from seekers.services.official import SLOTS


def number_of(row: Any) -> Q:
    """Return the condition of having the number of a row; without one nobody fulfils it."""
    places = ("nib",) if isinstance(row, Company | RemoteCompany) else SLOTS
    condition = Q()
    for place in places:
        if value := getattr(row, place):
            condition |= Q(**{place: value})
    return condition or Q(pk__in=[])


def is_one_nik(row: Any, other: Any) -> bool:
    """Tell whether two people have the same NIK."""
    return any(getattr(row, one) and getattr(row, one) == getattr(other, one) for one in SLOTS)
