"""Addresses of the home page and the content pages."""

from django.urls import path

from sikas.pages.views import company, data_requests, my_data, public, staff

urlpatterns = [
    path("", public.home, name="home"),
    path("bantuan/", public.content, {"template": "help"}, name="help"),
    path("standar-layanan/", public.content, {"template": "about"}, name="about"),
    path("privasi/", public.content, {"template": "privacy"}, name="privacy"),
    path("aksesibilitas/", public.content, {"template": "accessibility"}, name="accessibility"),
    path("luring/", public.content, {"template": "offline"}, name="offline"),
    path(
        "robots.txt",
        public.plain,
        {"template": "robots.txt", "content_type": "text/plain"},
        name="robots",
    ),
    path("favicon.ico", public.icon, name="icon"),
    path(
        "manifest.webmanifest",
        public.plain,
        {"template": "manifest.webmanifest", "content_type": "application/manifest+json"},
        name="manifest",
    ),
    path("perusahaan-saya/<int:company_id>/", company.dashboard, name="company_dashboard"),
    path("akun/data-saya/", my_data.overview, name="my_data"),
    path("akun/data-saya/data-saya.json", my_data.as_json, name="my_data_json"),
    path("akun/data-saya/data-saya.pdf", my_data.as_pdf, name="my_data_pdf"),
    path("akun/data-saya/tarik/", my_data.withdraw, name="my_data_withdraw"),
    path("akun/data-saya/hapus/", data_requests.erase, name="my_data_erase"),
    path("akun/data-saya/permintaan/", data_requests.ask, name="my_data_ask"),
    path(
        "akun/data-saya/permintaan/<int:request_id>/batal/",
        data_requests.cancel,
        name="my_data_cancel",
    ),
    path("komponen/", staff.components, name="components"),
    path("komponen/galat/<int:status>/", staff.error_page, name="error_page"),
]
