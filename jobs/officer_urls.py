"""Addresses of the officers' queues of this app, below /admin/antrean/."""

from jobs.views.officer import VacancyQueue
from jobs.views.placement_officer import PlacementQueue
from jobs.views.report_officer import ReportQueue

urlpatterns = [*VacancyQueue().urls(), *ReportQueue().urls(), *PlacementQueue().urls()]
