"""Gateways of the tests: what a worker that is killed while sending meets."""

import os
import time
from pathlib import Path

from sikas.notifications.enums import Channel


class StuckOnceGateway:
    """Writes each text to the file TEST_GATEWAY_FILE; the first sending never ends."""

    def send(self, *, channel: Channel, to: str, text: str, idempotency_key: str) -> None:
        """Write the idempotency key and the text."""
        path = Path(os.environ["TEST_GATEWAY_FILE"])
        first = not path.exists()
        with path.open("a") as file:
            file.write(f"{idempotency_key} {channel} {to} {text}\n")
        if first:
            time.sleep(600)
