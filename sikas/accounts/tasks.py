"""Work of the accounts app that nobody waits for."""

from datetime import timedelta

from celery import shared_task

from sikas.accounts.services.cleaning import forget_expired
from sikas.beat import single_run


@shared_task
@single_run(every=timedelta(hours=1))
def forget_expired_rows() -> None:
    """Delete codes, counters and sessions that are over; safe to run twice."""
    forget_expired()
