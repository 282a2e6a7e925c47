"""`check --deploy` tells of channels that reach nobody."""

import pytest

from sikas.notifications.checks import channels_reach_people

GATEWAYS = "sikas.notifications.gateways."


@pytest.mark.parametrize(
    ("backend", "url", "ids"),
    [
        ("ConsoleGateway", "", ["notifications.W001"]),
        ("WebhookGateway", "", ["notifications.W002"]),
        ("WebhookGateway", "https://gateway.example/", []),
    ],
)
def test_gateway_that_reaches_nobody_is_warned_of(settings, backend, url, ids):
    settings.SMS_BACKEND, settings.SMS_WEBHOOK_URL = GATEWAYS + backend, url
    assert [message.id for message in channels_reach_people()] == ids
