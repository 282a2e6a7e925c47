"""The jobfair app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobfairConfig(AppConfig):
    """Job fairs: booths, positions, participants, and what was sent in them."""

    name = "jobfair"
    verbose_name = _("Job fair")

    def ready(self) -> None:
        """Say what this app keeps of a person."""
        from jobfair.personal import KEEPER
        from sikas import personal_data

        personal_data.register(KEEPER)
