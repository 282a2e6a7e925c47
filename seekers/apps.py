"""The seekers app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeekersConfig(AppConfig):
    """Job seekers, what they can do and what they look for."""

    name = "seekers"
    verbose_name = _("Pencari kerja")
