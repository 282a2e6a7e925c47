"""The jobfair app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobfairConfig(AppConfig):
    """Job fairs: booths, positions, participants, and what was sent in them."""

    name = "jobfair"
    verbose_name = _("Job fair")

    def ready(self) -> None:
        """Say what this app keeps of a person, how two of one become one, and what it tells of."""
        from jobfair.models import Participant
        from jobfair.personal import KEEPER
        from jobfair.services.merging import settle_double_participant
        from jobfair.topics import BOOTHS
        from seekers.services import merging
        from sikas import personal_data
        from sikas.notifications import topics

        personal_data.register(KEEPER)
        topics.register(BOOTHS)
        merging.register(Participant, settle_double_participant)
