"""The employers app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmployersConfig(AppConfig):
    """Companies and their verification."""

    name = "employers"
    verbose_name = _("Perusahaan")
