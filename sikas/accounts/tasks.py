"""Work of the accounts app that nobody waits for."""

from datetime import timedelta

from celery import shared_task

from sikas.accounts.services.cleaning import forget_expired
from sikas.accounts.services.requests import run_due_erasures
from sikas.beat import single_run


@shared_task
@single_run(every=timedelta(hours=1))
def forget_expired_rows() -> None:
    """Delete codes, counters and sessions that are over; safe to run twice."""
    forget_expired()


@shared_task
@single_run(every=timedelta(minutes=10))
def run_erasures() -> None:
    """Erase who asked for it a day ago; safe to run twice."""
    run_due_erasures()
