"""Addresses of a person's messages, what he wants of them, and the links that stop e-mails."""

from django.urls import path

from sikas.notifications import views

urlpatterns = [
    path("akun/notifikasi/", views.settings, name="notification_settings"),
    path("akun/pesan/", views.inbox, name="inbox"),
    path("akun/pesan/dibaca/", views.read_all, name="inbox_read"),
    path("akun/pesan/<uuid:message_id>/buka/", views.open_one, name="inbox_open"),
    path("berhenti/<token>/", views.unsubscribe, name="unsubscribe"),
    path("berhenti/<token>/batal/", views.resubscribe, name="resubscribe"),
]
