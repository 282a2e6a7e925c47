"""Addresses of a person's messages and what he wants of them, under /akun/."""

from django.urls import path

from sikas.notifications import views

urlpatterns = [
    path("notifikasi/", views.settings, name="notification_settings"),
    path("pesan/", views.inbox, name="inbox"),
    path("pesan/dibaca/", views.read_all, name="inbox_read"),
    path("pesan/<uuid:message_id>/buka/", views.open_one, name="inbox_open"),
]
