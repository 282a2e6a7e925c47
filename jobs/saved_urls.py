"""Addresses of what a job seeker keeps."""

from django.urls import path

from jobs.views.seeker import saved

urlpatterns = [
    path("lowongan-tersimpan/", saved.saved, name="saved_vacancies"),
    path("lowongan-tersimpan/simpan/", saved.save, name="save_vacancy"),
    path("lowongan-tersimpan/hapus/", saved.unsave, name="unsave_vacancy"),
]
