"""Any sequence of what happens to a pull: at the ministry, on the way, to workers, by officers.

Each sequence is one transaction that is rolled back. The time of both sides stands still unless a
rule moves it, and a turn of a worker lasts so many questions instead of seconds: the same choices
are the same sequence.
"""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, ClassVar
from unittest.mock import patch

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from integration import asking, closing, sweeping
from integration import pull as pulling
from integration.enums import Kind, Mode, QuarantineState, RecordState, RunState, Trigger
from integration.figures import figures
from integration.forgetting import suppress
from integration.mapping.reader import Refused
from integration.models import Quarantined, RemoteRecord, Stream, SyncRun
from integration.ports import Page
from integration.reprocessing import discard, read_again
from jobs.enums import VacancyState
from jobs.models import Vacancy
from jobs.services.moderation import withdraw_vacancy
from sikas.accounts.models import User
from tests.clock import Clock
from tests.integration import invariants
from tests.integration.fake import Memory
from tests.integration.invariants import require
from tests.integration.killing import POINTS, killed

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
PAGE, FEW = 2, 2  # records of a page; that may be closed without an officer
MOST = 40  # questions of one turn: a feed that leads in circles ends too
NAMES = {
    Kind.VACANCIES: "title",
    Kind.TRAININGS: "title",
    Kind.COMPANIES: "name",
    Kind.SEEKERS: "name",
}
SHOWN: dict[Kind, dict[str, Any]] = {
    Kind.VACANCIES: {"state": "published"},
    Kind.TRAININGS: {"status": "approved"},
}
FAULTS = (
    *(("F2", "before"), ("F3", "seconds"), ("F4", "html"), ("F4", "list"), ("F8", "forever")),
    *(("F9", "middle"), ("F14", "status"), ("F15", "back"), ("F13", "short"), ("F13", "empty")),
    *(("F5", name) for name in ("duplicates", "repeated", "shuffled", "missing", "loop")),
    *(("F6", name) for name in ("insert", "change", "withdraw", "bump", "late", "equal")),
    *(("F12", name) for name in ("extra", "missing", "null", "type", "code", "huge", "nan")),
    *(("F12", name) for name in ("nul", "surrogate", "id", "item")),
)
SPOILING = ("null", "type", "nul", "id", "item")
which = st.integers(0, 11)


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


class Pulling(RuleBasedStateMachine):
    """The pull of one kind."""

    kind: ClassVar[Kind]
    clock: ClassVar[Clock]
    officer: ClassVar[User]

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block._from_testcase = True  # type: ignore[attr-defined]
        self.block.__enter__()
        self.clock.freeze(START)
        self.memory = Memory()
        self.port = self.memory.port(page_size=PAGE)
        self.watch = invariants.Watch(self.kind)
        self.told: list[invariants.Contents] = []
        self.known: list[str] = []
        self.log = _Lines()
        logging.getLogger("integration").addHandler(self.log)
        self.patches = ExitStack()
        self.patches.enter_context(patch.object(sweeping, "FEW", FEW))
        self.patches.enter_context(patch.object(closing, "SLICE", 1))
        questions = SimpleNamespace(monotonic=lambda: self.port.asked)
        for module in (pulling, asking):
            self.patches.enter_context(patch.object(module, "time", questions))
        self.is_next_day = False

    # What happens at the ministry

    @initialize(records=st.integers(0, 5), is_next_day=st.booleans())
    def opens(self, records: int, is_next_day: bool) -> None:
        """Begin with some records."""
        for _ in range(records):
            self.put()
        self.is_next_day = is_next_day

    def put(self, key: str = "", **attributes: Any) -> None:
        """Create a record that is shown, or change it."""
        given = {**SHOWN.get(self.kind, {}), **attributes}
        item = self.memory.put(self.kind.value, key, **given)
        if item["id"] not in self.known:
            self.known.append(item["id"])
        self.told.append({item["id"]: item})

    def chosen(self, number: int) -> str:
        """Return one of the records there ever were."""
        return self.known[number % len(self.known)] if self.known else ""

    @rule(records=st.integers(1, 4))
    def records_come(self, records: int) -> None:
        """Create some."""
        for _ in range(records):
            self.put()

    @rule(number=which, name=st.sampled_from(("Baru", "Lain", "Ketiga")))
    def record_is_renamed_or_comes_back(self, number: int, name: str) -> None:
        """Change what counts; a deleted one lives again."""
        self.put(self.chosen(number), **{NAMES[self.kind]: name})

    @rule(number=which)
    def record_changes_in_what_may_not_count(self, number: int) -> None:
        """Change what some kinds do not take from there."""
        self.put(self.chosen(number), **self.memory.ministry.inventor.change(self.kind.value))

    @rule(number=which, value=st.sampled_from((None, "", 5, "x\x00")))
    def record_cannot_be_read_any_more(self, number: int, value: Any) -> None:
        """Give it a name that is refused, until it is renamed."""
        self.put(self.chosen(number), **{NAMES[self.kind]: value})

    @precondition(lambda self: self.known)
    @rule(number=which, more=st.integers(0, 3))
    def records_go(self, number: int, more: int) -> None:
        """Delete some, of which some may be gone."""
        for step in range(more + 1):
            self.memory.remove(self.kind.value, self.chosen(number + step))

    @precondition(lambda self: self.kind == Kind.TRAININGS)
    @rule(number=which, status=st.sampled_from(("draft", "archived")))
    def programme_is_hidden(self, number: int, status: str) -> None:
        """Take a programme out of the public feed."""
        self.put(self.chosen(number), status=status)

    # Time, and what goes wrong

    @rule(minutes=st.sampled_from((1, 10, 60, 7 * 60, 25 * 60)))
    def time_passes(self, minutes: int) -> None:
        """Let time pass on both sides."""
        self.clock.move(timedelta(minutes=minutes))

    @rule(seconds=st.sampled_from((-3600, -90, 600, 3600)))
    def ministrys_clock_goes_wrong(self, seconds: int) -> None:
        """Let the ministry's clock be wrong."""
        self.memory.fault("F7", seconds=seconds)

    @rule(
        fault=st.sampled_from(FAULTS), times=st.sampled_from((1, 2, None)), skip=st.integers(0, 2)
    )
    def something_breaks(self, fault: tuple[str, str], times: int | None, skip: int) -> None:
        """Switch a fault on, for a while or until all is well."""
        self.memory.fault(*fault, times=times, skip=skip)

    @rule()
    def all_is_well_again(self) -> None:
        """Switch all faults off."""
        self.memory.heal()

    @rule()
    def places_are_forgotten(self) -> None:
        """Let cursors be unknown."""
        self.memory.expire(cursors=True)

    # Workers

    def turn(self, questions: int) -> SyncRun:
        """Let a worker have its turn."""
        run = pulling.pull(self.kind, port=self.port, trigger=Trigger.COMMAND, seconds=questions)
        assert run
        return run

    @rule(questions=st.sampled_from((1, 2, MOST, MOST)))
    def worker_reads(self, questions: int) -> None:
        """Read a few pages, or as many as a turn has."""
        self.turn(questions)

    @precondition(lambda self: self.known)
    @rule(number=which, variant=st.sampled_from(SPOILING))
    def record_is_spoiled_on_its_way(self, number: int, variant: str) -> None:
        """Let one that has not changed for long be unreadable in a whole reading."""
        self.clock.move(timedelta(hours=1))
        Stream.objects.filter(kind=self.kind).update(wants_snapshot=True)
        fault = self.memory.fault("F12", variant, ids=[self.chosen(number)])
        self.turn(MOST)
        self.memory.heal(fault)

    @rule(point=st.sampled_from(sorted(POINTS)), skip=st.integers(0, 2))
    def worker_is_killed(self, point: str, skip: int) -> None:
        """Kill a worker at a named point."""
        with killed(point, skip=skip):
            self.turn(MOST)

    @rule(questions=st.sampled_from((1, MOST)))
    def worker_is_overtaken_while_it_waits(self, questions: int) -> None:
        """Let another worker have a turn whenever a page is waited for."""
        original: Callable[..., Page] = pulling.fetch

        def slow(*args: Any) -> Page:
            page = original(*args)
            with patch.object(pulling, "fetch", original):
                self.turn(questions)
            return page

        with patch.object(pulling, "fetch", slow):
            self.turn(MOST)

    # Officers

    @rule()
    def officer_agrees_to_close(self) -> None:
        """Agree to what waits, if anything does."""
        sweeping.agree(kind=self.kind, by=self.officer)

    @rule()
    def closing_goes_on(self) -> None:
        """Let a worker close what may be closed."""
        closing.carry_out(self.kind)

    @rule()
    def officer_wants_all_to_be_read(self) -> None:
        """Ask for a whole reading."""
        Stream.objects.filter(kind=self.kind).update(wants_snapshot=True)

    @rule()
    def officer_has_the_unreadable_read_again(self) -> None:
        """Read again what waits, as after a change of code lists."""
        waiting = Quarantined.objects.filter(kind=self.kind, state=QuarantineState.OPEN)
        keys = list(waiting.order_by("pk").values_list("pk", flat=True))
        read_again(kind=self.kind, items=keys, by=self.officer)

    @rule()
    def officer_puts_the_unreadable_aside(self) -> None:
        """Discard what waits."""
        for one in Quarantined.objects.filter(kind=self.kind, state=QuarantineState.OPEN):
            discard(item=one, by=self.officer, reason="Bukan untuk kami.")

    @precondition(lambda self: self.kind == Kind.VACANCIES)
    @rule(number=which)
    def officer_closes_a_vacancy(self, number: int) -> None:
        """Close one here for good."""
        ours = list(Vacancy.objects.filter(state=VacancyState.PUBLISHED).order_by("pk"))
        if ours:
            one = ours[number % len(ours)]
            withdraw_vacancy(vacancy=one, officer=self.officer, reason="Meminta uang.")

    @precondition(lambda self: self.kind == Kind.SEEKERS)
    @rule(number=which)
    def resident_is_erased(self, number: int) -> None:
        """Forget a resident for good."""
        known = RemoteRecord.objects.filter(kind=self.kind, remote_id=self.chosen(number))
        suppress(list(known.exclude(state=RecordState.SUPPRESSED).values_list("pk", flat=True)))

    # What holds always, and in the end

    @invariant()
    def nothing_goes_back(self) -> None:
        """Look at what may only grow."""
        self.watch.look()

    def teardown(self) -> None:
        """Heal, hold all to account, and leave nothing behind."""
        try:
            self.heals()
        finally:
            self.patches.close()
            logging.getLogger("integration").removeHandler(self.log)
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    def heals(self) -> None:
        """Require that all is well soon after the ministry is."""
        self.memory.heal()
        self.put()  # a ministry that has nothing at all is not believed
        # Nobody asks again for what an officer put aside; a whole reading may bring it.
        put_aside = Quarantined.objects.filter(kind=self.kind, state=QuarantineState.DISCARDED)
        self.is_next_day |= put_aside.exists()
        if self.is_next_day:
            self.clock.move(timedelta(hours=25))
        contents = self.memory.contents(self.kind.value)
        invariants.heals(
            self.kind, lambda: contents, self.run, self.officer, lambda: self.agrees(contents)
        )
        self.watch.look()
        invariants.nothing_personal_is_written(self.log.lines, self.told)

    def run(self) -> SyncRun:
        """Pull until a run is over."""
        self.clock.move(timedelta(minutes=10))
        while True:
            run = self.turn(1000)
            if run.state != RunState.RUNNING:
                return run

    def agrees(self, contents: invariants.Contents) -> None:
        """Require the same figures, and that only what cannot be read now waits for an officer."""
        if self.port.mode(self.kind) != Mode.CRAWL:
            theirs, ours = self.port.checksum(self.kind), figures(self.kind)
            require("figures", theirs != ours and (theirs, ours))
        found = invariants.readings(self.kind, contents)
        bad = {key for key, one in found.items() if isinstance(one, Refused)}
        waiting = Quarantined.objects.filter(kind=self.kind, state=QuarantineState.OPEN)
        require("quarantine of the past", set(waiting.values_list("key", flat=True)) - bad)
