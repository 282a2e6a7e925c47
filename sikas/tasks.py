"""Celery tasks of the ground."""

from datetime import timedelta

from celery import shared_task

from sikas.beat import single_run
from sikas.cache_table import purge_expired


@shared_task
@single_run(every=timedelta(seconds=15))
def canary() -> None:
    """Prove that a worker takes tasks: its run is the proof that /readyz reads."""


@shared_task
@single_run(every=timedelta(hours=1))
def purge_cache() -> None:
    """Delete what has expired from the cache's stand-in table."""
    purge_expired()
