"""The reference app."""

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """Registers the app."""

    name = "sikas.reference"
    label = "reference"
