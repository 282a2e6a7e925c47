"""The jobs app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Vacancies and their search."""

    name = "jobs"
    verbose_name = _("Lowongan")

    def ready(self) -> None:
        """Say what this app keeps of a person, and what it tells people about."""
        from jobs import (
            departures_personal,
            export_personal,
            matching_personal,
            personal,
            reports_personal,
            saved_personal,
        )
        from jobs.models import Application, ApplyInvitation
        from jobs.services.merging import drop_double_invitation, settle_double_application
        from jobs.topics import TOPICS
        from jobs.views.seeker import awaiting, fitting
        from seekers.services import merging
        from sikas import panels, personal_data
        from sikas.notifications import topics

        personal_data.register(personal.KEEPER)
        personal_data.register(saved_personal.KEEPER)
        personal_data.register(departures_personal.KEEPER)
        personal_data.register(reports_personal.KEEPER)
        personal_data.register(matching_personal.KEEPER)
        panels.register(awaiting.panel)
        panels.register(fitting.panel)
        personal_data.register(export_personal.KEEPER)
        topics.register(*TOPICS)
        merging.register(Application, settle_double_application)
        merging.register(ApplyInvitation, drop_double_invitation)
