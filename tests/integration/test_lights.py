"""A light says what an officer must know: neither more while all rests, nor less."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from integration import lights
from integration.enums import Kind, Trouble
from integration.models import Stream
from integration.ports import Page, RestingError
from integration.pull import pull
from sikas.clock import now
from tests.integration.wire import Feed

pytestmark = pytest.mark.django_db
WIB = timedelta(hours=7)


def at(hour: int, minute: int = 0, *, day: int = 26) -> datetime:
    """Return a moment of Kisaran."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - WIB


@pytest.mark.parametrize(
    ("hours", "success", "moment", "light"),
    [
        (("22:00", "05:00"), at(21, 50, day=25), at(4), lights.GOOD),
        (("22:00", "05:00"), at(21, 50, day=25), at(5, 45), lights.GOOD),
        (("22:00", "05:00"), at(21, 50, day=25), at(6, 15), lights.LATE),
        (("08:00", "17:00"), at(7, 30), at(17, 10), lights.GOOD),
        (("08:00", "17:00"), at(5), at(10), lights.LATE),
        (("08:00", "17:00"), at(10), at(18, 10), lights.GOOD),
        (("00:00", "23:30"), at(23, 50, day=24), at(23, 55), lights.STOPPED),
    ],
)
def test_who_is_left_alone_in_closed_hours_is_not_late(hours, success, moment, light):
    start, end = map(time.fromisoformat, hours)
    stream = Stream(
        kind=Kind.VACANCIES,
        is_pulled=True,
        closed_from=start,
        closed_until=end,
        last_success_at=success,
    )
    assert lights.light(stream, moment) == light


class Resting(Feed):
    """A server that is left alone because its name is wrong."""

    def page(self, *_asked: Any) -> Page:
        """Refuse to ask."""
        raise RestingError(Trouble.ADDRESS, 60, "api.kemnaker.go.id")


def test_wrong_address_stays_stopped_while_its_server_rests():
    pull(Kind.VACANCIES, port=Resting())
    stream = Stream.objects.get(kind=Kind.VACANCIES)
    stream.is_pulled, stream.last_success_at = True, now()
    assert stream.trouble == Trouble.ADDRESS
    assert lights.light(stream, now()) == lights.STOPPED
    assert stream.next_at
    assert timedelta(seconds=50) < stream.next_at - now() <= timedelta(seconds=60)
