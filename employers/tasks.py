"""Work of the employers app that nobody waits for."""

from datetime import timedelta

from celery import shared_task

from employers.services import team
from sikas.beat import single_run


@shared_task
@single_run(every=timedelta(days=1))
def forget_invitations() -> None:
    """Delete invitations that ran out long ago; safe to run twice."""
    team.forget_old_invitations()
