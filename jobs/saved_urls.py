"""Addresses of what a job seeker keeps."""

from django.urls import path

from jobs.views.seeker import saved, searches

urlpatterns = [
    path("lowongan-tersimpan/", saved.saved, name="saved_vacancies"),
    path("lowongan-tersimpan/simpan/", saved.save, name="save_vacancy"),
    path("lowongan-tersimpan/hapus/", saved.unsave, name="unsave_vacancy"),
    path("pencarian-tersimpan/", searches.searches, name="saved_searches"),
    path("pencarian-tersimpan/baru/", searches.new, name="save_search"),
    path("pencarian-tersimpan/<int:search_id>/irama/", searches.rhythm, name="search_rhythm"),
    path("pencarian-tersimpan/<int:search_id>/jeda/", searches.pause, name="pause_search"),
    path("pencarian-tersimpan/<int:search_id>/hapus/", searches.remove, name="remove_search"),
]
