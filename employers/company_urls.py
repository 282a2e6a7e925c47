"""Addresses of a company's own side, below /perusahaan-saya/."""

from django.urls import path

from employers.views import mine

urlpatterns = [
    path("", mine.choose, name="my_companies"),
    path("semua/", mine.choose, {"always": True}, name="all_my_companies"),
]
