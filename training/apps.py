"""The training app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """Training programmes and their providers, and who is interested in them."""

    name = "training"
    verbose_name = _("Pelatihan")

    def ready(self) -> None:
        """Say what this app keeps of a person, and what becomes of it when two profiles are one."""
        from seekers.services import merging
        from sikas import personal_data
        from training import personal
        from training.models import Interest
        from training.services.interests import drop_double_interest

        personal_data.register(personal.KEEPER)
        merging.register(Interest, drop_double_interest)
