"""Addresses of the officers' queue of vacancies, below /admin/antrean/."""

from jobs.views.officer import VacancyQueue

urlpatterns = VacancyQueue().urls()
