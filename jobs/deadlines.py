"""Until when a vacancy may be open."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from sikas import clock

LONGEST = timedelta(days=90)  # ahead; who seeks for longer extends, or asks the office again
LONGEST_IN_ALL = timedelta(days=180)  # from publication, with every extension
LAST_MINUTE = time(23, 59)
# Of a vacancy whose portal of origin tells no end: open until it is withdrawn there.
OPEN_ENDED = datetime(2999, 12, 31, tzinfo=UTC)


def is_open_ended(closes_at: datetime | None) -> bool:
    """Tell whether a vacancy is open until its portal of origin withdraws it."""
    return closes_at is not None and closes_at >= OPEN_ENDED


def start_of_day(day: date) -> datetime:
    """Return the moment at which a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of_day(day: date) -> datetime:
    """Return the last minute of a day here."""
    return timezone.make_aware(datetime.combine(day, LAST_MINUTE))


def today() -> date:
    """Return the day it is here."""
    return timezone.localdate(clock.now())


def last_day(published_at: datetime | None = None) -> date:
    """Return the last day until which a vacancy may be open; published ones end some day."""
    ahead = clock.now() + LONGEST
    latest = min(ahead, published_at + LONGEST_IN_ALL) if published_at else ahead
    return timezone.localdate(latest)
