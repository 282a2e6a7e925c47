"""Home and content pages."""

from django.urls import path

from sikas.pages import views

urlpatterns = [path("", views.home, name="home")]
