"""Addresses of public pages of vacancies and companies, and of what machines read."""

from django.urls import path

from jobs.views import api, company, feeds, landing, leaving, report, vacancy, vacancy_list
from jobs.views.seeker import apply

urlpatterns = [
    path("lowongan/", vacancy_list.vacancy_list, name="vacancies"),
    path("lowongan/<slug:slug>-<int:pk>/", vacancy.vacancy, name="vacancy"),
    path("lowongan/<slug:slug>-<int:pk>/laporkan/", report.report, name="vacancy_report"),
    path("laporan-lowongan/<uuid:pk>/", report.receipt, name="report_receipt"),
    path("lowongan/<slug:slug>-<int:pk>/portal-asal/", leaving.leave, name="leave"),
    path("lowongan/<slug:slug>-<int:pk>/lamar/", apply.apply, name="apply"),
    path("lowongan/<slug:slug>-<int:pk>/lamar/data/", apply.basics, name="apply_basics"),
    path(
        "lowongan/kecamatan/<slug:slug>-<str:code>/",
        landing.landing,
        {"kind": "kecamatan"},
        name="landing_kecamatan",
    ),
    path(
        "lowongan/jabatan/<slug:slug>-<str:code>/",
        landing.landing,
        {"kind": "jabatan"},
        name="landing_jabatan",
    ),
    path("perusahaan/", company.companies, name="companies"),
    path("perusahaan/<slug:slug>-<int:pk>/", company.company, name="company"),
    path("lowongan/atom.xml", feeds.feed, name="feed"),
    path("lowongan/kecamatan/<str:code>/atom.xml", feeds.feed, name="feed_district"),
    path("sitemap.xml", feeds.sitemap_index, name="sitemap"),
    path(
        "sitemap-halaman.xml",
        feeds.sitemap_section,
        {"section": "halaman"},
        name="sitemap_pages",
    ),
    path(
        "sitemap-jelajah.xml",
        feeds.sitemap_section,
        {"section": "jelajah"},
        name="sitemap_landings",
    ),
    path(
        "sitemap-perusahaan.xml",
        feeds.sitemap_section,
        {"section": "perusahaan"},
        name="sitemap_companies",
    ),
    path("sitemap-lowongan-<int:chunk>.xml", feeds.sitemap_vacancies, name="sitemap_vacancies"),
    path("api/v1/lowongan", api.vacancies, name="api_vacancies"),
]
