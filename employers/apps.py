"""The employers app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EmployersConfig(AppConfig):
    """Companies and their verification."""

    name = "employers"
    verbose_name = _("Perusahaan")

    def ready(self) -> None:
        """Say what this app keeps of a person, and what it tells people about."""
        from employers.personal import KEEPER
        from employers.topics import COMPANY
        from sikas import personal_data
        from sikas.notifications import topics

        personal_data.register(KEEPER)
        topics.register(COMPANY)
