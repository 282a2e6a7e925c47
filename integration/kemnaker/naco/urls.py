"""Addresses of the SIAPkerja sign-in, under /akun/; absent while the ministry gave us no keys."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from integration.kemnaker.naco import returning, views

urlpatterns = [
    path("siapkerja/", views.offered(views.StartView.as_view()), name="siapkerja_login"),
    path("siapkerja/kembali/", views.offered(returning.callback), name="siapkerja_callback"),
    path("siapkerja/daftar/", views.offered(views.RegisterView.as_view()), name="siapkerja_signup"),
    path(
        "keamanan/siapkerja/",
        views.offered(login_required(views.ConnectionsView.as_view())),
        name="socialaccount_connections",
    ),
]
