"""The public numbers of a fair that is over: as its report froze them, else as they stand."""

from dataclasses import dataclass
from datetime import datetime

from jobfair.counting import Numbers, count
from jobfair.live import Snapshot
from jobfair.models import Fair
from jobfair.report.editions import frozen, public
from sikas import clock


@dataclass(frozen=True)
class Results:
    """The numbers, and since when they are final; None while they may change."""

    snapshot: Snapshot
    frozen_at: datetime | None


def results_of(fair: Fair) -> Results:
    """Return the numbers of a fair that is over; one query, two while no report is frozen."""
    if not (reports := frozen(fair)):
        return Results(Snapshot(count(fair), clock.now()), None)
    summary, at = public(reports).summary, reports[0].frozen_at
    numbers = Numbers(
        companies=summary["companies"],
        positions=summary["positions"],
        openings=summary["openings"],
        people=summary["applicants"],
        applications=summary["applications"],
        withdrawn=summary["withdrawn"],
    )
    return Results(Snapshot(numbers, at), at)
