"""An application in plain words, as the person who sent it reads it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.enums import ApplicationState, InterviewState, PlacementState
from jobs.models import Application, ApplicationTransition
from sikas.ui.formats import format_ago, format_date

S = ApplicationState
TAGS: Mapping[str, str] = {
    S.SENT: "wait",
    S.VIEWED: "info",
    S.SHORTLISTED: "good",
    S.INTERVIEW: "good",
    S.OFFERED: "good",
    S.HIRED: "good",
    S.NOT_SELECTED: "quiet",
    S.WITHDRAWN: "quiet",
    S.UNANSWERED: "quiet",
}
# In the list: what happened last; %s is when.
LATEST: Mapping[str, str | Promise] = {
    S.SENT: gettext_lazy("Terkirim %s. Perusahaan belum membukanya."),
    S.VIEWED: gettext_lazy("Dilihat perusahaan %s."),
    S.SHORTLISTED: gettext_lazy("Anda dipanggil perusahaan %s."),
    S.INTERVIEW: gettext_lazy("Anda diundang wawancara %s."),
    S.OFFERED: gettext_lazy("Anda ditawari pekerjaan ini %s."),
    S.HIRED: gettext_lazy("Anda diterima %s."),
    S.NOT_SELECTED: gettext_lazy("Dijawab perusahaan %s."),
    S.WITHDRAWN: gettext_lazy("Anda tarik %s."),
    S.UNANSWERED: gettext_lazy("Tidak ditanggapi perusahaan. Ditutup %s."),
}
# In the timeline: a step as it happened.
STEPS: Mapping[str, str | Promise] = {
    S.SENT: gettext_lazy("Lamaran terkirim"),
    S.VIEWED: gettext_lazy("Dilihat perusahaan"),
    S.SHORTLISTED: gettext_lazy("Anda dipanggil perusahaan"),
    S.INTERVIEW: gettext_lazy("Masuk tahap wawancara"),
    S.OFFERED: gettext_lazy("Anda ditawari pekerjaan ini"),
    S.HIRED: gettext_lazy("Anda diterima"),
    S.NOT_SELECTED: gettext_lazy("Belum cocok"),
    S.WITHDRAWN: gettext_lazy("Lamaran ditarik"),
    S.UNANSWERED: gettext_lazy("Tidak ditanggapi"),
}
INTERVIEW_STEPS: Mapping[str, str | Promise] = {
    InterviewState.INVITED: gettext_lazy("Waktu wawancara diubah perusahaan"),
    InterviewState.ACCEPTED: gettext_lazy("Anda menyetujui waktu wawancara"),
    InterviewState.OTHER_TIME: gettext_lazy("Anda meminta waktu wawancara lain"),
    InterviewState.CANCELLED: gettext_lazy("Wawancara dibatalkan"),
    InterviewState.DONE: gettext_lazy("Wawancara selesai"),
    InterviewState.NO_SHOW: gettext_lazy("Wawancara dicatat tidak dihadiri"),
}
PLACEMENT_STEPS: Mapping[str, str | Promise] = {
    PlacementState.CONFIRMED: gettext_lazy("Mulai bekerja dikonfirmasi"),
    PlacementState.DISPUTED: gettext_lazy("Anda menyatakan tidak bekerja di sana"),
    PlacementState.VOID: gettext_lazy("Penempatan dinyatakan tidak terjadi"),
}
# When the state of an application began.
_SINCE: Mapping[str, Callable[[Application], datetime | None]] = {
    S.SENT: attrgetter("received_at"),
    S.VIEWED: attrgetter("viewed_at"),
    S.SHORTLISTED: attrgetter("waiting_since"),
    S.INTERVIEW: attrgetter("waiting_since"),
    S.OFFERED: attrgetter("waiting_since"),
}


@dataclass(frozen=True)
class Row:
    """An application in the list."""

    title: str
    employer: str
    url: str
    receipt: str
    tag: tuple[str, str]
    latest: str
    sent: str
    awaits: bool

    @classmethod
    def of(cls, application: Application) -> "Row":
        """Make the row of an application that `own_applications` read."""
        vacancy = application.vacancy
        return cls(
            title=vacancy.title,
            employer=vacancy.employer,
            url=application.get_absolute_url(),
            receipt=application.receipt,
            tag=state_tag(application),
            latest=latest_words(application),
            sent=format_date(application.received_at),
            awaits=vars(application)["awaits"],
        )


@dataclass(frozen=True)
class Event:
    """Something in the timeline, as components/timeline.html shows it."""

    title: str
    at: datetime
    by: str = ""
    note: str = ""


def state_tag(application: Application) -> tuple[str, str]:
    """Return the kind and the words of the tag of a state."""
    return TAGS[application.state], str(application.get_state_display())


def latest_words(application: Application) -> str:
    """Return what happened last, and when."""
    since = _SINCE.get(application.state, attrgetter("decided_at"))(application)
    words = str(LATEST[application.state]) % format_ago(since or application.received_at)
    reason = reason_words(application)
    return f"{words} {reason}" if reason else words


def reason_words(application: Application) -> str:
    """Return why somebody was not selected, as the company told it; else nothing."""
    if application.state != S.NOT_SELECTED:
        return ""
    return _("Belum cocok: %s.") % application.get_reject_reason_display()


def timeline(application: Application) -> list[Event]:
    """Return all that happened, newest first."""
    events = [
        *_steps(application),
        *_messages(application),
        *_interviews(application),
        *_placement(application),
    ]
    return sorted(events, key=attrgetter("at"), reverse=True)


def _steps(application: Application) -> Iterator[Event]:
    for step in application.transitions.order_by("at", "pk"):
        yield Event(str(STEPS[step.to_state]), step.at, note=_note(application, step))


def _note(application: Application, step: ApplicationTransition) -> str:
    if step.to_state != S.NOT_SELECTED:
        return step.reason
    told = [application.get_reject_reason_display(), application.reject_note]
    return ". ".join(filter(None, told))


def _messages(application: Application) -> Iterator[Event]:
    employer = application.vacancy.employer
    for message in application.messages.order_by("at", "pk"):
        yield Event(_("Pesan dari %s") % employer, message.at, note=message.text)


def _interviews(application: Application) -> Iterator[Event]:
    for interview in application.interviews.prefetch_related("transitions").order_by("pk"):
        yield Event(_("Anda diundang wawancara"), interview.created_at)
        yield from _told(interview.transitions.all(), INTERVIEW_STEPS)


def _placement(application: Application) -> Iterator[Event]:
    placement = getattr(application, "placement", None)
    if placement:
        yield from _told(placement.transitions.all(), PLACEMENT_STEPS)


def _told(steps: Iterable[Any], words: Mapping[str, str | Promise]) -> Iterator[Event]:
    for step in steps:
        if step.to_state in words and step.from_state:
            yield Event(str(words[step.to_state]), step.at, note=step.reason)
