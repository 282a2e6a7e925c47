"""Questions about the outbox as a whole."""

from datetime import timedelta

from sikas import health
from sikas.clock import DatabaseNow
from sikas.notifications.models import Message

BACKLOG_AGE = timedelta(minutes=5)


def readiness() -> str:
    """Return the word of /readyz: "backlog" when a message has been due for too long."""
    overdue = Message.objects.due().filter(next_attempt_at__lte=DatabaseNow() - BACKLOG_AGE)
    return "backlog" if overdue.exists() else health.OK
