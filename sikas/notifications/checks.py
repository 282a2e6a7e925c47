"""What `check --deploy` says about channels that only suit a demo."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def channels_reach_people(**_: Any) -> list[checks.CheckMessage]:
    """Warn when texts are written to a file, or posted without an address."""
    gateways = "sikas.notifications.gateways."
    if gateways + "ConsoleGateway" == settings.SMS_BACKEND:
        hint = "Set SMS_BACKEND and SMS_WEBHOOK_URL; codes now go to a file."
        return [checks.Warning("No gateway for SMS.", hint=hint, id="notifications.W001")]
    if gateways + "WebhookGateway" == settings.SMS_BACKEND and not settings.SMS_WEBHOOK_URL:
        return [checks.Warning("SMS_WEBHOOK_URL is empty.", id="notifications.W002")]
    return []
