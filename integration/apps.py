"""The integration app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntegrationConfig(AppConfig):
    """The exchange with the ministry: what comes in, how, and what officers see of it."""

    name = "integration"
    verbose_name = _("Sinkronisasi Kemnaker")
