"""The integration app."""

from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntegrationConfig(AppConfig):
    """The exchange with the ministry: what comes in, how, and what officers see of it."""

    name = "integration"
    verbose_name = _("Sinkronisasi Kemnaker")

    def ready(self) -> None:
        """Say what is kept of a person, what is the ministry's, and how the exchange does."""
        from django.db.models.signals import post_migrate

        from employers.models import Company
        from integration import metrics as exchange
        from integration import origins as ministry
        from integration import overview, personal
        from integration.models import RemoteSeeker
        from integration.streams import make_streams
        from seekers.models import Seeker
        from seekers.services import merging, rotation
        from sikas import freshness, health, metrics, origins, personal_data

        post_migrate.connect(make_streams, sender=self)
        personal_data.register(personal.KEEPER)
        merging.register(RemoteSeeker, personal.release_double)
        rotation.register(RemoteSeeker)
        origins.register(Company, ministry.of_company)
        origins.register(Seeker, ministry.of_seeker)
        origins.register_witness(Company, ministry.heard_of_company)
        health.register("ministry", overview.readiness)
        metrics.register(exchange.figures)
        for kind in overview.PUBLIC:
            freshness.register(kind, partial(overview.last_success, kind))
