"""Addresses of a company's own side, below /perusahaan-saya/."""

from django.urls import path

from employers.views import mine, profile

urlpatterns = [
    path("", mine.choose, name="my_companies"),
    path("semua/", mine.choose, {"always": True}, name="all_my_companies"),
    path("baru/", profile.new, name="company_new"),
    path("<int:company_id>/profil/", profile.summary, name="company_profile"),
    path("<int:company_id>/profil/<slug:step_slug>/", profile.step, name="company_step"),
]
