"""Addresses of the officers' side of job fairs, below /admin/job-fair/."""

from django.urls import path

from jobfair.views import booths, control, officer

urlpatterns = [
    path("", officer.fairs, name="officer_fairs"),
    path("baru/", officer.create, name="officer_fair_new"),
    path("<int:pk>/", officer.fair, name="officer_fair"),
    path("<int:pk>/ubah/", officer.edit, name="officer_fair_edit"),
    path("<int:pk>/salin/", officer.copy, name="officer_fair_copy"),
    path("<int:pk>/umumkan/", officer.announce, name="fair_announce"),
    path("<int:pk>/kendali/", control.control, name="fair_control"),
    path("<int:pk>/kendali/sekarang/", control.now, name="fair_control_now"),
    path("<int:pk>/kendali/<slug:act_slug>/", control.act, name="fair_act"),
    path(
        "<int:pk>/pengumuman/<int:announcement_id>/turunkan/",
        control.end_announcement,
        name="announcement_end",
    ),
    path("<int:pk>/undang/", booths.invite, name="fair_invite"),
    path("<int:pk>/kesiapan/", booths.readiness, name="fair_readiness"),
    path("<int:pk>/kesiapan/ingatkan/", booths.remind, name="fair_remind"),
    path("<int:pk>/stan/<int:booth_id>/", booths.booth, name="officer_booth"),
    path("<int:pk>/stan/<int:booth_id>/bekukan/", booths.suspend, name="booth_suspend"),
    path("<int:pk>/stan/<int:booth_id>/pulihkan/", booths.restore, name="booth_restore"),
]
