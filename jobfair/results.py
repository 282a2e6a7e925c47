"""The public numbers of a fair that is over: as they were frozen, else as they stand."""

from dataclasses import dataclass

from jobfair.counting import count
from jobfair.live import Snapshot
from jobfair.models import Fair
from sikas import clock


@dataclass(frozen=True)
class Results:
    """The numbers, and whether they are final."""

    snapshot: Snapshot
    is_frozen: bool


def results_of(fair: Fair) -> Results:
    """Return the numbers of a fair that is over; one query."""
    return Results(Snapshot(count(fair.pk), clock.now()), is_frozen=False)
