"""Where accepted items land: one statement for each kind, around the same judgement."""

from integration.enums import Kind
from integration.landing.people import COMPANIES, SEEKERS
from integration.landing.sinks import Sink
from integration.landing.trainings import TRAININGS
from integration.landing.vacancies import VACANCIES

__all__ = ["SINKS"]

SINKS: dict[Kind, Sink] = {
    Kind.VACANCIES: VACANCIES,
    Kind.TRAININGS: TRAININGS,
    Kind.COMPANIES: COMPANIES,
    Kind.SEEKERS: SEEKERS,
}
