"""A fair that is over, with applications of every kind, for tests of its report."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from openpyxl import Workbook, load_workbook

from jobfair.enums import Way
from jobfair.models import Fair, Position
from jobfair.report import workbook
from jobfair.services.entering import apply_in_fair
from jobfair.services.reporting import freeze_report
from jobs.models import Application
from seekers.models import Seeker
from sikas import clock
from tests.jobfair.fairs import BoothFactory, FairFactory, position_in
from tests.jobs.applicants import ready_seeker

AFTER = timedelta(days=7, minutes=2)  # from the opening of a FairFactory: the grace is over


def send(position: Position, seeker: Seeker | None = None, way: Way = Way.WEB) -> Application:
    """Send an application in a fair that is open."""
    seeker = seeker or ready_seeker()
    return apply_in_fair(seeker=seeker, position=position, key=uuid4(), way=way).application


def positions(*numbers: int, fair: Fair | None = None) -> list[Position]:
    """Save a booth with so many positions for each of `numbers`, all in one fair."""
    fair = fair or FairFactory.create()
    booths = [BoothFactory.create(fair=fair) for _booth in numbers]
    return [
        position_in(booth=booth)
        for booth, number in zip(booths, numbers, strict=True)
        for _position in range(number)
    ]


def reported_fair(weeks_ago: int) -> Fair:
    """Return the fair that ended so many weeks ago, with its first report; made at the first call.

    Fairs of different weeks stand beside each other: two at once may not be.
    """
    end = clock.now() - timedelta(weeks=weeks_ago)
    fair = Fair.objects.filter(slug=f"selesai-{weeks_ago}").first() or FairFactory.create(
        slug=f"selesai-{weeks_ago}",
        over=True,
        opens_at=end - timedelta(days=6),
        closes_at=end,
        catalogue_at=end - timedelta(days=13),
        registration_at=end - timedelta(days=13),
    )
    freeze_report(fair=fair, version=0)
    return fair


def opened(sheets: Any) -> Workbook:
    """Return a workbook as a reader finds it, with the values of its formulas."""
    target = BytesIO()
    workbook.write(sheets, target, title="Laporan")
    return load_workbook(target, data_only=True)


def rows_of(book: Workbook, sheet: str) -> list[tuple[Any, ...]]:
    """Return the rows of a sheet without its head and its sums."""
    rows = list(book[sheet].iter_rows(min_row=2, values_only=True))
    return [row for row in rows if row[0] != "Jumlah"]
