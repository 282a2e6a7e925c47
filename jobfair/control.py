"""What the control room shows: where the fair is, its numbers, how fast applications come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair import live
from jobfair.alarms import Alarm, alarms
from jobfair.counting import Numbers, count
from jobfair.models import Fair
from jobfair.presenters import FairFace
from jobfair.selectors import time_of
from sikas.ui.charts import BarChart, bar_chart

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MINUTES, HOURS = 60, 24  # how far back the charts look

_RATE = """
    select date_trunc(%s, arrived_at, %s), count(*) from jobfair_entry
    where fair_id = %s and arrived_at >= %s group by 1
"""


@dataclass(frozen=True)
class Room:
    """The part of the control room that is asked for again and again."""

    face: FairFace
    numbers: Numbers
    counted_at: datetime
    alarms: list[Alarm]
    minutes: BarChart


def room(fair: Fair) -> Room:
    """Return how a fair stands now; it was read with its phase and the database's time."""
    snapshot, now = live.latest(fair.slug), time_of(fair)
    if snapshot is None or now - snapshot.at > live.OLD:
        numbers, counted_at = count(fair), now
    else:
        numbers, counted_at = snapshot.numbers, snapshot.at
    return Room(FairFace.of(fair), numbers, counted_at, alarms(fair), per_minute(fair))


def per_minute(fair: Fair) -> BarChart:
    """Draw the applications of the last hour by minute of arrival."""
    points = _points(fair, "minute", MINUTE, MINUTES)
    return bar_chart(name="menit", title=_("Lamaran per menit, satu jam terakhir"), points=points)


def per_hour(fair: Fair) -> BarChart:
    """Draw the applications of the last day by hour of arrival."""
    points = _points(fair, "hour", HOUR, HOURS)
    return bar_chart(name="jam", title=_("Lamaran per jam, satu hari terakhir"), points=points)


def _points(fair: Fair, unit: str, step: timedelta, number: int) -> list[tuple[str, int]]:
    zone = timezone.get_current_timezone_name()
    last = timezone.localtime(time_of(fair)).replace(second=0, microsecond=0)
    last = last.replace(minute=0) if step == HOUR else last
    first = last - (number - 1) * step
    with connection.cursor() as cursor:
        cursor.execute(_RATE, [unit, zone, fair.pk, first])
        found: Mapping[datetime, int] = dict(cursor.fetchall())
    moments = [first + place * step for place in range(number)]
    return [(f"{moment:%H.%M}", found.get(moment, 0)) for moment in moments]
