"""The notifications app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sikas import health, metrics, personal_data


class NotificationsConfig(AppConfig):
    """Registers the app and its readiness check."""

    name = "sikas.notifications"
    label = "notifications"
    verbose_name = _("Pesan")

    def ready(self) -> None:
        """Tell /readyz about the backlog and who keeps messages; load the checks of settings."""
        from sikas.notifications import checks, selectors  # noqa: F401 — checks register themselves
        from sikas.notifications import metrics as outbox
        from sikas.notifications.personal import KEEPER

        health.register("outbox", selectors.readiness)
        metrics.register(outbox.figures)
        personal_data.register(KEEPER)
