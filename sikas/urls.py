"""All addresses of the portal; what people see is Indonesian."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("sikas.pages.urls")),
    path("akun/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
