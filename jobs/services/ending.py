"""What ends with an application: its living interview. Every outcome comes through here."""

from collections.abc import Collection

from jobs.enums import InterviewState
from jobs.models import Interview
from jobs.models.interviews import LIVING_INTERVIEWS
from sikas.accounts.models import User
from sikas.clock import DatabaseNow
from sikas.workflow.transitions import transition_many


def end_interviews(applications: Collection[int], *, by: User | None) -> list[int]:
    """Cancel the living interviews of applications that have an outcome; return their keys.

    Nobody is told of it here: the message of the outcome says it, and a withdrawal tells the team.
    What was agreed to and has begun stays: it was held or not, and who was there notes which.
    """
    living = Interview.objects.filter(
        application__in=list(applications), state__in=LIVING_INTERVIEWS
    ).exclude(state=InterviewState.ACCEPTED, starts_at__lte=DatabaseNow())
    return transition_many(living, InterviewState.CANCELLED, by=by)
