"""Vacancies and their events."""

from jobs.models.vacancies import Vacancy, VacancyTransition

__all__ = ["Vacancy", "VacancyTransition"]
