"""Addresses of the officers' queues of vacancies and reports, below /admin/antrean/."""

from jobs.views.officer import VacancyQueue
from jobs.views.report_officer import ReportQueue

urlpatterns = [*VacancyQueue().urls(), *ReportQueue().urls()]
