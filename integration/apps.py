"""The integration app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntegrationConfig(AppConfig):
    """The exchange with the ministry: what comes in, how, and what officers see of it."""

    name = "integration"
    verbose_name = _("Sinkronisasi Kemnaker")

    def ready(self) -> None:
        """Say what this app keeps of a person, and where it keeps a NIK."""
        from integration import personal
        from integration.models import RemoteSeeker
        from seekers.services import merging, rotation
        from sikas import personal_data

        personal_data.register(personal.KEEPER)
        merging.register(RemoteSeeker, personal.release_double)
        rotation.register(RemoteSeeker)
