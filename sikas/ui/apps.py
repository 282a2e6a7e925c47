"""The ui app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers the app."""

    name = "sikas.ui"
    label = "ui"
