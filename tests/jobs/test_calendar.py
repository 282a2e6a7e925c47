"""The calendar entry of an interview keeps RFC 5545, read by a strict reader of our own."""

import re
from datetime import UTC, datetime

import pytest

from jobs.calendar import escape, fold, interview_calendar
from jobs.enums import InterviewKind, InterviewState
from jobs.models import Interview
from sikas import clock

EVIL = "Blok A; lantai 2, pintu \\ kiri\r\nBEGIN:VEVENT\x00\x1b naïve 😀" + " panjang" * 40
NAME = re.compile(r"[A-Z-]+")


def interview(**facts) -> Interview:
    values = {
        "pk": 7,
        "kind": InterviewKind.PLACE,
        "starts_at": datetime(2026, 12, 1, 2, 30, tzinfo=UTC),
        "minutes": 45,
        "where": EVIL,
        "note": "Bawa ijazah;\nfoto, KTP",
    }
    return Interview(**values | facts)


def read(calendar: str) -> dict[str, str]:
    """Return the lines of a calendar by their names; raises AssertionError for a wrong one."""
    assert calendar.endswith("\r\n")
    assert "\n" not in calendar.replace("\r\n", "")
    physical = calendar.split("\r\n")[:-1]
    assert all(0 < len(line.encode()) <= 75 for line in physical)
    lines: list[str] = []
    for line in physical:
        if line.startswith(" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert [line for line in lines if line.startswith("BEGIN")][1:] == ["BEGIN:VEVENT"]
    found = dict(line.split(":", 1) for line in lines)
    assert len(found) == len(lines) - 2, "BEGIN and END stand twice, nothing else does"
    assert all(NAME.fullmatch(name) for name in found)
    return found


def unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], value)


def calendar_of(**facts) -> dict[str, str]:
    url = "http://localhost:8000/lamaran/7KPX-42DM/"
    return read(interview_calendar(interview(**facts), title="Wawancara Kasir, PT A", url=url))


def test_entry_says_when_where_and_what():
    found = calendar_of(revision=3)
    assert found["DTSTART"] == "20261201T023000Z"
    assert found["DTEND"] == "20261201T031500Z"
    assert found["DTSTAMP"] <= f"{clock.now():%Y%m%dT%H%M%SZ}"
    assert (found["METHOD"], found["STATUS"], found["SEQUENCE"]) == ("PUBLISH", "TENTATIVE", "3")
    assert found["UID"] == "wawancara-7@localhost"
    assert unescape(found["SUMMARY"]) == "Wawancara Kasir, PT A"
    assert unescape(found["DESCRIPTION"]).splitlines()[:3] == [
        "Bertemu di tempat", "Bawa ijazah;", "foto, KTP",
    ]  # fmt: skip


def test_hostile_place_stays_a_value():
    place = unescape(calendar_of()["LOCATION"])
    assert place == EVIL.replace("\r\n", "\n").replace("\x00", "").replace("\x1b", "")


@pytest.mark.parametrize(
    ("state", "method", "status", "sequence"),
    (
        (InterviewState.ACCEPTED, "PUBLISH", "CONFIRMED", "2"),
        (InterviewState.OTHER_TIME, "PUBLISH", "TENTATIVE", "2"),
        (InterviewState.CANCELLED, "CANCEL", "CANCELLED", "3"),
    ),
)
def test_entry_follows_the_state(state, method, status, sequence):
    found = calendar_of(state=state, revision=2)
    assert (found["METHOD"], found["STATUS"], found["SEQUENCE"]) == (method, status, sequence)


@pytest.mark.parametrize("letter", ("a", "é", "€", "😀"))
def test_lines_are_folded_between_letters(letter):
    text = letter * 200
    folded = fold(text)
    assert folded.replace("\r\n ", "") == text
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))


def test_values_are_escaped():
    assert escape("a\\b;c,d\r\ne\rf") == "a\\\\b\\;c\\,d\\ne\\nf"
