"""The employers app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmployersConfig(AppConfig):
    """Companies and their verification."""

    name = "employers"
    verbose_name = _("Perusahaan")

    def ready(self) -> None:
        """Say what this app keeps of a person."""
        from employers.personal import KEEPER
        from sikas import personal_data

        personal_data.register(KEEPER)
