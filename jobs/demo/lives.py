"""What happens to a vacancy of the demo, from the first draft to where the data file wants it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from employers.demo.history import ZONE, Past, Step
from jobs.demo.positions import phrases
from jobs.enums import CloseReason, VacancyState
from sikas.workflow.models import Actor

TODAY = "today"  # open, but not tomorrow
# Days ago at which a vacancy was filed, by what became of it.
DRAFTED, WAITING, JUDGED, FRESH = (0.5, 6.0), (0.05, 3.5), (2.5, 6.0), (1.5, 30.0)
ENDING, OLD = (16.0, 20.0), (38.0, 50.0)
RUNS, AHEAD = (14, 45), (2, 9)  # days a vacancy stays open, and has still to run
LASTED, EARLY = timedelta(days=22), (6.0, 20.0)  # a closed one's time, and when it closed before
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True)
class Life:
    """When a vacancy was drafted, until when it runs, and its steps."""

    created_at: datetime
    closes_at: datetime | None
    steps: list[Step]


@dataclass(frozen=True)
class Plot:
    """Draws a life that leads to `state`, a word of the data file, among these people."""

    state: str
    reason: str
    past: Past
    owner: Actor | None
    officer: Actor | None

    def life(self) -> Life:
        """Return the life."""
        if self.state == VacancyState.DRAFT:
            return Life(self.past.ago(self.past.chance.uniform(*DRAFTED)), None, [])
        if self.state == VacancyState.SUBMITTED:
            return self._life([self._filed(WAITING)])
        if self.state in (VacancyState.RETURNED, VacancyState.REJECTED):
            return self._judged()
        if self.state in CloseReason.values:
            return self._closed(CloseReason(self.state))
        steps = self._shown(ENDING if self.state == TODAY else FRESH)
        # An hour from now, so that it is still open when the demo is looked at before midnight.
        tonight = end_of_day(self.past.now + timedelta(hours=1))
        return self._life(steps, tonight if self.state == TODAY else None)

    def _filed(self, days: tuple[float, float]) -> Step:
        created = self.past.ago(self.past.chance.uniform(*days))
        return Step(VacancyState.SUBMITTED, self.owner, self.past.soon(created))

    def _shown(self, days: tuple[float, float]) -> list[Step]:
        filed = self._filed(days)
        decided = self.past.decided(filed.at)
        return [filed, Step(VacancyState.PUBLISHED, self.officer, decided)]

    def _judged(self) -> Life:
        filed = self._filed(JUDGED)
        decided = self.past.decided(filed.at)
        step = Step(VacancyState(self.state), self.officer, decided, self.reason)
        return self._life([filed, step])

    def _closed(self, how: CloseReason) -> Life:
        steps = self._shown(OLD)
        closes = end_of_day(steps[-1].at + LASTED)
        fields: dict[str, object] = {"close_reason": how}
        if how == CloseReason.EXPIRED:
            last = Step(VacancyState.CLOSED, None, closes + timedelta(minutes=1), fields=fields)
        else:
            early = timedelta(days=self.past.chance.uniform(*EARLY))
            at = self.past.daytime(steps[-1].at + early)
            last = Step(VacancyState.CLOSED, self.owner, at, phrases()[how], fields)
        return self._life([*steps, last], closes)

    def _life(self, steps: list[Step], closes: datetime | None = None) -> Life:
        return Life(steps[0].at, closes or self._last_day(steps[-1].at), steps)

    def _last_day(self, after: datetime) -> datetime:
        """Return the end of a day some weeks after `after` that is still ahead."""
        last = after + timedelta(days=self.past.chance.randrange(*RUNS))
        soonest = self.past.now + timedelta(days=self.past.chance.randrange(*AHEAD))
        return end_of_day(max(last, soonest))


def end_of_day(moment: datetime) -> datetime:
    """Return the last minute of that day in Asahan."""
    return datetime.combine(moment.astimezone(ZONE).date(), LAST_MINUTE, ZONE)
