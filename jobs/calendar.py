"""Interviews as entries of a calendar (RFC 5545), for whoever keeps one on the phone."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse

from jobs.enums import InterviewState
from jobs.models import Interview
from sikas import clock

LINE = 75  # octets, without the line's end (RFC 5545, 3.1)
_STATUS: Mapping[str, str] = {
    InterviewState.ACCEPTED: "CONFIRMED",
    InterviewState.CANCELLED: "CANCELLED",
}
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def interview_calendar(interview: Interview, *, title: str, url: str) -> str:
    """Return a calendar with one interview, called `title`, that is answered at `url`.

    The entry keeps its UID when time or place change and its SEQUENCE grows, so that a calendar
    replaces it; a cancelled one takes it away.
    """
    return "".join(f"{fold(line)}\r\n" for line in _lines(interview, title, url))


def calendar_response(calendar: str, name: str) -> HttpResponse:
    """Return a calendar as a file to be opened by the phone's own program."""
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def fold(line: str) -> str:
    """Break a line that is too long, between letters, never within one."""
    parts, part, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LINE:
            parts.append(part)
            part, size = " ", 1
        part += letter
        size += width
    return "\r\n".join([*parts, part])


def escape(text: str) -> str:
    """Return a text as a value; what no calendar can hold is left out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(letter for letter in plain if letter.isprintable() or letter == "\n")
    return kept.translate(_ESCAPED)


def _lines(interview: Interview, title: str, url: str) -> Iterator[str]:
    is_cancelled = interview.state == InterviewState.CANCELLED
    about = "\n".join(filter(None, [str(interview.get_kind_display()), interview.note, url]))
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//SIKAS//Wawancara//ID"
    yield "CALSCALE:GREGORIAN"
    yield f"METHOD:{'CANCEL' if is_cancelled else 'PUBLISH'}"
    yield "BEGIN:VEVENT"
    yield f"UID:wawancara-{interview.pk}@{urlsplit(settings.SITE_URL).hostname}"
    yield f"SEQUENCE:{interview.revision + is_cancelled}"
    yield f"DTSTAMP:{moment_value(clock.now())}"
    yield f"DTSTART:{moment_value(interview.starts_at)}"
    yield f"DTEND:{moment_value(interview.ends_at)}"
    yield f"SUMMARY:{escape(title)}"
    yield f"LOCATION:{escape(interview.where)}"
    yield f"DESCRIPTION:{escape(about)}"
    yield f"URL:{url}"
    yield f"STATUS:{_STATUS.get(interview.state, 'TENTATIVE')}"
    yield "END:VEVENT"
    yield "END:VCALENDAR"


def moment_value(moment: datetime) -> str:
    """Return a moment as a value, in UTC."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
