"""Addresses of the officers' queue of requests about personal data, below /admin/antrean/."""

from sikas.pages.officers.requests import DataRequestQueue

urlpatterns = DataRequestQueue().urls()
