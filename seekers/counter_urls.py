"""Addresses of the counter desk, below /admin/loket/."""

from django.urls import path

from seekers.views import counter, recovery

urlpatterns = [
    path("", counter.desk, name="counter"),
    path("daftar/", counter.register, name="counter_register"),
    path("<int:seeker_id>/", counter.person, name="counter_person"),
    path("<int:seeker_id>/identitas/", counter.identity, name="counter_identity"),
    path("<int:seeker_id>/pulihkan/", recovery.recover, name="counter_recover"),
    path("<int:seeker_id>/nik/", counter.reveal, name="counter_reveal"),
]
