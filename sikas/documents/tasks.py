"""Work on private files that nobody waits for."""

from datetime import timedelta

from celery import shared_task

from sikas.beat import single_run
from sikas.documents.sweeping import sweep


@shared_task
@single_run(every=timedelta(days=1))
def sweep_files() -> None:
    """Bring rows and bytes of private files together; safe to run twice."""
    sweep()
