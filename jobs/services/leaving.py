"""Somebody leaves for the portal of origin to apply there."""

from jobs.models import Departure, Vacancy
from jobs.models.departures import CONSENT_VERSION
from sikas.accounts.models import User


def register_departure(*, vacancy: Vacancy, user: User | None) -> Departure:
    """Take down that somebody, signed in or not, agreed to leave for a vacancy's own portal."""
    return Departure.objects.create(vacancy=vacancy, user=user, consent_version=CONSENT_VERSION)
