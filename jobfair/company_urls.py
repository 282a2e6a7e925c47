"""Addresses of a company's fairs, below /perusahaan-saya/<company_id>/job-fair/."""

from django.urls import path

from jobfair.views.company import builder, building, joining, positions, preview, today

urlpatterns = [
    path("", today.fairs, name="company_fairs"),
    path("<slug:slug>/", today.today, name="company_fair"),
    path("<slug:slug>/ikut/", joining.join, name="company_fair_join"),
    path("<slug:slug>/tidak-ikut/", joining.decline, name="company_fair_decline"),
    path("<slug:slug>/stan/", builder.booth, name="company_booth"),
    path("<slug:slug>/stan/sambutan/", building.welcome, name="company_booth_welcome"),
    path("<slug:slug>/stan/logo/", building.logo, name="company_booth_logo"),
    path("<slug:slug>/stan/logo/gambar/", preview.logo_picture, name="company_booth_picture"),
    path("<slug:slug>/stan/logo/hapus/", building.remove_logo, name="company_booth_logo_remove"),
    path("<slug:slug>/stan/penjaga/", building.staff, name="company_booth_staff"),
    path("<slug:slug>/stan/jam/", building.hours, name="company_booth_hours"),
    path("<slug:slug>/stan/jam/semua/", building.every_day, name="company_booth_every_day"),
    path("<slug:slug>/stan/tampilkan/", building.show, name="company_booth_show"),
    path("<slug:slug>/stan/pratinjau/", preview.preview, name="company_booth_preview"),
    path(
        "<slug:slug>/stan/lowongan/<int:vacancy_id>/",
        positions.propose,
        name="company_position_propose",
    ),
    path(
        "<slug:slug>/stan/jabatan/<int:position_id>/batas/",
        positions.limit,
        name="company_position_limit",
    ),
    path(
        "<slug:slug>/stan/jabatan/<int:position_id>/tarik/",
        positions.close,
        name="company_position_close",
    ),
]
