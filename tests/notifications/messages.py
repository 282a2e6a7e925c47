"""Messages for the tests of the outbox."""

from typing import Any

from sikas.notifications.enums import Channel
from sikas.notifications.models import Message
from sikas.notifications.services import queue_message


def queue_code(**values: Any) -> Message:
    """Queue a code by e-mail, or as `values` say."""
    defaults: dict[str, Any] = {
        "event": "code",
        "key": "1",
        "channel": Channel.EMAIL,
        "address": "rina@example.test",
        "context": {"code": "123456", "minutes": 10},
    }
    return queue_message(**defaults | values)


def queue_text(**values: Any) -> Message:
    """Queue a code by SMS."""
    return queue_code(channel=Channel.SMS, address="+6281234567890", **values)
