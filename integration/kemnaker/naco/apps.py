"""The app of the SIAPkerja sign-in: allauth finds providers by app."""

from django.apps import AppConfig


class NacoConfig(AppConfig):
    """Has no tables; allauth's table of accounts elsewhere says who is connected."""

    name = "integration.kemnaker.naco"
    label = "naco"
