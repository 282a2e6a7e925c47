"""The jobs app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Vacancies and their search."""

    name = "jobs"
    verbose_name = _("Lowongan")
