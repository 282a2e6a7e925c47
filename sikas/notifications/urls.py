"""Addresses of a person's messages, under /akun/."""

from django.urls import path

from sikas.notifications import views

urlpatterns = [
    path("pesan/", views.inbox, name="inbox"),
    path("pesan/dibaca/", views.read_all, name="inbox_read"),
    path("pesan/<uuid:message_id>/buka/", views.open_one, name="inbox_open"),
]
