"""Addresses of training: the list, a programme, and a job seeker's interest."""

from django.urls import path

from training.views import programme_list, public, seeker

urlpatterns = [
    path("pelatihan/", programme_list.programmes, name="programmes"),
    path("pelatihan/minat-saya/", seeker.interests, name="my_interests"),
    path("pelatihan/<slug:slug>-<int:pk>/", public.programme, name="programme"),
    path("pelatihan/<slug:slug>-<int:pk>/minat/", seeker.show, name="show_interest"),
    path("pelatihan/<slug:slug>-<int:pk>/minat/batal/", seeker.withdraw, name="withdraw_interest"),
    path("sitemap-pelatihan.xml", public.sitemap, name="sitemap_programmes"),
]
