"""Closing slice by slice: what a commit holds, who goes on, and who may not."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError

from integration import closing, overview, sweeping, tasks
from integration.enums import Kind, Mode, RunState
from integration.models import RemoteRecord, Stream, SyncRun
from integration.pruning import forget_old
from integration.pull import pull
from integration.streams import taken
from jobs.enums import VacancyState
from jobs.models import Vacancy, VacancySearch
from sikas import clock
from tests.factories import UserFactory
from tests.integration.killing import killed
from tests.integration.test_sweeping import ALL, FEW, LEFT, gone, hold_back, stream
from tests.integration.wire import Feed, company, pulled, vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a slice be one record, and a closing of more than a few wait."""
    monkeypatch.setattr(closing, "SLICE", 1)
    monkeypatch.setattr(sweeping, "FEW", FEW)


def agree_to_four() -> SyncRun:
    """Leave four of six vacancies that an officer agreed to close."""
    run = hold_back()
    assert sweeping.agree(kind=Kind.VACANCIES, by=UserFactory.create()) == 4
    return run


def after_the_first_slice(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen when the first slice was written."""
    original = closing.close_slice
    happened: list[object] = []

    def close_slice(*slice_: Any) -> None:
        original(*slice_)
        if not happened:
            happened.append(happens())

    monkeypatch.setattr(closing, "close_slice", close_slice)


def test_closing_that_was_ended_between_slices_goes_on_and_is_done_with_the_last():
    run = agree_to_four()
    with killed("close_slice", skip=1):
        closing.carry_out(Kind.VACANCIES)
    run.refresh_from_db()
    assert (run.state, run.closed, gone()) == (RunState.CLOSING, 2, 2)
    assert "2 dari 4 ditutup" in overview.run_lines(stream())[0][2]
    assert closing.closing() == [Kind.VACANCIES]
    tasks.close_gone(Kind.VACANCIES)
    run.refresh_from_db()
    assert (run.state, run.closed, gone(), closing.closing()) == (RunState.DONE, 4, 4, [])


def test_slice_takes_contacts_and_search_rows_with_it():
    agree_to_four()
    with killed("close_slice"):
        closing.carry_out(Kind.VACANCIES)
    closed = Vacancy.objects.get(state=VacancyState.CLOSED)
    assert (closed.apply_url, "0812" in closed.description) == ("", False)
    assert VacancySearch.objects.count() == len(ALL) - 1


def test_turn_closes_for_a_while_and_the_next_one_goes_on(monkeypatch):
    monkeypatch.setattr(closing, "LONGEST", -1)
    agree_to_four()
    for closed in (1, 2, 3, 4):
        closing.carry_out(Kind.VACANCIES)
        assert gone() == closed
    run = pull(Kind.VACANCIES, port=Feed(LEFT))
    assert run
    assert (run.state, gone(), stream().held) == (RunState.DONE, 4, None)


def test_nothing_is_read_while_much_is_left_to_be_closed(monkeypatch):
    monkeypatch.setattr(closing, "LONGEST", -1)
    agree_to_four()
    feed = Feed(LEFT)
    run = pull(Kind.VACANCIES, port=feed)
    assert run
    assert (run.state, feed.asked) == (RunState.RUNNING, [])


def test_who_is_overtaken_between_slices_closes_no_more(monkeypatch, caplog):
    run = agree_to_four()
    after_the_first_slice(monkeypatch, lambda: Stream.objects.update(fence=100))
    closing.carry_out(Kind.VACANCIES)
    run.refresh_from_db()
    assert (run.state, run.closed, gone()) == (RunState.CLOSING, 1, 1)
    assert "was overtaken" in caplog.text


def test_without_the_fence_he_would_close_all(monkeypatch):
    """Negative control."""
    agree_to_four()
    monkeypatch.setattr(closing, "claim", lambda _kind, _fence: None)
    monkeypatch.setattr(closing, "locked", lambda kind, _fence: stream(kind))
    after_the_first_slice(monkeypatch, lambda: Stream.objects.update(fence=100))
    closing.carry_out(Kind.VACANCIES)
    assert gone() == 4


def test_closing_is_left_to_the_worker_that_has_the_stream(monkeypatch):
    agree_to_four()
    monkeypatch.setattr("integration.streams._LOCK", "select %s is null")  # another session has it
    with taken(Kind.VACANCIES):
        closing.carry_out(Kind.VACANCIES)
    assert gone() == 0


def test_what_is_back_before_its_slice_stays(monkeypatch):
    run = agree_to_four()
    back = RemoteRecord.objects.filter(remote_id=ALL[-1]["id"])
    after_the_first_slice(monkeypatch, lambda: back.update(changed_at=clock.now()))
    closing.carry_out(Kind.VACANCIES)
    run.refresh_from_db()
    assert (run.state, run.closed, gone()) == (RunState.DONE, 3, 3)


def test_what_an_officer_agrees_to_while_others_are_closed_follows_at_once(monkeypatch):
    officer, now = UserFactory.create(), datetime.now(UTC)
    companies = [company(number) for number in range(8)]
    pulled(Kind.COMPANIES, companies, mode=Mode.SNAPSHOT)
    Stream.objects.update(wants_snapshot=True)
    assert pulled(Kind.COMPANIES, companies[:2], mode=Mode.SNAPSHOT).state == RunState.HELD
    deleted = company(1) | {"deleted": True, "version": 2}
    after_the_first_slice(monkeypatch, lambda: sweeping.agree(kind=Kind.COMPANIES, by=officer))
    pull(Kind.COMPANIES, port=Feed([deleted], mode=Mode.CHANGES, time=now))
    assert (gone(), stream(Kind.COMPANIES).held, closing.closing()) == (7, None, [])
    assert set(SyncRun.objects.values_list("closed", flat=True)) == {0, 1, 6}


def test_how_many_may_be_closed_is_judged_over_all_slices():
    pulled(Kind.VACANCIES, ALL)
    for state in (RunState.DONE, RunState.HELD):
        run = pulled(Kind.VACANCIES, ALL[: -FEW - 1])
        assert (run.state, run.closed, gone()) == (state, 0, 0)


def test_database_refuses_to_close_more_than_is_permitted():
    run = agree_to_four()
    with pytest.raises(IntegrityError, match="run_closes_what_is_permitted"):
        SyncRun.objects.filter(pk=run.pk).update(closed=5)


def test_pages_that_say_what_is_back_are_kept_until_all_is_closed():
    hold_back()
    partial = pull(Kind.VACANCIES, port=Feed([*LEFT, ALL[2]], total=60))
    assert partial
    assert not partial.is_complete
    sweeping.agree(kind=Kind.VACANCIES, by=UserFactory.create())
    forget_old()
    closing.carry_out(Kind.VACANCIES)
    assert gone() == 3
    forget_old()
    assert partial.seen.exists(), "by them the next whole reading is judged"
    pulled(Kind.VACANCIES, LEFT)
    assert not partial.seen.exists()


def test_closing_whose_worker_died_before_the_first_slice_goes_on():
    pulled(Kind.VACANCIES, [*LEFT, vacancy(9)])
    pulled(Kind.VACANCIES, LEFT)
    with killed("may_close"):
        pulled(Kind.VACANCIES, LEFT)
    assert (gone(), closing.closing()) == (0, [Kind.VACANCIES])
    tasks.close_gone(Kind.VACANCIES)
    assert (gone(), closing.closing()) == (1, [])
