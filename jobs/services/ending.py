"""What ends with an application: its living interview. Every outcome comes through here."""

from collections.abc import Collection

from jobs.enums import InterviewState
from jobs.models import Interview
from jobs.models.interviews import LIVING_INTERVIEWS
from sikas.accounts.models import User
from sikas.workflow.transitions import transition_many


def end_interviews(applications: Collection[int], *, by: User | None) -> list[int]:
    """Cancel the living interviews of applications that have an outcome; return their keys.

    Nobody is told of it by itself: the message of the outcome says it. What was to begin already
    stays as it is noted by who was there.
    """
    living = Interview.objects.filter(
        application__in=list(applications), state__in=LIVING_INTERVIEWS
    )
    return transition_many(living, InterviewState.CANCELLED, by=by)
