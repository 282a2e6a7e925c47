"""Hands the messages of this app to the outbox."""

import uuid
from datetime import datetime
from typing import Any

from sikas.accounts.contacts import Contact
from sikas.accounts.models import User
from sikas.notifications.enums import Channel
from sikas.notifications.services import queue_message

_CHANNELS = {"email": Channel.EMAIL, "phone": Channel.SMS}


def queue(
    *,
    event: str,
    key: str,
    contact: Contact,
    recipient: User | None,
    context: dict[str, Any],
    expires_at: datetime | None = None,
) -> None:
    """Queue one message to one address, in the caller's transaction."""
    queue_message(
        event=event,
        key=key,
        channel=_CHANNELS[contact.kind],
        address=contact.address,
        recipient=recipient,
        context=context,
        expires_at=expires_at,
    )


def tell(user: User, event: str, **context: Any) -> None:
    """Tell a user, at every address that he has, what just happened to his account."""
    key = uuid.uuid4().hex
    for contact in user.contacts:
        queue(event=event, key=key, contact=contact, recipient=user, context=context)
