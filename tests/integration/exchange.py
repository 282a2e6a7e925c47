"""The portal and the running simulator, on two clocks that go together, and turns of the tasks."""

from datetime import timedelta
from typing import Any

from integration import tasks
from integration.enums import Kind, RunState
from integration.models import Stream, SyncRun
from integration.simulator import words
from sikas import clock
from sikas.reference.models import Industry
from tests.clock import Clock
from tests.integration.invariants import Contents, Watch
from tests.simulator.running import KEYS, Simulator

RATE = 100_000  # requests a second; these tests are not about the budget
PAGE = 10  # records
SIZE = 44  # records of a kind: more than twenty may vanish at once without one half of them
VICTIM = "00000000-0000-4000-8000-000000000000"
VICTIMS: dict[Kind, dict[str, Any]] = {
    Kind.VACANCIES: {"show_salary": True, "title": "Operator Loader"},
    Kind.TRAININGS: {"status": "approved"},
    Kind.COMPANIES: {"kbli": "10", "kbli_edition": 2020},
    Kind.SEEKERS: {"name": "Suharto"},
}


def configuration(url: str) -> dict[str, Any]:
    """Return the settings of a portal that is connected with a simulator."""
    return {
        "url": url,
        "partner_url": url,
        "client_id": KEYS["MINISTRY_CLIENT_ID"],
        "client_secret": KEYS["MINISTRY_CLIENT_SECRET"],
        "rate": RATE,
        "page_size": PAGE,
    }


def know_industries() -> None:
    """Have the codes that the simulator's companies have; the whole list is not needed."""
    letter = Industry.objects.create(edition=2020, code="C", digits=1, title="Industri")
    for code in words.KBLI:
        Industry.objects.create(edition=2020, code=code, digits=2, title=code, parent=letter)


class Exchange:
    """One kind between the ministry and us."""

    def __init__(self, simulator: Simulator, clock: Clock, kind: Kind) -> None:
        self.simulator, self.clock, self.kind = simulator, clock, kind
        self.watch = Watch(kind)
        Stream.objects.filter(kind=kind).update(is_pulled=True)

    @property
    def stream(self) -> Stream:
        """The stream as it stands."""
        return Stream.objects.get(kind=self.kind)

    def fill(self, size: int = SIZE) -> None:
        """Let the ministry have some records, and one that is known by its number."""
        self.simulator.populate(**{self.kind.value: size})
        self.simulator.put(self.kind.value, VICTIM, **VICTIMS[self.kind])

    def contents(self) -> Contents:
        """Return what lives at the ministry."""
        return self.simulator.contents(self.kind.value)

    def stir(self) -> None:
        """Let two records come, two change and two go at the ministry."""
        kind = self.kind.value
        others = sorted(record for record in self.simulator.live(kind) if record != VICTIM)
        self.simulator.put(kind, others[0], **self._change())
        for gone in others[-2:]:
            self.simulator.put(kind, **VICTIMS[self.kind])
            self.simulator.remove(kind, gone)
        self.simulator.put(kind, VICTIM, **self._change())

    def _change(self) -> dict[str, Any]:
        name = "title" if self.kind in (Kind.VACANCIES, Kind.TRAININGS) else "name"
        return {name: f"Perubahan {self.simulator.state()['journal']}"}

    def pass_by(self, seconds: float) -> None:
        """Let time pass, there and here."""
        self.clock.move(timedelta(seconds=seconds))
        self.simulator.clock(advance=seconds)

    def wait(self) -> None:
        """Let time pass until the stream is due."""
        due = self.stream.next_at
        if due and due > clock.now():
            self.pass_by((due - clock.now()).total_seconds() + 1)

    def turn(self) -> SyncRun | None:
        """Wait until the stream is due, and do what its bell makes a worker do."""
        self.wait()
        tasks.pull_stream(self.kind)
        self.watch.look()
        return SyncRun.objects.filter(stream=self.kind).order_by("-pk").first()

    def run(self) -> SyncRun:
        """Pull until a run is over."""
        while True:
            done = self.turn()
            if done and done.state != RunState.RUNNING:
                return done
            if self.stream.trouble:
                raise AssertionError(f"{self.stream.trouble}: {self.stream.trouble_detail}")
