"""The timetable of a fair as a calendar file (RFC 5545): opening, closing and live hours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.enums import FairState
from jobfair.models import Fair
from jobs.calendar import escape, fold, moment_value
from sikas import clock
from sikas.ui.formats import format_time, format_time_exact

MOMENT = timedelta(minutes=15)  # how long the opening stands in a calendar
ALARM = "-PT60M"
OPENING, CLOSING = "buka", "tutup"


class Span(NamedTuple):
    """From when to when on a day, in the office's zone."""

    day: date
    starts: time
    ends: time

    def home(self, others: Iterable["Span"]) -> "Span | None":
        """Return the one of the others inside which this lies."""
        for other in others:
            if other.day == self.day and other.starts <= self.starts < self.ends <= other.ends:
                return other
        return None


@dataclass(frozen=True)
class Event:
    """Something at a time: its name in the file, its title, from when to when."""

    name: str
    title: str
    starts: datetime
    ends: datetime
    has_alarm: bool = False

    @property
    def day(self) -> date:
        """The day on which it begins."""
        return timezone.localdate(self.ends if self.name == CLOSING else self.starts)

    @property
    def hours(self) -> str:
        """The time at which it happens, or from when to when."""
        if not self.has_alarm:
            return f"{timezone.localtime(self.starts):%H.%M}–{format_time(self.ends)}"
        return format_time_exact(self.ends if self.name == CLOSING else self.starts)


def timetable(fair: Fair) -> list[Event]:
    """Return opening, live hours and closing of a fair in their order."""
    opening = Event(OPENING, _("Lamaran dibuka"), fair.opens_at, fair.opens_at + MOMENT, True)
    closing = Event(CLOSING, _("Lamaran ditutup"), fair.closes_at - MOMENT, fair.closes_at, True)
    events = [opening, *_live_hours(fair), closing]
    return sorted(events, key=lambda event: event.starts)


def calendar_file(fair: Fair) -> str:
    """Return the file; a calendar that had an event before takes its new time."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//SIKAS//Job Fair//ID"]
    for event in timetable(fair):
        lines += _lines(fair, event)
    return "".join(f"{fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def live_spans(fair: Fair) -> list[Span]:
    """Return the fair's live hours in whole minutes, as booths choose from them."""
    found = [(_next_minute(event.starts), _minute(event.ends)) for event in _live_hours(fair)]
    return [Span(first.date(), first.time(), last.time()) for first, last in found if first < last]


def _minute(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(second=0, microsecond=0)


def _next_minute(moment: datetime) -> datetime:
    whole = _minute(moment)
    return whole if whole == moment else whole + timedelta(minutes=1)


def _live_hours(fair: Fair) -> Iterator[Event]:
    spans = (
        (fair.morning_from, fair.morning_until),
        (fair.afternoon_from, fair.afternoon_until),
    )
    for day in _days(fair):
        for number, (first, last) in enumerate(spans):
            starts, ends = max(_at(day, first), fair.opens_at), min(_at(day, last), fair.closes_at)
            if starts < ends:
                yield Event(f"langsung-{day}-{number}", _("Jam langsung"), starts, ends)


def _days(fair: Fair) -> Iterator[date]:
    day, last = timezone.localdate(fair.opens_at), timezone.localdate(fair.closes_at)
    while day <= last:
        yield day
        day += timedelta(days=1)


def _at(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))


def _lines(fair: Fair, event: Event) -> list[str]:
    title = f"{event.title} – {fair.name}"
    is_off = fair.state == FairState.CANCELLED
    lines = [
        "BEGIN:VEVENT",
        f"UID:job-fair-{fair.pk}-{event.name}@{urlsplit(settings.SITE_URL).hostname}",
        f"DTSTAMP:{moment_value(clock.now())}",
        f"SEQUENCE:{int(clock.now().timestamp()) // 60}",
        f"DTSTART:{moment_value(event.starts)}",
        f"DTEND:{moment_value(event.ends)}",
        f"SUMMARY:{escape(title)}",
        f"URL:{settings.SITE_URL}{fair.get_absolute_url()}",
        f"STATUS:{'CANCELLED' if is_off else 'CONFIRMED'}",
    ]
    if fair.venue:
        lines.append(f"LOCATION:{escape(fair.venue)}")
    if event.has_alarm and not is_off:
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escape(title)}"]
        lines += [f"TRIGGER:{ALARM}", "END:VALARM"]
    return [*lines, "END:VEVENT"]
