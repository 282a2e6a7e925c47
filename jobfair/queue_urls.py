"""Addresses of the officers' queues of job fairs, below /admin/antrean/."""

from jobfair.views.queues import BoothQueue, PositionQueue

urlpatterns = [*BoothQueue().urls(), *PositionQueue().urls()]
