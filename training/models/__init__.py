"""Training providers, their programmes and schedules, and who is interested."""

from training.models.interests import Interest
from training.models.programmes import Programme, ProgrammeTransition
from training.models.providers import Provider
from training.models.schedules import Schedule
from training.models.search import ProgrammeSearch
from training.models.words import SearchWord

__all__ = [
    "Interest",
    "Programme",
    "ProgrammeSearch",
    "ProgrammeTransition",
    "Provider",
    "Schedule",
    "SearchWord",
]
