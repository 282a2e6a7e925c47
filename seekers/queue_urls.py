"""Addresses of the officers' queue of NIKs, below /admin/antrean/."""

from seekers.views.conflicts import NikConflictQueue

urlpatterns = NikConflictQueue().urls()
