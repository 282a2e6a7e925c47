"""Addresses of the officers' side of the exchange, below /admin/sinkronisasi/."""

from django.urls import path

from integration.views import quarantine, sync

urlpatterns = [
    path("", sync.sync, name="sync"),
    path("server/<int:pk>/coba/", sync.try_again, name="sync_try_again"),
    path("karantina/", quarantine.items, name="quarantine"),
    path("karantina/baca/", quarantine.read_all, name="quarantine_read_all"),
    path("karantina/<int:pk>/", quarantine.item, name="quarantined"),
    path("karantina/<int:pk>/baca/", quarantine.read_one, name="quarantined_read"),
    path("karantina/<int:pk>/abaikan/", quarantine.put_aside, name="quarantined_put_aside"),
    path("<slug:kind_slug>/", sync.stream, name="sync_stream"),
    path("<slug:kind_slug>/jadwal/", sync.timetable, name="sync_timetable"),
    path("<slug:kind_slug>/penutupan/", sync.closing, name="sync_closing"),
    path("<slug:kind_slug>/<slug:act_slug>/", sync.act, name="sync_act"),
]
