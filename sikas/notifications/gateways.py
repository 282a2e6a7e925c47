"""The SMS and WhatsApp port: what sends short texts, chosen by the setting SMS_BACKEND."""

import sys
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils import timezone

from sikas import clock
from sikas.notifications.enums import Channel
from sikas.notifications.errors import PermanentError, TransientError

CONNECT_AND_READ_TIMEOUT = (3.05, 10.0)  # seconds
RETRYABLE = {408, 425, 429}  # besides every 5xx
SUCCESS, SERVER_ERROR = 2, 5  # hundreds of a status code


class TextGateway(Protocol):
    """Sends one short text."""

    def send(self, *, channel: Channel, to: str, text: str, idempotency_key: str) -> None:
        """Send `text` to the phone `to` (+62…); raises TransientError or PermanentError."""


class ConsoleGateway:
    """For a computer without a gateway: writes to the terminal and to MESSAGES_DIR/sms.txt."""

    def send(self, *, channel: Channel, to: str, text: str, idempotency_key: str) -> None:
        """Write the text where a tester can read it."""
        del idempotency_key  # nobody to tell
        entry = f"{timezone.localtime(clock.now()):%H.%M.%S} {channel.label} {to}: {text}\n"
        folder = Path(settings.MESSAGES_DIR)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / "sms.txt").open("a", encoding="utf-8") as file:
                file.write(entry)
        except OSError as error:
            raise TransientError(type(error).__name__) from error
        sys.stderr.write(entry)


class WebhookGateway:
    """Posts JSON {id, channel, to, text} to SMS_WEBHOOK_URL, with SMS_WEBHOOK_TOKEN as bearer."""

    def send(self, *, channel: Channel, to: str, text: str, idempotency_key: str) -> None:
        """Post the text; any 2xx means accepted. The answer's body is never read."""
        import requests  # 3 MB that no web process needs

        try:
            with requests.post(
                settings.SMS_WEBHOOK_URL,
                json={"id": idempotency_key, "channel": channel.value, "to": to, "text": text},
                headers={
                    "Authorization": f"Bearer {settings.SMS_WEBHOOK_TOKEN}",
                    "Idempotency-Key": idempotency_key,
                },
                timeout=CONNECT_AND_READ_TIMEOUT,
                allow_redirects=False,
                stream=True,
            ) as response:
                status = response.status_code
        except requests.RequestException as error:
            raise TransientError(type(error).__name__) from error
        if status in RETRYABLE or status // 100 == SERVER_ERROR:
            raise TransientError(f"HTTP {status}")
        if status // 100 != SUCCESS:
            raise PermanentError(f"HTTP {status}")
