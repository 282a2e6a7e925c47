"""The pages app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Registers the app."""

    name = "sikas.pages"
    label = "pages"
