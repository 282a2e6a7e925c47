"""Addresses of the officers' queue of companies, below /admin/antrean/."""

from employers.views.officer import CompanyQueue

urlpatterns = CompanyQueue().urls()
