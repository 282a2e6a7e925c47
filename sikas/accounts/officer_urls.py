"""Addresses of looking as somebody else, below /admin/lihat-sebagai/."""

from django.urls import path

from sikas.accounts.views import impersonation

urlpatterns = [
    path("selesai/", impersonation.end, name="impersonation_end"),
    path("<uuid:pk>/", impersonation.start, name="impersonation_start"),
]
