"""The timetable rings for what is due and for nothing else, and forgets what is old."""

from datetime import UTC, datetime, time, timedelta

import pytest

from integration import tasks, timetable
from integration.enums import Kind, Mode, Outcome, RunState, Trigger
from integration.models import Drift, ItemTally, Quarantined, SeenPage, Stream, SyncRun
from integration.pruning import RUNS_KEPT, SETTLED_KEPT, forget_old
from integration.pull import pull
from sikas.clock import now
from tests.factories import UserFactory
from tests.integration.wire import Feed, pulled, resident, vacancy

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def set_stream(kind: Kind = Kind.VACANCIES, **values) -> None:
    Stream.objects.filter(kind=kind).update(**{"is_pulled": True} | values)


def test_stream_is_due_when_its_time_has_come(clock):
    assert timetable.due() == []
    set_stream()
    assert timetable.due() == [Kind.VACANCIES]
    set_stream(next_at=now() + HOUR)
    assert timetable.due() == []
    clock.move(HOUR + timedelta(seconds=1))
    assert timetable.due() == [Kind.VACANCIES]


def test_paused_stream_is_not_due():
    set_stream(is_pulled=False)
    assert timetable.due() == []


@pytest.mark.parametrize(
    ("hours", "is_due"),
    [((time(8), time(12)), False), ((time(22), time(9)), False), ((time(22), time(5)), True)],
)
def test_closed_hours_are_left_alone(clock, hours, is_due):
    clock.freeze(datetime(2026, 11, 26, 1, 30, tzinfo=UTC))  # 08.30 WIB
    set_stream(closed_from=hours[0], closed_until=hours[1])
    assert timetable.is_due(Kind.VACANCIES) == is_due


def test_run_that_was_cut_goes_on_whatever_the_next_time_and_after_those_that_wait():
    set_stream(next_at=now() + HOUR)
    set_stream(Kind.TRAININGS)
    feed = Feed([vacancy(1)], [vacancy(2)])
    pull(Kind.VACANCIES, port=feed, seconds=-1)
    assert SyncRun.objects.get().state == RunState.RUNNING
    assert timetable.due() == [Kind.TRAININGS, Kind.VACANCIES]
    pull(Kind.VACANCIES, port=feed, if_due=True)
    assert SyncRun.objects.get().state == RunState.DONE
    assert timetable.due() == [Kind.TRAININGS]
    assert pull(Kind.VACANCIES, port=feed, if_due=True) is None


def test_minute_rings_for_each_stream_that_is_due(monkeypatch):
    rung = []
    monkeypatch.setattr(tasks, "ring", lambda task, kind: rung.append((task, kind)))
    set_stream()
    set_stream(Kind.SEEKERS, next_at=now() + HOUR)
    tasks.pull_due()
    tasks.pull_due()  # the other beat
    assert rung == [(tasks.pull_stream, Kind.VACANCIES)]


@pytest.mark.parametrize("is_asked_for", [True, False])
def test_task_reads_the_configured_ministry_and_names_who_asked(monkeypatch, is_asked_for):
    officer = UserFactory.create(staff=True)
    monkeypatch.setattr(tasks, "Kemnaker", lambda: Feed([vacancy(1)]))
    set_stream()
    tasks.pull_stream("vacancies", str(officer.pk) if is_asked_for else None)
    run = SyncRun.objects.get()
    expected = (Trigger.OFFICER, officer) if is_asked_for else (Trigger.TIMETABLE, None)
    assert (run.trigger, run.by) == expected
    tasks.pull_stream("vacancies")  # a bell that came late
    assert SyncRun.objects.count() == 1


def test_old_runs_are_forgotten_and_stay_counted(clock):
    part, whole = [vacancy(1), vacancy(2, title="")], [vacancy(1)]
    runs = [pulled(Kind.VACANCIES, items) for items in (part, part, whole, [])]
    alone = pulled(Kind.SEEKERS, [resident(1)], mode=Mode.CHANGES)
    clock.move(RUNS_KEPT + HOUR)
    for _ in range(2):  # the second time changes nothing
        forget_old()
        # The newest of each stream, and the last whole reading: the next one is judged by it.
        assert set(SyncRun.objects.all()) == {runs[2], runs[3], alone}
        assert [page.run for page in SeenPage.objects.filter(run__in=runs)] == [runs[2]]
        counted = set(ItemTally.objects.values_list("kind", "outcome", "count"))
        expected = {(Outcome.INSERTED, 1), (Outcome.UNCHANGED, 1), (Outcome.QUARANTINED, 2)}
        assert counted == {(Kind.VACANCIES, *tally) for tally in expected}


def test_settled_quarantine_and_old_drift_are_forgotten(clock):
    pulled(Kind.VACANCIES, [vacancy(1, title=""), vacancy(2, title="", benefits="x")])
    pulled(Kind.VACANCIES, [vacancy(1), vacancy(2, title="")])
    settled = Quarantined.objects.get(state="resolved")
    assert settled.payload == ""
    assert Drift.objects.exists()
    clock.move(SETTLED_KEPT + HOUR)
    tasks.forget_old()
    assert [one.state for one in Quarantined.objects.all()] == ["open"]
    assert Drift.objects.exists()
    clock.move(RUNS_KEPT)
    tasks.forget_old()
    assert not Drift.objects.exists()
