"""Two databases that read the same ministry: one undisturbed, one whose workers are killed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from integration import tasks
from integration.enums import Kind, RunState
from integration.mapping import MAPPINGS
from integration.models import Quarantined, RemoteRecord, Stream, SyncRun
from jobs.models import Vacancy, VacancySearch
from tests.clock import Clock
from tests.databases import connected_to
from tests.integration.exchange import Exchange, know_industries
from tests.integration.mirrored import rows_of
from tests.seekers.places import make_village
from tests.simulator.running import Simulator
from training.models import Programme, Provider, Schedule

PATIENCE = 30  # seconds


class Twins:
    """The disturbed one is the database that is connected; `calm` is the name of the other."""

    def __init__(self, simulator: Simulator, clock: Clock, kind: Kind, calm: str) -> None:
        self.kind, self.clock, self._name = kind, clock, calm
        self.disturbed = self._prepared(simulator)
        with connected_to(calm):
            self.calm = self._prepared(simulator)

    def _prepared(self, simulator: Simulator) -> Exchange:
        make_village()
        know_industries()
        return Exchange(simulator, self.clock, self.kind)

    @contextmanager
    def in_calm(self) -> Iterator[Exchange]:
        """Be in the undisturbed one for a block; the time is the same in both."""
        with connected_to(self._name):
            self.clock._write()
            yield self.calm
        self.clock._write()

    def run_calm(self) -> None:
        """Let the undisturbed one have its next run."""
        with self.in_calm() as calm:
            calm.run()

    def want_snapshot(self) -> None:
        """Let both read everything the next time."""
        Stream.objects.filter(kind=self.kind).update(wants_snapshot=True)
        with self.in_calm():
            Stream.objects.filter(kind=self.kind).update(wants_snapshot=True)

    def assert_same(self) -> None:
        """Fail unless both have the same rows."""
        with self.in_calm():
            wanted = picture(self.kind)
        assert picture(self.kind) == wanted


def go_on(kind: Kind) -> None:
    """Be the next workers after one that died, until no run is left behind.

    The lock of the dead one lasts until the database notices.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        fence = Stream.objects.get(kind=kind).fence
        tasks.close_gone(kind)
        tasks.pull_stream(kind)
        is_ours = Stream.objects.get(kind=kind).fence > fence
        left = SyncRun.objects.filter(stream=kind, state__in=(RunState.RUNNING, RunState.CLOSING))
        if is_ours and not left.exists():
            return
        assert time.monotonic() < deadline, "the stream is not given back"
        time.sleep(0.01)


def picture(kind: Kind) -> dict[str, Any]:
    """Return all that a kind has here, without what two databases number or date on their own."""
    records = list(RemoteRecord.objects.filter(kind=kind))
    is_versioned = bool(MAPPINGS[kind].envelope.version)
    waiting = Quarantined.objects.filter(kind=kind)
    return {
        "records": {
            one.remote_id: (
                one.state,
                one.is_withdrawn,
                bytes(one.content),
                one.version if is_versioned else 0,
            )
            for one in records
        },
        "rows": rows_of(kind, records),
        "states": _states(kind, records),
        "quarantine": set(waiting.values_list("key", "reason", "path", "state", "version"))
        if is_versioned
        else set(waiting.values_list("key", "reason", "path", "state")),
        "sizes": [model.objects.count() for model in (Vacancy, Programme, Provider, Schedule)],
    }


def written(kind: Kind) -> tuple[Any, ...]:
    """Return all that a worker writes of a reading."""
    runs = list(SyncRun.objects.filter(stream=kind).order_by("pk").values())
    return picture(kind), runs, Stream.objects.filter(kind=kind).values().get()


def _states(kind: Kind, records: list[RemoteRecord]) -> dict[str, Any]:
    """Return the state of each mirror, and whether search knows it."""
    states = {
        Kind.VACANCIES: Vacancy.objects.values_list("pk", "state"),
        Kind.TRAININGS: Programme.objects.values_list("pk", "state"),
    }
    if kind not in states:
        return {}
    found = dict(states[kind])
    is_searched = kind == Kind.VACANCIES
    searched = set(VacancySearch.objects.values_list("pk", flat=True)) if is_searched else set()
    return {
        one.remote_id: (found.get(one.local_id or 0), one.local_id in searched) for one in records
    }
