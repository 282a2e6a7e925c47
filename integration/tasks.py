"""Work of the exchange with the ministry that nobody waits for."""

from datetime import timedelta

from celery import shared_task

from integration import closing, pruning, timetable
from integration.enums import Kind, Trigger
from integration.kemnaker.ministry import Kemnaker
from integration.pull import pull
from integration.settling import settle
from sikas.accounts.models import User
from sikas.beat import single_run
from sikas.bell import ring

MINUTE = timedelta(minutes=1)
SETTLED_EVERY = timedelta(minutes=10)


@shared_task
@single_run(every=MINUTE)
def pull_due() -> None:
    """Ring for every stream whose time has come; a run that did not end goes on the same way.

    Closings go on too, should their bell have been lost or their worker be gone.
    """
    for kind in closing.closing():
        ring(close_gone, kind)
    for kind in timetable.due():
        ring(pull_stream, kind)


@shared_task(expires=MINUTE.total_seconds())  # the next minute rings again
def pull_stream(kind: str, by: str | None = None) -> None:
    """Read a stream for a while, if that is still due; `by` is the officer who asked for it."""
    officer = User.objects.filter(pk=by).first() if by else None
    pull(
        Kind(kind),
        port=Kemnaker(),
        trigger=Trigger.OFFICER if officer else Trigger.TIMETABLE,
        by=officer,
        if_due=True,
    )


@shared_task
def settle_stream(kind: str) -> None:
    """Do what records make necessary that an officer had read again."""
    settle(Kind(kind))


@shared_task
def close_gone(kind: str) -> None:
    """Close what is gone and may be closed, for a while."""
    closing.carry_out(Kind(kind))


@shared_task
@single_run(every=SETTLED_EVERY)
def settle_people() -> None:
    """Join companies and residents with those who appeared here since the last reading."""
    for kind in (Kind.COMPANIES, Kind.SEEKERS):
        settle(kind)


@shared_task
@single_run(every=timedelta(days=1))
def forget_old() -> None:
    """Forget runs, settled quarantine and drift of long ago."""
    pruning.forget_old()
