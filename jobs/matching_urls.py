"""Addresses of what is found for a job seeker."""

from django.urls import path

from jobs.views.seeker import fitting

urlpatterns = [
    path("lowongan/untuk-anda/", fitting.fitting, name="fitting_vacancies"),
]
