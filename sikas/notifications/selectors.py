"""Questions about the outbox as a whole."""

from datetime import timedelta

from sikas import health
from sikas.clock import DatabaseNow
from sikas.notifications.models import Message, MessageQuerySet

BACKLOG_AGE = timedelta(minutes=5)


def overdue_messages() -> MessageQuerySet:
    """Return the messages that have been due for too long."""
    return Message.objects.due().filter(next_attempt_at__lte=DatabaseNow() - BACKLOG_AGE)


def readiness() -> str:
    """Return the word of /readyz: "backlog" when a message has been due for too long."""
    return "backlog" if overdue_messages().exists() else health.OK
