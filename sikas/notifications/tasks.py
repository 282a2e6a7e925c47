"""Celery tasks of the outbox."""

from datetime import timedelta

from celery import shared_task

from sikas.beat import single_run
from sikas.notifications import delivery, digests
from sikas.notifications.models import Message

# Both end before delivery.LEASE does, so that a message never has two senders.
SOFT_LIMIT, LIMIT = 45, 55  # seconds


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=LIMIT)
def deliver(message_id: str) -> None:
    """Send one message if it is still due."""
    delivery.deliver(Message.objects.filter(pk=message_id))


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=LIMIT)
@single_run(every=timedelta(seconds=5))
def sweep() -> None:
    """Send what no bell announced and what a dead worker left behind."""
    delivery.sweep()


@shared_task
@single_run(every=timedelta(days=1))
def forget_old() -> None:
    """Delete what was sent, or given up, long ago."""
    delivery.forget_old()


@shared_task
@single_run(every=timedelta(minutes=10))
def send_digests() -> None:
    """Make this morning's digests, whatever was missed of them."""
    digests.send_digests()
