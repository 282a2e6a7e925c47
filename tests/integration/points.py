"""The named points of a worker at which it is ended, and which of them it passes when."""

from integration.enums import Kind
from tests.integration.faults import PARTNERS

# Where a worker may die: the function, and whether before or after it.
POINTS = {
    "before a run begins": ("integration.runs.begin", "before"),
    "in the run's first transaction": ("integration.runs.new_run", "after"),
    "before a page is asked for": ("integration.pull.fetch", "before"),
    "after a page has come": ("integration.pull.fetch", "after"),
    "before a page is written": ("integration.pull.land", "before"),
    "after the stream is locked": ("integration.pull.claim", "after"),
    "after the judgement": ("integration.landing.judging.judge", "after"),
    "after COPY": ("sikas.bulk.copy", "after"),
    "after a page's rows": ("integration.landing.sinks.Sink.land", "after"),
    "after withdrawals": ("integration.landing.sinks.Sink.withdraw", "after"),
    "after the quarantine": ("integration.quarantine.resolve", "after"),
    "after the checkpoint": ("integration.pull.checkpoint", "after"),
    "after a page's commit": ("integration.pull.land", "after"),
    "after the last statement": ("integration.runs.finish", "after"),
    "before a closing is judged": ("integration.closing.may_close", "before"),
    "after a closing was judged": ("integration.closing.may_close", "after"),
    "between two slices": ("integration.closing.close_slice", "after"),
    "in a slice of closings": ("integration.closing.claim", "after"),
    "before a closing ends": ("integration.closing.end", "before"),
    "after a closing has ended": ("integration.closing.end", "after"),
    "before settling": ("integration.pull.settle", "before"),
    "before search rows are made": ("integration.settling.make_late_rows", "before"),
    "search rows made, not committed": ("jobs.search.upkeep.make_late_rows", "in"),
    "between joining and taking over": ("integration.settling.take_over", "before"),
    "before what waits is asked for": ("integration.asking.ask", "before"),
    "after what waits was asked for": ("integration.asking.ask", "after"),
    "after an answer's rows": ("integration.quarantine.resolve", "after"),
    "after the answers' commit": ("integration.asking.write", "after"),
    "before figures are compared": ("integration.pull.agrees", "before"),
    "before drift is noted": ("integration.pull.note_drift", "before"),
}
OF_VACANCIES = {"before search rows are made", "search rows made, not committed"}
OF_PARTNERS = {"between joining and taking over"}
OF_CHANGES = {"after withdrawals"}  # a snapshot does not name them
OF_PAGES = {  # passed once for each page; the second time there is something to go on from
    "before a page is asked for",
    "after a page has come",
    "before a page is written",
    "after the stream is locked",
    "after the judgement",
    "after a page's rows",
    "after the quarantine",
    "after the checkpoint",
    "after a page's commit",
}
OF_WAITING = {  # passed only while something waits; which time counts, after a page of changes
    "before what waits is asked for": 1,
    "after what waits was asked for": 1,
    "after an answer's rows": 2,
    "after the answers' commit": 1,
}
OF_CLOSINGS = {
    "before a closing is judged",
    "after a closing was judged",
    "in a slice of closings",
    "between two slices",
}


def points(kind: Kind) -> list[str]:
    """Return the points that a worker passes which reads this kind."""
    others = set(OF_WAITING) if kind in PARTNERS else OF_WAITING.keys() | OF_PARTNERS | OF_CHANGES
    if kind != Kind.VACANCIES:
        others |= OF_VACANCIES
    return [point for point in POINTS if point not in others]


def passing(kind: Kind, number: int, point: str) -> tuple[bool, int]:
    """Return whether all is read when a worker is to pass a point, and the how manieth time counts.

    Of kinds that tell what changed, every other point is passed while all is read.
    """
    is_whole = kind not in PARTNERS or (number % 2 == 0 and point not in OF_CHANGES)
    return is_whole, 2 if is_whole and point in OF_PAGES else 1


def is_second_reading(kind: Kind, point: str) -> bool:
    """Tell whether a point is passed only when a reading before has missed the same records."""
    return kind not in PARTNERS and point in OF_CLOSINGS
