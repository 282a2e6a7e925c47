"""The ministry's clock: like ours, but it may be wrong, stand still or jump."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

TICK = timedelta(microseconds=1)
NEAR = timedelta(seconds=1)  # a stamp this little behind the last one is moved past it


def utc_now() -> datetime:
    """Return the time of this machine."""
    return datetime.now(UTC)


def rfc3339(moment: datetime) -> str:
    """Return a moment with microseconds and Z: of fixed width, so that text sorts like time."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


class RemoteClock:
    """Time as the ministry has it.

    `source` tells the true time; `skew` is how far the ministry's clock is from it. A clock that is
    frozen stays where it is until it is thawed; `advance` moves it on in both cases.
    """

    def __init__(self, source: Callable[[], datetime] | None = None) -> None:
        self.source = source or utc_now
        self.reset()

    def reset(self) -> None:
        """Be true again."""
        self.ahead = timedelta()  # how far it was moved on
        self.skew = timedelta()
        self.frozen: datetime | None = None
        self.coarse = False  # stamps of whole seconds only: many records share one
        self._last: datetime | None = None

    def true_now(self) -> datetime:
        """Return the time without skew: what tokens are judged by."""
        return self.frozen or self.source() + self.ahead

    def now(self) -> datetime:
        """Return the ministry's time."""
        return self.true_now() + self.skew

    def text(self) -> str:
        """Return the ministry's time as it is sent."""
        return rfc3339(self.now())

    def stamp(self) -> str:
        """Return the time of a write: no two the same, unless the clock is coarse."""
        moment = self.now()
        if self.coarse:
            return rfc3339(moment.replace(microsecond=0))
        if self._last and timedelta() <= self._last - moment < NEAR:
            moment = self._last + TICK
        self._last = moment
        return rfc3339(moment)

    def freeze(self, moment: datetime | None) -> None:
        """Stop at a moment, or run again with None."""
        self.frozen = moment
        self._last = None

    def advance(self, seconds: float) -> None:
        """Move on, or back; a running clock keeps running from there."""
        if self.frozen:
            self.frozen += timedelta(seconds=seconds)
        else:
            self.ahead += timedelta(seconds=seconds)
        self._last = None

    def skewed(self, seconds: float) -> None:
        """Let the ministry's clock be wrong by so much."""
        skew = timedelta(seconds=seconds)
        if skew != self.skew:
            self.skew, self._last = skew, None
