"""What waits in quarantine is asked for by its number, a few at a time; nothing else suffers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from integration.enums import Kind, Mode, QuarantineState, RunState, Trouble
from integration.models import Quarantined, RemoteCompany, SeenPage, Stream, SyncRun
from integration.ports import ProtocolError, RateLimitedError, Single, TransientError
from integration.pull import pull
from integration.reprocessing import discard
from tests.factories import UserFactory
from tests.integration.scenarios import Scene
from tests.integration.wire import Feed, company

pytestmark = pytest.mark.django_db


def bad(number: int, version: int = 1) -> dict[str, Any]:
    """Return a company that cannot be read."""
    return company(number, version, nib="x")


class Ministry(Feed):
    """Companies that came and could not be read; changes bring nothing any more.

    `meanwhile` happens while the first number is asked for.
    """

    meanwhile: Callable[[], Any] | None = None

    def __init__(self, *numbers: int) -> None:
        super().__init__([bad(number) for number in numbers], mode=Mode.CHANGES)
        pull(Kind.COMPANIES, port=self)
        self.pages = ([],)
        self.singles = {f"c{number}": Single(bad(number)) for number in numbers}

    def record(self, kind: Kind, number: str) -> Single | None:
        """Return what was set."""
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            meanwhile()
        return super().record(kind, number)

    def run(self, **options: Any) -> SyncRun:
        """Let changes be read, without what was asked for until now."""
        self.numbers.clear()
        run = pull(Kind.COMPANIES, port=self, **options)
        assert run
        assert run.mode == Mode.CHANGES
        return run

    def rounds(self, number: int) -> list[str]:
        """Return what is asked for in so many runs."""
        return [" ".join(self.numbers) for _ in range(number) if self.run()]


def states() -> dict[str, str]:
    return dict(Quarantined.objects.order_by("pk").values_list("key", "state"))


def is_well(run: SyncRun) -> bool:
    """Tell whether a run ended as if nothing had been asked for."""
    run.refresh_from_db()
    return run.state == RunState.DONE and not Stream.objects.get(kind=run.stream_id).trouble


def test_what_was_spoiled_on_its_way_comes_with_the_next_changes(clock):
    scene = Scene(Kind.COMPANIES)
    scene.put("spoiled")
    clock.move(timedelta(hours=7))  # changes are read again for a quarter of an hour only
    scene.memory.fault("F12", "null", times=1)
    assert scene.pull().quarantined == 1
    run = scene.pull()
    assert (run.mode, run.pages, run.received, run.inserted) == (Mode.CHANGES, 1, 1, 1)
    scene.agrees()
    found = Quarantined.objects.get()
    assert (found.state, found.payload) == (QuarantineState.RESOLVED, "")
    assert SeenPage.objects.filter(run=run, records=[RemoteCompany.objects.get().pk]).exists()


def test_what_still_cannot_be_read_is_no_news_and_is_asked_for_ever_more_rarely():
    ministry = Ministry(1)
    assert ministry.rounds(10) == ["c1", "c1", "", "c1", "", "", "c1", "", "", "c1"]
    found = Quarantined.objects.get()
    assert (found.state, found.times) == (QuarantineState.OPEN, 1)
    assert not SyncRun.objects.filter(mode=Mode.CHANGES, received__gt=0).exists()
    ministry.pages = ([bad(1, 2)],)
    assert ministry.run().quarantined == 1
    assert ministry.numbers == ["c1"]  # it changed there: asked for at once


def test_reason_is_that_of_the_last_answer():
    ministry = Ministry(1)
    ministry.singles = {"c1": Single(company(1, name=""))}
    ministry.run()
    assert Quarantined.objects.get().path == "name"


def test_few_are_asked_for_in_one_run_and_first_those_of_longest_ago(settings):
    settings.MINISTRY = settings.MINISTRY | {"ask_again": 2}
    assert Ministry(1, 2, 3).rounds(4) == ["c1 c2", "c3 c1", "c2 c3", "c1"]
    settings.MINISTRY = settings.MINISTRY | {"ask_again": 0}
    assert Ministry(4).rounds(1) == [""]


def test_what_is_gone_waits_no_longer_and_what_is_unknown_does():
    ministry = Ministry(1, 2)
    ministry.singles = {"c1": Single(is_gone=True), "c2": Single()}
    assert ministry.run().received == 0
    assert states() == {"c1": QuarantineState.RESOLVED, "c2": QuarantineState.OPEN}


@pytest.mark.parametrize(
    "error",
    [
        RateLimitedError(Trouble.THROTTLED, 60),
        TransientError(Trouble.TIMEOUT),
        ProtocolError(Trouble.NOT_JSON),
    ],
)
def test_error_ends_the_asking_and_not_the_run(error):
    ministry = Ministry(1, 2, 3)
    ministry.singles = {"c1": Single(company(1)), "c2": error, "c3": Single(company(3))}
    run = ministry.run()
    assert is_well(run)
    assert (run.inserted, ministry.numbers) == (1, ["c1", "c2"])
    assert ministry.rounds(2) == ["c3 c2", ""]  # one that always fails is in nobody's way


def test_answer_about_another_record_is_not_used():
    ministry = Ministry(1)
    others: list[Any] = [company(2), bad(2), {"id": None}, {"id": 5, "version": 1}, []]
    for other in others:
        ministry.singles = {"c1": Single(other)}
        Quarantined.objects.update(pause=0)
        assert ministry.run().received == 0
        assert ministry.numbers == ["c1"]
    assert states() == {"c1": QuarantineState.OPEN}


@pytest.mark.parametrize("answer", [bad(1), company(1)])
def test_what_was_settled_while_it_was_asked_for_stays_so(answer):
    ministry = Ministry(1)
    item, officer = Quarantined.objects.get(), UserFactory.create(staff=True)
    ministry.singles = {"c1": Single(answer)}
    ministry.meanwhile = lambda: discard(item=item, by=officer, reason="Uji coba.")
    assert ministry.run().received == 0
    assert states() == {"c1": QuarantineState.DISCARDED}
    assert ministry.rounds(1) == [""]


def test_whoever_was_overtaken_while_it_asked_writes_nothing():
    ministry = Ministry(1)
    ministry.singles = {"c1": Single(company(1))}
    ministry.meanwhile = lambda: Stream.objects.update(fence=1_000)
    assert ministry.run().received == 0
    assert states() == {"c1": QuarantineState.OPEN}
    assert not RemoteCompany.objects.exists()


def test_nobody_is_asked_without_a_number_a_call_or_time():
    nameless = Feed([company(1) | {"id": None}, "bukan data"], mode=Mode.CHANGES)
    for _ in range(2):
        pull(Kind.COMPANIES, port=nameless)
    assert nameless.numbers == []
    ministry = Ministry(1, 2)
    assert ministry.run(seconds=-1)
    assert ministry.numbers == []
    ministry.singles = None
    assert ministry.rounds(2) == ["c1", "c1"]


def test_what_came_without_a_number_waits_until_nothing_is_missing_here():
    scene = Scene(Kind.COMPANIES)
    scene.port.has_checksums = True
    scene.put("one")
    scene.memory.fault("F12", "id", times=1)
    assert scene.pull().quarantined == 1
    scene.memory.fault("F12", "id", times=2)
    scene.pull()
    assert Quarantined.objects.get().state == QuarantineState.OPEN
    scene.pull()
    scene.pull()
    assert Quarantined.objects.get().state == QuarantineState.RESOLVED
    scene.agrees()
