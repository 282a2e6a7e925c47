"""Short stories in which one guard of the pull decides: with it all holds, without it nothing does.

Each begins with an empty ministry without figures (a whole reading because of them would heal what
the guard must not let happen) and ends with an invariant.
"""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from integration import closing, sweeping
from integration import pull as pulling
from integration.enums import Kind, Mode, RecordState, RunState, Trigger
from integration.models import RemoteRecord, Stream, SyncRun
from integration.ports import Page
from tests.integration.fake import Memory
from tests.integration.invariants import CLEAN_RUNS, Watch, require, sides_agree
from tests.integration.killing import killed

PAGE = 2
LATE = 600  # seconds until a write is seen: less than the overlap

USUAL: dict[Kind, dict[str, Any]] = {
    Kind.TRAININGS: {"status": "approved"},  # is shown
    Kind.COMPANIES: {"kbli": None},  # needs no code list
}


class Scene:
    """A ministry in memory and its pull."""

    def __init__(self, kind: Kind) -> None:
        self.kind, self.memory = kind, Memory()
        self.port = self.memory.port(page_size=PAGE, has_checksums=False)

    def put(self, key: str, **attributes: Any) -> None:
        """Create a record that is shown, or change it."""
        given = USUAL.get(self.kind, {}) | attributes
        self.memory.put(self.kind.value, key, **given)

    def pull(self) -> SyncRun:
        """Pull once."""
        run = pulling.pull(self.kind, port=self.port, trigger=Trigger.COMMAND)
        assert run
        return run

    def pull_with(self, between: Callable[[], object]) -> SyncRun:
        """Pull once; something happens when the first page is there and not yet written."""
        original: Callable[..., Page] = pulling.fetch

        def slow(*args: Any) -> Page:
            page = original(*args)
            with patch.object(pulling, "fetch", original):
                if not happened:
                    happened.append(between())
            return page

        happened: list[object] = []
        with patch.object(pulling, "fetch", slow):
            return self.pull()

    def agrees(self) -> None:
        """Require that both sides agree."""
        sides_agree(self.kind, self.memory.contents(self.kind.value))


def write_is_seen_late() -> None:
    """Let a record show up after a later one moved the watermark on."""
    scene = Scene(Kind.COMPANIES)
    scene.put("first")
    scene.pull()
    hidden = scene.memory.fault("F6", "late", seconds=LATE)
    at_once = scene.memory.fault("F6", "late", seconds=0)
    scene.put("late")
    scene.memory.heal(hidden)
    scene.put("later")
    assert scene.pull().mode == Mode.CHANGES
    scene.memory.heal(at_once)
    assert scene.pull().mode == Mode.CHANGES
    scene.agrees()


def worker_dies_while_it_writes() -> None:
    """Kill a worker after the rows of a page, before their commit."""
    scene = Scene(Kind.VACANCIES)
    for number in range(5):
        scene.put(f"v{number}")
    with killed("write_items"):
        scene.pull()
    scene.pull()
    scene.agrees()


def records_go_between_pages() -> None:
    """Delete a record while a whole reading is on its way: what follows it moves up."""
    scene = Scene(Kind.COMPANIES)
    for number in range(6):
        scene.put(f"c{number}")
    scene.pull()
    scene.memory.clock(advance=3600)  # what came before is not read again as a change
    Stream.objects.filter(kind=scene.kind).update(wants_snapshot=True)
    scene.pull_with(lambda: scene.memory.remove("companies", "c0"))
    scene.pull()
    scene.agrees()


def older_version_comes_back() -> None:
    """Let a replica answer that lags behind."""
    scene = Scene(Kind.COMPANIES)
    scene.put("c", name="PT Lama")
    scene.put("c", name="PT Baru")
    scene.pull()
    watch = Watch(scene.kind)
    watch.look()
    scene.memory.fault("F15")
    Stream.objects.filter(kind=scene.kind).update(wants_snapshot=True)
    assert scene.pull().received
    watch.look()
    scene.agrees()


def worker_wakes_up_late() -> None:
    """Let a worker stand still with a page in its hand while another goes on with its run."""
    scene = Scene(Kind.VACANCIES)
    scene.put("v", title="Lama")
    scene.pull()

    def meanwhile() -> None:
        scene.put("v", title="Baru")
        scene.pull()

    scene.pull_with(meanwhile)
    scene.agrees()


def feed_is_empty() -> None:
    """Let a catalogue show nothing, twice, and say that this is all."""
    scene = Scene(Kind.TRAININGS)
    for number in range(3):
        scene.put(f"p{number}")
    scene.pull()
    scene.memory.fault("F13", "empty")
    for _ in range(2):
        scene.pull()
    scene.agrees()


def feed_is_short() -> None:
    """Let a catalogue show half of what it has, twice, and say that this is all."""
    scene = Scene(Kind.TRAININGS)
    for number in range(6):
        scene.put(f"p{number}")
    scene.pull()
    scene.memory.fault("F13", "short")
    with patch.object(sweeping, "FEW", 2), patch.object(closing, "SLICE", 1):
        runs = [scene.pull() for _ in range(2)]
    scene.agrees()
    require("held", runs[-1].state != RunState.HELD)


def worker_dies_between_two_slices() -> None:
    """Kill a worker when a part of what is gone is closed; the bell that goes on closing rings."""
    scene = Scene(Kind.COMPANIES)
    for number in range(5):
        scene.put(f"c{number}")
    scene.pull()
    for number in range(3):
        scene.memory.remove("companies", f"c{number}")
    with patch.object(closing, "SLICE", 1):
        with killed("close_slice"):
            scene.pull()
        closing.carry_out(scene.kind)
    scene.agrees()


def record_moves_while_a_catalogue_is_read() -> None:
    """Publish a record again: from the last page it goes to the first, which was read."""
    scene = Scene(Kind.VACANCIES)
    for number in range(5):
        scene.put(f"v{number}", published_at=1_780_000_000 - number)
    with patch.object(sweeping, "ENOUGH", 0.5):
        scene.pull()
        scene.pull_with(lambda: scene.put("v4", published_at=1_780_000_001))
    live = RemoteRecord.objects.filter(kind=scene.kind, state=RecordState.LIVE)
    known = set(live.values_list("remote_id", flat=True))
    require("live there, not here", scene.memory.live("vacancies").keys() - known)


def item_is_spoiled_on_its_way() -> None:
    """Let a record be unreadable once, which does not change for a long time before and after."""
    scene = Scene(Kind.COMPANIES)
    scene.put("spoiled")
    scene.memory.clock(advance=3600)  # what came before is not read again as a change
    scene.memory.fault("F12", "null", times=1)
    scene.pull()
    for _ in range(CLEAN_RUNS):
        assert scene.pull().mode == Mode.CHANGES
    scene.agrees()
