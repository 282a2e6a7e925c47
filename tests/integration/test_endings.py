"""A reading that does not end well says so, waits longer each time, and is not read for ever."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from integration import lights
from integration import pull as pulling
from integration.enums import Kind, Mode, RecordState, RunState, Trouble
from integration.models import RemoteRecord, Stream, SyncRun
from integration.ports import Checksum, Page, TransientError
from integration.pruning import forget_old
from integration.pull import pull
from integration.runs import RUN_LASTS, abandon
from sikas.clock import now
from tests.integration.wire import Feed, company, pulled, vacancy

pytestmark = pytest.mark.django_db
TURNS = 4


def stream(kind: Kind = Kind.COMPANIES) -> Stream:
    return Stream.objects.get(kind=kind)


def turn(port: Feed, kind: Kind = Kind.COMPANIES) -> SyncRun:
    """Read one page."""
    run = pull(kind, port=port, seconds=-1)
    assert run
    return run


class Uncounted(Feed):
    """A ministry whose figures cannot be had."""

    def __init__(self) -> None:
        super().__init__([company(1)], mode=Mode.CHANGES, time=datetime.now(UTC))
        self.is_well = False

    def checksum(self, _kind: Kind) -> Checksum | None:
        """Fail until it is well."""
        if not self.is_well:
            raise TransientError(Trouble.SERVER, "HTTP 500")
        return None


def test_figures_that_cannot_be_compared_are_asked_for_less_often_each_time():
    feed = Uncounted()
    turn(feed)
    since = None
    for number in range(1, TURNS + 1):
        assert turn(feed).state == RunState.DONE
        found = stream()
        assert (found.failures, found.trouble) == (number, Trouble.SERVER)
        assert found.last_success_at
        since = since or found.trouble_at
        assert found.trouble_at == since
    feed.is_well = True
    turn(feed)
    assert (stream().failures, stream().trouble, stream().trouble_at) == (0, "", None)


def test_settling_that_fails_is_tried_less_often_each_time(monkeypatch):
    def fail(_kind: Kind) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pulling, "settle", fail)
    for number in range(1, TURNS):
        with pytest.raises(ZeroDivisionError):
            turn(Feed([company(1)], mode=Mode.CHANGES))
        assert (stream().failures, stream().trouble) == (number, Trouble.BROKEN)


class Circle(Feed):
    """Changes whose cursors come back to one that was given before."""

    NEXT = {"": "a", "a": "b", "b": "c", "c": "d", "d": "b"}

    def page(self, _kind: Kind, _mode: Mode, position: str, _since: datetime | None) -> Page:
        """Return a page of one company."""
        return Page([company(1)], self.NEXT[position], datetime.now(UTC))


@pytest.mark.parametrize("seconds", [-1, 60], ids=["a page a turn", "one turn"])
def test_circle_is_noticed_over_the_turns_of_a_worker(seconds):
    for _ in range(4 * len(Circle.NEXT)):
        run = pull(Kind.COMPANIES, port=Circle(mode=Mode.CHANGES), seconds=seconds)
        if stream().trouble:
            break
    assert run
    assert (run.state, stream().trouble) == (RunState.ABANDONED, Trouble.LOOP)
    assert run.pages < 2 * len(Circle.NEXT)
    assert stream().wants_snapshot


class Hollow(Feed):
    """A catalogue of very many pages with nothing in them."""

    def page(self, *asked: Any) -> Page:
        """Return an empty page."""
        return Page([], str(int(asked[2] or 1) + 1), total=10**9)


def test_pages_without_anything_in_them_end(monkeypatch):
    monkeypatch.setattr(pulling, "MOST_EMPTY", 3)
    run = pull(Kind.VACANCIES, port=Hollow())
    assert run
    assert (run.state, run.pages) == (RunState.ABANDONED, 4)
    assert stream(Kind.VACANCIES).trouble == Trouble.LOOP


def test_reading_that_takes_too_long_says_so_before_it_begins_anew(clock):
    feed = Feed([vacancy(1)], [vacancy(2)], [vacancy(3)])
    Stream.objects.update(is_pulled=True)
    first = turn(feed, Kind.VACANCIES)
    assert stream(Kind.VACANCIES).trouble == ""
    for is_again in (False, True):
        clock.move(RUN_LASTS + timedelta(minutes=1))
        Stream.objects.update(last_success_at=now() - timedelta(hours=3))
        assert turn(feed, Kind.VACANCIES).state == RunState.RUNNING
        found = stream(Kind.VACANCIES)
        assert found.trouble == Trouble.PARTIAL
        assert found.trouble_detail == "1 dari 3 dibaca"
        assert (lights.light(found, now()) == lights.STOPPED) == is_again
    first.refresh_from_db()
    assert first.state == RunState.ABANDONED
    pull(Kind.VACANCIES, port=feed)
    assert stream(Kind.VACANCIES).trouble == ""


@pytest.mark.parametrize(
    "told", [{"is_pulled": True, "trouble": Trouble.SERVER, "failures": 9}, {"is_pulled": False}]
)
def test_outage_or_pause_that_outlasts_a_reading_explains_it(clock, told):
    turn(Feed([vacancy(1)], [vacancy(2)]), Kind.VACANCIES)
    Stream.objects.update(**told)
    clock.move(RUN_LASTS + timedelta(minutes=1))
    turn(Feed([vacancy(1)], [vacancy(2)]), Kind.VACANCIES)
    found = stream(Kind.VACANCIES)
    assert (found.trouble, found.failures) == (told.get("trouble", ""), told.get("failures", 0))


def test_what_a_given_up_reading_met_is_not_gone_also_after_a_night():
    pulled(Kind.VACANCIES, [vacancy(1), vacancy(2)])
    pulled(Kind.VACANCIES, [vacancy(1)])
    given_up = turn(Feed([vacancy(1), vacancy(2)], [vacancy(1)]), Kind.VACANCIES)
    abandon(given_up)
    forget_old()
    assert pulled(Kind.VACANCIES, [vacancy(1)]).closed == 0
    forget_old()
    assert not given_up.seen.exists()
    assert pulled(Kind.VACANCIES, [vacancy(1)]).closed == 1
    assert RemoteRecord.objects.filter(state=RecordState.GONE).count() == 1


def test_reading_of_which_much_is_unreadable_is_not_called_good():
    Stream.objects.update(is_pulled=True)
    items = [vacancy(number) for number in range(1, 101)]
    bad = [vacancy(number, title=None) for number in range(1, 22)]
    pulled(Kind.VACANCIES, items)
    pulled(Kind.VACANCIES, items[20:] + bad[:20])  # as many as pass without an officer
    assert stream(Kind.VACANCIES).trouble == ""
    pulled(Kind.VACANCIES, items[21:] + bad)
    found = stream(Kind.VACANCIES)
    assert (found.trouble, found.failures) == (Trouble.UNREADABLE, 0)
    assert lights.light(found, now()) == lights.PARTIAL
    words = lights.trouble_words(found, now())
    assert words
    assert "21 dari 100 tidak terbaca" in words[1]
    pulled(Kind.VACANCIES, items)
    assert lights.light(stream(Kind.VACANCIES), now()) == lights.GOOD
