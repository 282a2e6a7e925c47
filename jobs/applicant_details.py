"""One applicant in full, as the team of the company reads it: timeline, interviews, the hire."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from jobs.enums import ApplicationState, InterviewState
from jobs.journey import Event
from jobs.models import Application, Interview
from sikas import clock
from sikas.ui.formats import format_date, format_datetime

INTERVIEW_TAGS: Mapping[str, str] = {
    InterviewState.INVITED: "wait",
    InterviewState.ACCEPTED: "good",
    InterviewState.OTHER_TIME: "fix",
    InterviewState.CANCELLED: "quiet",
    InterviewState.DONE: "good",
    InterviewState.NO_SHOW: "bad",
}


def timeline(application: Application) -> list[Event]:
    """Return all that happened between both sides, newest first."""
    events = [*_steps(application), *_messages(application), *_interview_steps(application)]
    return sorted(events, key=attrgetter("at"), reverse=True)


def _steps(application: Application) -> Iterator[Event]:
    for step in application.transitions.select_related("by").order_by("at", "pk"):
        state = ApplicationState(step.to_state)
        why = application.get_reject_reason_display() if state == application.state else ""
        note = application.reject_note if why else ""
        words = ". ".join(filter(None, [why, note, step.reason]))
        yield Event(str(state.label), step.at, _who(step.by, application), words)


def _messages(application: Application) -> Iterator[Event]:
    for message in application.messages.select_related("by").order_by("at", "pk"):
        yield Event(_("Pesan kepada pelamar"), message.at, str(message.by or ""), message.text)


def _interview_steps(application: Application) -> Iterator[Event]:
    for interview in application.interviews.prefetch_related("transitions__by").order_by("pk"):
        when = format_datetime(interview.starts_at)
        for step in interview.transitions.all():
            words = str(InterviewState(step.to_state).label).lower()
            yield Event(
                _("Wawancara: %s") % words, step.at, _who(step.by, application), step.reason or when
            )


def _who(person: Any, application: Application) -> str:
    if person is None:
        return ""
    return _("Pelamar") if person.pk == application.seeker.user_id else str(person)


@dataclass(frozen=True)
class Meeting:
    """An interview on the page of an applicant."""

    pk: int
    tag_kind: str
    tag: str
    when: str
    how: str
    where: str
    note: str
    wish: str
    may_change: bool
    may_record: bool


def meetings(application: Application) -> list[Meeting]:
    """Return the interviews of an applicant, the newest first."""
    return [_meeting(row) for row in application.interviews.order_by("-starts_at", "-pk")]


def _meeting(row: Interview) -> Meeting:
    state = InterviewState(row.state)
    lives, begun = bool(Interview.TRANSITIONS[state]), row.starts_at <= clock.now()
    return Meeting(
        pk=row.pk,
        tag_kind=INTERVIEW_TAGS[state],
        tag=str(state.label),
        when=_("%(when)s (%(minutes)s menit)")
        % {"when": format_datetime(row.starts_at), "minutes": row.minutes},
        how=str(row.get_kind_display()),
        where=row.where,
        note=row.note,
        wish=row.wish,
        may_change=(lives and not begun) or state == InterviewState.OTHER_TIME,
        may_record=lives and begun,
    )


def placement_words(application: Application) -> str:
    """Return what was told of a hire; empty without one."""
    placement = getattr(application, "placement", None)
    if placement is None:
        return ""
    said = {
        "kind": placement.get_kind_display(),
        "date": format_date(placement.started_on),
        "state": str(placement.get_state_display()).lower(),
    }
    return _("%(kind)s, mulai %(date)s: %(state)s") % said
