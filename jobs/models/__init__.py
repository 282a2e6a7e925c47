"""Vacancies, their events, their results and their search rows."""

from jobs.models.results import FillReport
from jobs.models.search import SearchWord, VacancySearch
from jobs.models.vacancies import Vacancy, VacancyTransition

__all__ = ["FillReport", "SearchWord", "Vacancy", "VacancySearch", "VacancyTransition"]
