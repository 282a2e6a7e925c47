"""Work of the jobfair app that nobody waits for."""

from datetime import timedelta

from celery import shared_task

from jobfair.services import broadcasting, reporting
from sikas.beat import single_run


@shared_task
@single_run(every=timedelta(hours=1))
def freeze_reports() -> None:
    """Freeze the closing reports whose time has come."""
    reporting.freeze_due()


@shared_task
def write_live() -> None:
    """Write the live numbers, unless somebody else just did."""
    broadcasting.write_if_due()
