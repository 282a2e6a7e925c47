"""Addresses of job fairs, below /job-fair/."""

from django.urls import path

from jobfair.views import applying, own, position, public

urlpatterns = [
    path("", public.index, name="fairs"),
    path("kartu/<str:pass_code>/", own.seen_pass, name="fair_pass"),
    path("<slug:slug>/", public.lobby, name="fair"),
    path("<slug:slug>/stan/", public.stands, name="fair_stands"),
    path("<slug:slug>/stan/<int:booth_id>/", public.stand, name="fair_stand"),
    path("<slug:slug>/stan/<int:booth_id>/logo/", public.logo, name="fair_logo"),
    path("<slug:slug>/jabatan/<int:position_id>/", position.position, name="fair_position"),
    path("<slug:slug>/jabatan/<int:position_id>/lamar/", applying.apply, name="fair_apply"),
    path(
        "<slug:slug>/jabatan/<int:position_id>/lamar/data/",
        applying.basics,
        name="fair_apply_basics",
    ),
    path("<slug:slug>/tanda-terima/<str:receipt>/", applying.receipt, name="fair_receipt"),
    path("<slug:slug>/saya/", own.mine, name="fair_mine"),
    path("<slug:slug>/saya/daftar/", own.register, name="fair_register"),
    path("<slug:slug>/saya/kartu/", own.own_pass, name="fair_own_pass"),
    path("<slug:slug>/saya/kartu.png", own.pass_file, {"kind": "png"}, name="fair_pass_png"),
    path("<slug:slug>/saya/kartu.svg", own.pass_file, {"kind": "svg"}, name="fair_pass_svg"),
    path("<slug:slug>/jadwal/", public.schedule, name="fair_schedule"),
    path("<slug:slug>/jadwal.ics", public.schedule_file, name="fair_calendar"),
    path("<slug:slug>/layar/", public.wall, name="fair_wall"),
    path("<slug:slug>/hasil/", public.results, name="fair_results"),
]
