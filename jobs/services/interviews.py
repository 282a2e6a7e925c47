"""Interviews from the company's side: invite, change, cancel, note what came of it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from jobs.enums import UNDECIDED, ApplicationState, InterviewKind, InterviewState
from jobs.models import Interview, InterviewTransition
from jobs.models.interviews import LIVING_INTERVIEWS
from jobs.services.chosen import Outcome, give_sign, lock_chosen, move, passed_over
from jobs.services.telling import moment, tell_applicants
from sikas import clock
from sikas.accounts.models import User
from sikas.ui.formats import format_datetime
from sikas.workflow.transitions import TransitionRefusedError, transition

BATCH = 1000  # rows of one insert
FARTHEST = timedelta(days=365)
INVITED_ALREADY = "invited"  # how an outcome counts who has a living invitation


class InterviewInPastError(ValidationError):
    """The time has gone by already."""

    def __init__(self) -> None:
        super().__init__(_("Waktu wawancara sudah lewat. Pilih waktu yang akan datang."))


class InterviewTooFarError(ValidationError):
    """The time is so far ahead that it is a slip of the finger."""

    def __init__(self) -> None:
        super().__init__(_("Periksa lagi tanggalnya: paling jauh satu tahun dari sekarang."))


class InterviewAheadError(ValidationError):
    """What came of an interview is not known before it begins."""

    def __init__(self) -> None:
        super().__init__(_("Wawancara ini belum mulai. Catat hasilnya sesudah itu."))


@dataclass(frozen=True)
class Plan:
    """When and how the interview is; `gap` minutes lie between the beginnings of two applicants."""

    kind: InterviewKind
    starts_at: datetime
    where: str
    minutes: int = 30
    note: str = ""
    gap: int = 0

    @property
    def facts(self) -> dict[str, Any]:
        """The columns of an interview that it plans."""
        return {
            "kind": self.kind,
            "starts_at": self.starts_at,
            "minutes": self.minutes,
            "where": self.where,
            "note": self.note,
        }

    def after(self, others: int) -> "Plan":
        """Return the plan of an applicant who comes after so many others."""
        return replace(self, starts_at=self.starts_at + timedelta(minutes=self.gap * others))

    def check(self) -> None:
        """Raise InterviewInPastError, or InterviewTooFarError beyond FARTHEST."""
        now = clock.now()
        if self.starts_at <= now:
            raise InterviewInPastError
        if self.starts_at > now + FARTHEST:
            raise InterviewTooFarError


@database.atomic
def invite_to_interview(
    *, company: Company, keys: Collection[int], plan: Plan, by: User
) -> Outcome:
    """Invite applicants; with a gap one after the other in the order of `keys`.

    Side effects in order: the applications are in "Wawancara" with their records, the invitations
    with theirs, the waiting begins again, messages to the seekers. Who has an outcome or a living
    invitation is passed over. Raises InterviewInPastError, InterviewTooFarError,
    ForeignApplicantsError.
    """
    plan.check()
    states = lock_chosen(company, keys)
    living = Interview.objects.filter(application__in=states, state__in=LIVING_INTERVIEWS)
    busy = set(living.values_list("application", flat=True))
    free = {key: state for key, state in states.items() if key not in busy}
    moved = set(move(free, ApplicationState.INTERVIEW, by=by).done)
    moved |= {key for key, state in free.items() if state == ApplicationState.INTERVIEW}
    invited = [key for key in dict.fromkeys(keys) if key in moved]
    _create(invited, plan, by=by)
    give_sign(invited)
    _tell("jobs.interview_invited", invited)
    passed = passed_over(free, invited) + Counter({INVITED_ALREADY: len(busy)})
    return Outcome(invited, +passed)


@database.atomic
def reschedule_interview(
    *, company: Company, interview: Interview, plan: Plan, by: User
) -> Interview:
    """Propose another time or place; the applicant is asked again. The same again changes nothing.

    Locks the application before the interview, as every outcome does. Side effects in order: state
    and record, `revision` goes up so that calendars replace the entry, the waiting begins again, a
    message. Raises InterviewInPastError, InterviewTooFarError, ForeignApplicantsError,
    ApplicantsBusyError, SuspendedCompanyError, or TransitionRefusedError when the interview is over
    or the application has an outcome.
    """
    plan.check()
    states = lock_chosen(company, [interview.application_id])
    row = Interview.objects.select_for_update(no_key=True).get(pk=interview.pk)
    if states.get(row.application_id) not in UNDECIDED:
        raise TransitionRefusedError(row, InterviewState.INVITED)
    facts = plan.facts
    if row.state == InterviewState.INVITED and facts.items() <= vars(row).items():
        return row  # a second tap
    changes = facts | {"wish": "", "revision": row.revision + 1}
    if row.state == InterviewState.INVITED:
        Interview.objects.filter(pk=row.pk).update(**changes)
        interview.refresh_from_db()
    else:
        transition(interview, InterviewState.INVITED, by=by, **changes)
    give_sign([row.application_id])
    _tell("jobs.interview_changed", [row.application_id])
    return interview


@database.atomic
def cancel_interview(*, interview: Interview, by: User, reason: str = "") -> Interview:
    """Call an interview off; the application stays where it is.

    Side effects in order: state and record, a message. Raises TransitionRefusedError.
    """
    row = Interview.objects.get(pk=interview.pk)
    facts = _facts(row) | {"reason": reason}
    transition(interview, InterviewState.CANCELLED, by=by, reason=reason)
    tell_applicants(
        "jobs.interview_cancelled",
        [row.application_id],
        about=f"interview:{row.pk}:cancelled",
        facts=lambda _application: facts,
    )
    return interview


@database.atomic
def record_interview_result(*, interview: Interview, came: bool, by: User) -> Interview:
    """Note that the interview was held, or that the applicant did not come.

    Raises InterviewAheadError, or TransitionRefusedError when it is noted already.
    """
    row = Interview.objects.select_for_update(no_key=True).get(pk=interview.pk)
    if row.starts_at > clock.now():
        raise InterviewAheadError
    return transition(interview, InterviewState.DONE if came else InterviewState.NO_SHOW, by=by)


def _create(keys: Collection[int], plan: Plan, *, by: User) -> None:
    made = Interview.objects.bulk_create(
        [
            Interview(application_id=key, **plan.after(place).facts)
            for place, key in enumerate(keys)
        ],
        batch_size=BATCH,
    )
    InterviewTransition.objects.bulk_create(
        [
            InterviewTransition(subject=row, from_state="", to_state=InterviewState.INVITED, by=by)
            for row in made
        ],
        batch_size=BATCH,
    )


def _tell(event: str, applications: Collection[int]) -> None:
    living = Interview.objects.filter(application__in=applications, state__in=LIVING_INTERVIEWS)
    facts = {row.application_id: _facts(row) for row in living.order_by("pk")}
    tell_applicants(
        event,
        applications,
        about=f"interview:{moment()}",
        facts=lambda application: facts[application.pk],
    )


def _facts(row: Interview) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "how": str(row.get_kind_display()),
        "when": format_datetime(row.starts_at),
        "minutes": row.minutes,
        "where": row.where,
        "note": row.note,
    }
