"""The seekers app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeekersConfig(AppConfig):
    """Job seekers, what they can do and what they look for."""

    name = "seekers"
    verbose_name = _("Pencari kerja")

    def ready(self) -> None:
        """Say what this app keeps of a person, tells people, and what should be done next."""
        from seekers.completeness import next_step
        from seekers.personal import keeper
        from seekers.topics import IDENTITY
        from sikas import next_steps, personal_data
        from sikas.notifications import topics

        next_steps.register(next_step)
        personal_data.register(keeper())
        topics.register(IDENTITY)
