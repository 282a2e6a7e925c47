"""Vacancies, their events and their search rows."""

from jobs.models.search import SearchWord, VacancySearch
from jobs.models.vacancies import Vacancy, VacancyTransition

__all__ = ["SearchWord", "Vacancy", "VacancySearch", "VacancyTransition"]
