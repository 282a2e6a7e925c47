"""A believable past: when people file something and when officers decide."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sikas.workflow.models import Actor, StatefulModel
from sikas.workflow.transitions import transition

ZONE = ZoneInfo("Asia/Jakarta")
OPENS, CLOSES = time(8, 0), time(15, 30)  # an office day
FRIDAY = 4
JUST_NOW = timedelta(minutes=4)


@dataclass(frozen=True)
class Step:
    """One move of a case, when it happened and who did it."""

    to: str
    by: Actor | None
    at: datetime
    reason: str = ""
    fields: dict[str, object] = field(default_factory=dict)


def walk(case: StatefulModel, steps: list[Step]) -> None:
    """Take the steps one after the other, through the one door."""
    for step in steps:
        transition(case, step.to, by=step.by, reason=step.reason, at=step.at, **step.fields)


class Past:
    """Draws moments before `now`; the same generator gives the same moments."""

    def __init__(self, now: datetime, chance: Random) -> None:
        self.now, self.chance = now, chance

    def ago(self, days: float) -> datetime:
        """Return a moment about `days` ago at which people sit at a telephone or computer."""
        moment = self.now - timedelta(days=days)
        return moment if days < 1 else self.daytime(moment)

    def daytime(self, moment: datetime) -> datetime:
        """Return a waking hour of that day, before now."""
        minute = self.chance.randrange(7 * 60, 21 * 60)
        day = moment.astimezone(ZONE).date()
        waking = datetime.combine(day, time(minute // 60, minute % 60), ZONE)
        return min(waking, self.now - JUST_NOW)

    def soon(self, after: datetime) -> datetime:
        """Return a moment minutes to hours after `after`, before now."""
        return self._between(after, after + timedelta(minutes=self.chance.randrange(6, 95)))

    def decided(self, after: datetime, hours: int = 26) -> datetime:
        """Return a moment of an officer's working day, at most some days after `after`."""
        local = (after + timedelta(hours=self.chance.uniform(1, hours))).astimezone(ZONE)
        while local.weekday() > FRIDAY or local.time() > CLOSES:
            local = datetime.combine(local.date() + timedelta(days=1), OPENS, ZONE)
        if local.time() <= OPENS:
            minutes = self.chance.randrange(10, 240)
            local = datetime.combine(local.date(), OPENS, ZONE) + timedelta(minutes=minutes)
        return self._between(after, local)

    def _between(self, after: datetime, moment: datetime) -> datetime:
        latest = self.now - JUST_NOW
        return moment if moment <= latest else after + max(latest - after, timedelta()) / 2
