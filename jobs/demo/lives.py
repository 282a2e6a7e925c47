"""What happens to a vacancy of the demo, from the first draft to where the data file wants it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from employers.demo.history import ZONE, Past, Step
from jobs.demo.positions import phrases
from jobs.enums import CloseReason, VacancyState
from sikas.workflow.models import Actor

RUNS = (14, 45)  # days a vacancy stays open
FRESH = (1.5, 30.0)  # days ago an open vacancy was filed
OLD = (38.0, 50.0)  # days ago a closed one was filed
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True)
class Life:
    """When a vacancy was drafted, until when it runs, and its steps."""

    created_at: datetime
    closes_at: datetime | None
    steps: list[Step]

    @property
    def updated_at(self) -> datetime:
        """When the last thing happened to it."""
        return self.steps[-1].at if self.steps else self.created_at


@dataclass(frozen=True)
class Cast:
    """Who files and who decides."""

    owner: Actor | None
    officer: Actor | None


def end_of_day(moment: datetime) -> datetime:
    """Return the last minute of that day in Asahan."""
    return datetime.combine(moment.astimezone(ZONE).date(), LAST_MINUTE, ZONE)


def live(state: str, reason: str, past: Past, cast: Cast) -> Life:
    """Return the life that leads to `state`, a word of the data file."""
    return LIVES.get(state, _published)(state, reason, past, cast)


def _filed(past: Past, cast: Cast, days: tuple[float, float]) -> Step:
    created = past.ago(past.chance.uniform(*days))
    return Step(VacancyState.SUBMITTED, cast.owner, past.soon(created))


def _draft(state: str, reason: str, past: Past, cast: Cast) -> Life:
    return Life(past.ago(past.chance.uniform(0.5, 6)), None, [])


def _waiting(state: str, reason: str, past: Past, cast: Cast) -> Life:
    step = _filed(past, cast, (0.05, 3.5))
    return Life(step.at, _closes(past, step.at), [step])


def _judged(state: str, reason: str, past: Past, cast: Cast) -> Life:
    filed = _filed(past, cast, (2.5, 6))
    judged = Step(VacancyState(state), cast.officer, past.decided(filed.at), reason)
    return Life(filed.at, _closes(past, filed.at), [filed, judged])


def _published(state: str, reason: str, past: Past, cast: Cast) -> Life:
    filed = _filed(past, cast, FRESH)
    shown = Step(VacancyState.PUBLISHED, cast.officer, past.decided(filed.at))
    return Life(filed.at, _closes(past, shown.at), [filed, shown])


def _ends_today(state: str, reason: str, past: Past, cast: Cast) -> Life:
    filed = _filed(past, cast, (16, 20))
    shown = Step(VacancyState.PUBLISHED, cast.officer, past.decided(filed.at))
    # An hour from now, so that it is still open when the demo is looked at before midnight.
    return Life(filed.at, end_of_day(past.now + timedelta(hours=1)), [filed, shown])


def _closed(state: str, reason: str, past: Past, cast: Cast) -> Life:
    filed = _filed(past, cast, OLD)
    shown = Step(VacancyState.PUBLISHED, cast.officer, past.decided(filed.at))
    how = CloseReason(state)
    fields: dict[str, object] = {"close_reason": how}
    if how == CloseReason.EXPIRED:
        closes = end_of_day(shown.at + timedelta(days=21))
        closed = Step(VacancyState.CLOSED, None, closes + timedelta(minutes=1), fields=fields)
    else:
        closes = end_of_day(shown.at + timedelta(days=30))
        at = past.daytime(shown.at + timedelta(days=past.chance.uniform(9, 26)))
        closed = Step(VacancyState.CLOSED, cast.owner, at, phrases()[how], fields)
    return Life(filed.at, closes, [filed, shown, closed])


def _closes(past: Past, after: datetime) -> datetime:
    """Return a last day some weeks after `after` that is still ahead."""
    last = after + timedelta(days=past.chance.randrange(*RUNS))
    return end_of_day(max(last, past.now + timedelta(days=past.chance.randrange(2, 9))))


LIVES: dict[str, Callable[[str, str, Past, Cast], Life]] = {
    "draft": _draft,
    "submitted": _waiting,
    "returned": _judged,
    "rejected": _judged,
    "today": _ends_today,
    CloseReason.FILLED: _closed,
    CloseReason.EXPIRED: _closed,
    CloseReason.WITHDRAWN: _closed,
}
