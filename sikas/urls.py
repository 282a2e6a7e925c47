"""All addresses of the portal; what people see is Indonesian."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

# The admin's own sign-in knows no second factor and no limits.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", include("sikas.pages.urls")),
    path("", include("jobs.urls")),
    path("", include("jobs.saved_urls")),
    path("job-fair/", include("jobfair.urls")),
    path("lamaran/", include("jobs.applicant_urls")),
    path("", include("jobs.matching_urls")),
    path("", include("training.urls")),
    path("perusahaan-saya/", include("employers.company_urls")),
    path("perusahaan-saya/<int:company_id>/lowongan/", include("jobs.company_urls")),
    path("perusahaan-saya/<int:company_id>/pelamar/", include("jobs.deciding_urls")),
    path("", include("jobfair.report_urls")),
    path("perusahaan-saya/<int:company_id>/job-fair/", include("jobfair.company_urls")),
    path("profil/", include("seekers.urls")),
    path("akun/", include("sikas.accounts.urls")),
    path("akun/", include("integration.kemnaker.naco.urls")),
    path("", include("sikas.notifications.urls")),
    path("admin/antrean/", include("employers.urls")),
    path("admin/antrean/", include("jobs.officer_urls")),
    path("admin/antrean/", include("seekers.queue_urls")),
    path("admin/antrean/", include("jobfair.queue_urls")),
    path("admin/antrean/", include("integration.queue_urls")),
    path("admin/antrean/", include("sikas.pages.officer_urls")),
    path("admin/job-fair/", include("jobfair.officer_urls")),
    path("admin/sinkronisasi/", include("integration.officer_urls")),
    path("admin/lihat-sebagai/", include("sikas.accounts.officer_urls")),
    path("admin/loket/", include("seekers.counter_urls")),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/r/<path:rest>", RedirectView.as_view(url="/admin/")),  # "view on site": unused
    path("admin/", admin.site.urls),
]

handler400 = "sikas.pages.views.errors.bad_request"
handler403 = "sikas.pages.views.errors.forbidden"
handler404 = "sikas.pages.views.errors.not_found"
handler500 = "sikas.pages.views.errors.broken"
