"""Vacancies and their events."""

from jobs.models.vacancies import Vacancy, VacancyEvent

__all__ = ["Vacancy", "VacancyEvent"]
