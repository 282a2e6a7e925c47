"""What is gone at the ministry: what waits for an officer, and what may not be closed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from integration import closing, lights, sweeping, tasks
from integration.enums import Kind, Mode, QuarantineState, RecordState, RunState, Trouble
from integration.figures import figures
from integration.models import Quarantined, RemoteRecord, SeenPage, Stream, SyncRun
from integration.pruning import forget_old
from integration.pull import pull
from integration.reprocessing import discard
from integration.runs import abandon
from jobs.enums import VacancyState
from jobs.models import Vacancy
from sikas import clock
from tests.factories import UserFactory
from tests.integration.wire import Feed, company, pulled, vacancy

pytestmark = pytest.mark.django_db

FEW = 2  # may be closed without an officer
ALL = [vacancy(number) for number in range(1, 7)]
LEFT = ALL[:2]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a closing of more than a few wait, however few there are."""
    monkeypatch.setattr(sweeping, "FEW", FEW)


def stream(kind: Kind = Kind.VACANCIES) -> Stream:
    """Return the stream as it is now."""
    return Stream.objects.get(kind=kind)


def hold_back() -> SyncRun:
    """Leave four vacancies gone that wait for an officer."""
    pulled(Kind.VACANCIES, ALL)
    pulled(Kind.VACANCIES, LEFT)
    run = pulled(Kind.VACANCIES, LEFT)
    assert (run.state, stream().held) == (RunState.HELD, 4)
    return run


def hold_back_companies(*changes: Any) -> Stream:
    """Leave five companies gone that wait for an officer; then read changes."""
    feed: Any = {"mode": Mode.CHANGES, "time": datetime.now(UTC)}
    pull(Kind.COMPANIES, port=Feed([company(number) for number in range(6)], **feed))
    Stream.objects.filter(kind=Kind.COMPANIES).update(wants_snapshot=True)
    pull(Kind.COMPANIES, port=Feed([company(0)], **feed))
    run = pull(Kind.COMPANIES, port=Feed(changes, **feed))
    assert run
    assert run.mode == Mode.CHANGES
    return stream(Kind.COMPANIES)


def agree(kind: Kind = Kind.VACANCIES) -> int:
    """Let an officer agree and a worker carry it out; return to how many he agreed."""
    number = sweeping.agree(kind=kind, by=UserFactory.create())
    tasks.close_gone(kind)
    return number


def gone() -> int:
    """Return how many records are gone."""
    return RemoteRecord.objects.filter(state=RecordState.GONE).count()


@pytest.mark.parametrize("feed", [Feed([]), Feed(LEFT, total=60)], ids=["empty", "short"])
def test_reading_that_is_not_whole_lets_what_waits_wait(feed):
    hold_back()
    pull(Kind.VACANCIES, port=feed)
    assert stream().held == 4
    assert (agree(), gone()) == (4, 4)
    assert Vacancy.objects.filter(state=VacancyState.CLOSED).count() == 4
    assert stream().held is None


def test_run_that_was_given_up_hides_nothing():
    run = hold_back()
    given_up = pull(Kind.VACANCIES, port=Feed(LEFT, LEFT), seconds=-1)
    assert given_up
    abandon(given_up)
    found = sweeping.held_back(stream())
    assert found
    assert (found.run, len(found.records)) == (run, 4)


def test_changes_let_what_waits_wait_without_what_comes_back():
    assert hold_back_companies(company(1), company(2)).held == 3
    forget_old()  # pages by which is known what came back stay
    assert (agree(Kind.COMPANIES), gone()) == (3, 3)


def test_nothing_waits_when_all_came_back():
    found = hold_back_companies(*(company(number) for number in range(6)))
    assert found.held is None
    assert not SyncRun.objects.filter(state=RunState.HELD).exists()
    forget_old()
    pull(Kind.COMPANIES, port=Feed([], mode=Mode.CHANGES, time=datetime.now(UTC)))
    assert (gone(), stream(Kind.COMPANIES).held) == (0, None)


def test_deletions_add_to_what_waits():
    deleted = [company(number) | {"deleted": True, "version": 2} for number in range(3)]
    assert hold_back_companies(*deleted).held == 6
    assert (agree(Kind.COMPANIES), gone()) == (6, 6)


@pytest.mark.parametrize(
    ("theirs", "asks"), [([0], False), ([0, 1, 2, 3, 4, 5], False), ([0, 1], True)]
)
def test_figures_may_be_those_with_or_without_what_waits(theirs, asks):
    hold_back_companies()
    changes = Feed([], mode=Mode.CHANGES, time=datetime.now(UTC))
    records = RemoteRecord.objects.exclude(remote_id__in=[f"c{number}" for number in theirs])
    changes.figures = figures(Kind.COMPANIES, without=list(records.values_list("pk", flat=True)))
    for _ in range(2):
        pull(Kind.COMPANIES, port=changes)
    assert stream(Kind.COMPANIES).wants_snapshot == asks


def test_whole_reading_judges_anew():
    hold_back()
    assert pulled(Kind.VACANCIES, ALL[:5]).closed == 1
    assert (gone(), stream().held) == (1, None)
    assert set(SyncRun.objects.values_list("state", flat=True)) == {RunState.DONE}


def test_what_is_back_on_a_page_that_just_landed_is_not_closed():
    hold_back()
    run = pull(Kind.VACANCIES, port=Feed(ALL[:5], ALL[5:]), seconds=-1)
    assert run
    assert run.state == RunState.RUNNING
    assert (agree(), gone()) == (1, 1)


def test_more_than_was_agreed_to_waits_again():
    run = hold_back()
    sweeping.agree(kind=Kind.VACANCIES, by=UserFactory.create())
    RemoteRecord.objects.filter(state=RecordState.LIVE).update(is_withdrawn=True)
    closing.carry_out(Kind.VACANCIES)
    run.refresh_from_db()
    assert (run.state, run.closed, gone(), stream().held) == (RunState.HELD, 0, 0, 6)


def test_what_was_agreed_to_is_closed_by_the_next_reading_if_no_worker_came(monkeypatch):
    run = hold_back()
    sweeping.agree(kind=Kind.VACANCIES, by=UserFactory.create())
    bells: list[Any] = []
    monkeypatch.setattr(tasks, "ring", lambda *bell: bells.append(bell))
    tasks.pull_due()
    assert (tasks.close_gone, Kind.VACANCIES) in bells
    pull(Kind.VACANCIES, port=Feed(LEFT, total=60))
    run.refresh_from_db()
    assert (run.state, run.closed, gone()) == (RunState.DONE, 4, 4)


def test_record_met_between_two_readings_must_be_missed_twice():
    pulled(Kind.VACANCIES, LEFT)
    run = pull(Kind.VACANCIES, port=Feed([vacancy(9)], LEFT), seconds=-1)
    assert run
    abandon(run)
    for closed in (0, 1):
        SeenPage.objects.filter(run=run).delete()
        assert pulled(Kind.VACANCIES, LEFT).closed == closed


def put_aside_and_forget_when() -> None:
    """Let an officer put the only item aside, which was seen long ago."""
    discard(item=Quarantined.objects.get(), by=UserFactory.create(), reason="Tidak perlu.")
    Quarantined.objects.update(last_seen_at=clock.now() - timedelta(hours=1))


def test_what_an_officer_put_aside_stays_there_when_a_reading_misses_it():
    bad = vacancy(9, title="")
    pulled(Kind.VACANCIES, [*ALL, bad])
    put_aside_and_forget_when()
    for _ in range(2):
        pulled(Kind.VACANCIES, ALL)
    pulled(Kind.VACANCIES, [*ALL, bad])
    assert Quarantined.objects.get().state == QuarantineState.DISCARDED


def test_what_was_put_aside_and_is_in_no_snapshot_is_gone():
    pulled(Kind.COMPANIES, [company(1), company(2, name="")], mode=Mode.SNAPSHOT)
    put_aside_and_forget_when()
    Stream.objects.filter(kind=Kind.COMPANIES).update(wants_snapshot=True)
    pulled(Kind.COMPANIES, [company(1)], mode=Mode.SNAPSHOT)
    assert Quarantined.objects.get().state == QuarantineState.RESOLVED


def test_unreadable_item_waits_until_a_closing_was_judged_without_it():
    pulled(Kind.VACANCIES, [*ALL, vacancy(9, title="")])
    pulled(Kind.VACANCIES, LEFT)
    Quarantined.objects.update(last_seen_at=clock.now() - timedelta(hours=1))
    assert pulled(Kind.VACANCIES, LEFT).state == RunState.HELD
    assert Quarantined.objects.get().state == QuarantineState.OPEN
    pulled(Kind.VACANCIES, ALL)
    assert Quarantined.objects.get().state == QuarantineState.RESOLVED


def test_unreadable_item_that_is_gone_waits_no_longer_than_the_closing():
    pulled(Kind.VACANCIES, [*ALL, "no record"])
    pulled(Kind.VACANCIES, LEFT)
    Quarantined.objects.update(last_seen_at=clock.now() - timedelta(hours=1))
    pulled(Kind.VACANCIES, LEFT)
    assert Quarantined.objects.get().state == QuarantineState.OPEN
    assert sweeping.agree(kind=Kind.VACANCIES, by=UserFactory.create(staff=True)) == 4
    closing.carry_out(Kind.VACANCIES)
    assert Quarantined.objects.get().state == QuarantineState.RESOLVED


@pytest.mark.parametrize("feed", [Feed([]), Feed(LEFT, total=60)], ids=["empty", "short"])
def test_reading_that_is_not_whole_is_no_success(feed):
    pulled(Kind.VACANCIES, ALL)
    success = stream().last_success_at
    pull(Kind.VACANCIES, port=feed)
    found = stream()
    assert (found.trouble, found.failures) == (Trouble.PARTIAL, 1)
    assert found.last_success_at == success
    assert found.next_at
    words = lights.trouble_words(found, clock.now())
    assert words
    assert "Belum terbaca seluruhnya" in words[0]
    pulled(Kind.VACANCIES, ALL)
    assert (stream().trouble, stream().failures) == ("", 0)
