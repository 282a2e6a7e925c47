"""The applicant's half of an interview: to agree to its time, ask for another, or not to come."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from employers.services import tell_team
from jobs.enums import InterviewState
from jobs.models import Interview
from sikas.accounts.models import User
from sikas.clock import DatabaseNow
from sikas.ui.formats import format_datetime
from sikas.workflow.transitions import TransitionRefusedError, transition


class InvitationChangedError(ValidationError):
    """The company changed time or place after the applicant read them; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            _("Perusahaan baru saja mengubah wawancara ini. Baca lagi sebelum menjawab.")
        )


@database.atomic
def accept_interview(*, interview: Interview, revision: int, by: User) -> Interview:
    """Agree to the time and place that the applicant read as `revision`.

    Side effects in order: state and record, the company's team is told. Raises
    InvitationChangedError, and TransitionRefusedError when the interview is over or agreed to, or
    the application has an outcome.
    """
    return _answer(interview, InterviewState.ACCEPTED, revision, by)


@database.atomic
def ask_other_time(*, interview: Interview, wish: str, revision: int, by: User) -> Interview:
    """Ask for another time in the applicant's own words; the company proposes one, or keeps its.

    Side effects and errors as `accept_interview`; the record holds the wish.
    """
    return _answer(interview, InterviewState.OTHER_TIME, revision, by, wish)


def tell_of_withdrawal(ended: Collection[int]) -> None:
    """Tell the teams that an applicant who took the application back does not come.

    `ended` are interviews that ended with the application; only those ahead are spoken of.
    """
    ahead = Interview.objects.filter(pk__in=ended, starts_at__gt=DatabaseNow()).order_by("pk")
    for interview in ahead.select_related("application__vacancy__company"):
        _tell_team(interview)


def _answer(interview: Interview, to: str, revision: int, by: User, wish: str = "") -> Interview:
    now = Interview.objects.select_for_update(no_key=True).get(pk=interview.pk)
    if not now.application.is_undecided:
        raise TransitionRefusedError(now, to)
    if now.revision != revision:
        raise InvitationChangedError
    transition(interview, to, by=by, reason=wish, wish=wish)
    _tell_team(interview)
    return interview


def _tell_team(interview: Interview) -> None:
    """Tell the team without the applicant's name: messages outlive a person's data."""
    vacancy = interview.application.vacancy
    if not vacancy.company:
        return
    tell_team(
        vacancy.company,
        event="jobs.interview_answer",
        key=f"interview:{interview.pk}:{interview.transitions.latest().pk}",
        context={
            "title": vacancy.title,
            "receipt": interview.application.receipt,
            "accepted": interview.state == InterviewState.ACCEPTED,
            "withdrawn": interview.state == InterviewState.CANCELLED,
            "when": format_datetime(interview.starts_at),
            "path": reverse(
                "company_applicant", args=[vacancy.company_id, interview.application_id]
            ),
        },
    )
