"""What must hold between the ministry and us, whatever happened on the way.

`contents` is what lives at the ministry, `{id: {"version": …, "attributes": …}}`, as the simulator
and the one in memory tell it. A check that fails raises BrokenError with its name, so that a test
of a seeded bug can say what catches it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from integration import closing, sweeping
from integration.enums import Kind, QuarantineState, RecordState, RunState, Trouble
from integration.mapping import MAPPINGS
from integration.mapping.lists import Lists
from integration.mapping.reader import Accepted, Deleted, Reader, Refused
from integration.models import Quarantined, RemoteRecord, SeenPage, Stream, SyncRun
from jobs.enums import Source, VacancyState
from jobs.models import Vacancy, VacancySearch
from sikas import clock
from sikas.accounts.models import User
from tests.integration.mirrored import columns_of, rows_of
from training.enums import ProgrammeState
from training.enums import Source as ProgrammeSource
from training.models import Programme

Contents = Mapping[str, Mapping[str, Any]]
NOT_PUBLIC = ("openings", "closes_at", "state")  # of a vacancy, beside the public catalogue
CLEAN_RUNS = 3
OUTCOMES = ("inserted", "updated", "unchanged", "stale", "duplicate", "quarantined")


class BrokenError(AssertionError):
    """An invariant does not hold; `name` says which."""

    def __init__(self, name: str, detail: object) -> None:
        super().__init__(f"{name}: {detail}")
        self.name = name


def require(name: str, wrong: object) -> None:
    """Raise BrokenError when something is wrong."""
    if wrong:
        raise BrokenError(name, wrong)


def heals(
    kind: Kind,
    contents: Callable[[], Contents],
    run: Callable[[], SyncRun],
    officer: User,
    also: Callable[[], None] = lambda: None,
) -> list[SyncRun]:
    """Pull until all holds, CLEAN_RUNS times at most; return the clean runs.

    `run` pulls until a run is over. One that was begun before may have to be given up (its place is
    not known any more): it is not clean. What waits for an officer is confirmed.
    """
    clean: list[SyncRun] = []
    given_up: list[SyncRun] = []
    while True:
        done = run()
        if done.state == RunState.ABANDONED:
            given_up.append(done)
            require("heals", given_up[1:])
            continue
        if Stream.objects.get(kind=kind).held:  # also since a run before
            sweeping.agree(kind=kind, by=officer)
            closing.carry_out(kind)
        clean.append(done)
        try:
            holds(kind, contents())
            also()
        except BrokenError:
            if len(clean) >= CLEAN_RUNS:
                raise
        else:
            return clean


def holds(kind: Kind, contents: Contents) -> None:
    """Require all that must hold when nothing is wrong any more."""
    sides_agree(kind, contents)
    nothing_is_lost(kind)
    nobody_holds_on(kind)
    pages_do_not_pile_up(kind)
    stream = Stream.objects.get(kind=kind)
    last = stream.runs.latest("pk")
    is_much_unreadable = last.quarantined > sweeping.few_of(last.received)
    expected = Trouble.UNREADABLE if is_much_unreadable else ""
    require("trouble", {stream.trouble} ^ {expected})
    require("held", stream.held)


def sides_agree(kind: Kind, contents: Contents) -> None:
    """Require that the same ids live, with the same versions and contents, in our rows too."""
    found = readings(kind, contents)
    good = {key: one for key, one in found.items() if isinstance(one, Accepted)}
    bad = {key for key, one in found.items() if isinstance(one, Refused)}
    records = {record.remote_id: record for record in RemoteRecord.objects.filter(kind=kind)}
    live = {key for key, one in records.items() if one.state == RecordState.LIVE}
    erased = {key for key, one in records.items() if one.state == RecordState.SUPPRESSED}
    require("live there, not here", good.keys() - live - erased)
    require("live here, not there", live - good.keys() - bad)
    require("withdrawn", {key for key in live if records[key].is_withdrawn})
    ours = {key: records[key] for key in live & good.keys()}
    if MAPPINGS[kind].envelope.version:
        require("versions", [key for key in ours if ours[key].version != good[key].version])
    other = [key for key in ours if bytes(ours[key].content).hex() != good[key].content]
    require("contents", other)
    _rows_agree(kind, ours, good)
    _refused_ones_wait(kind, bad - erased)


def readings(kind: Kind, contents: Contents) -> dict[str, Accepted | Deleted | Refused]:
    """Return what the mapping makes of each record that the feed shows."""
    reader = Reader(MAPPINGS[kind], Lists())
    items = {key: item_of(kind, key, there) for key, there in contents.items()}
    return {key: reader.read(item) for key, item in items.items() if item is not None}


def item_of(kind: Kind, key: str, there: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return a living record as its feed shows it; None for one that is not shown there."""
    attributes = there["attributes"]
    if kind == Kind.VACANCIES:
        public = {name: attributes[name] for name in attributes if name not in NOT_PUBLIC}
        return {"id": key, **public} if attributes.get("state") == "published" else None
    if kind == Kind.TRAININGS:
        return {"id": key, **attributes} if attributes.get("status") == "approved" else None
    return {
        "id": key,
        "version": there["version"],
        "updated_at": "2026-11-26T00:00:00.000000Z",
        "deleted": False,
        "attributes": attributes,
    }


def _rows_agree(
    kind: Kind, records: Mapping[str, RemoteRecord], accepted: Mapping[str, Accepted]
) -> None:
    """Each row that mirrors a record has the fields that the mapping makes, and the state."""
    rows = rows_of(kind, records.values())
    for key in records:
        theirs, ours = columns_of(kind, accepted[key].line), rows.get(key, {})
        require("rows", {name: ours.get(name) for name in theirs if ours.get(name) != theirs[name]})
    if kind == Kind.VACANCIES:
        vacancies_are_open_while_they_live()
    elif kind == Kind.TRAININGS:
        programmes_are_open_while_they_live()


def vacancies_are_open_while_they_live() -> None:
    """Require vacancies to be open while they live, but those an officer closed; search too."""
    ours = Vacancy.objects.filter(source=Source.KARIRHUB)
    by_officers = ours.filter(
        transitions__to_state=VacancyState.CLOSED, transitions__by__isnull=False
    )
    living = _living(Kind.VACANCIES) - set(by_officers.values_list("pk", flat=True))
    is_open = set(ours.filter(state=VacancyState.PUBLISHED).values_list("pk", flat=True))
    require("states", living ^ is_open)
    found = VacancySearch.objects.filter(vacancy__in=ours).values_list("pk", flat=True)
    require("search rows", set(found) ^ is_open)


def programmes_are_open_while_they_live() -> None:
    """Require programmes to be open while they live there."""
    ours = Programme.objects.filter(source=ProgrammeSource.KEMNAKER, state=ProgrammeState.OPEN)
    require("states", _living(Kind.TRAININGS) ^ set(ours.values_list("pk", flat=True)))


def _living(kind: Kind) -> set[int | None]:
    records = RemoteRecord.objects.filter(kind=kind, state=RecordState.LIVE)
    return set(records.values_list("local_id", flat=True))


def _refused_ones_wait(kind: Kind, keys: Collection[str]) -> None:
    waiting = Quarantined.objects.filter(kind=kind).exclude(state=QuarantineState.RESOLVED)
    require("quarantine", set(keys) - set(waiting.values_list("key", flat=True)))


def nothing_is_lost(kind: Kind) -> None:
    """Require of every run that each received item has exactly one outcome."""
    for run in SyncRun.objects.filter(stream=kind):
        counted = sum(getattr(run, name) for name in OUTCOMES)
        require("conservation", run.received != counted and (run.pk, run.received, counted))


def nobody_holds_on(kind: Kind) -> None:
    """Require that nothing is leased past its time and no run was left behind by a newer one."""
    ended = Stream.objects.filter(kind=kind).exclude(runs__state=RunState.RUNNING)
    require("leases", list(ended.filter(leased_until__lte=clock.now())))
    newest = SyncRun.objects.filter(stream=kind).order_by("-pk").first()
    running = SyncRun.objects.filter(stream=kind, state=RunState.RUNNING)
    require("runs left behind", newest and list(running.exclude(pk=newest.pk)))
    require("closings left behind", kind in closing.closing())


def pages_do_not_pile_up(kind: Kind) -> None:
    """Require pages to be kept from the last whole reading on, by which the next is judged."""
    whole = SyncRun.objects.filter(stream=kind, is_complete=True, state=RunState.DONE)
    last = whole.order_by("-pk").first()
    require("seen pages", last and SeenPage.objects.filter(run__stream=kind, run__lt=last).count())


def nothing_personal_is_written(lines: Iterable[str], contents: Iterable[Contents]) -> None:
    """Require that no number of a resident stands in a log."""
    told = [there["attributes"] or {} for known in contents for there in known.values()]
    numbers = {one["nik"] for one in told if isinstance(one.get("nik"), str) and one["nik"]}
    text = "\n".join(lines)
    require("logs", sum(number in text for number in numbers))


class Watch:
    """Remembers what may never go back: the watermark, the fence, and versions of records."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.watermark: datetime | None = None
        self.fence = 0
        self.versions: dict[str, int] = {}

    def look(self) -> None:
        """Compare with the last look."""
        stream = Stream.objects.get(kind=self.kind)
        before, self.watermark = self.watermark, stream.watermark
        require("watermark", before and (stream.watermark is None or stream.watermark < before))
        require("fence", stream.fence < self.fence)
        self.fence = stream.fence
        records = RemoteRecord.objects.filter(kind=self.kind)
        found = dict(records.values_list("remote_id", "version"))
        before_them, self.versions = self.versions, found
        back = [key for key, version in before_them.items() if found.get(key, 0) < version]
        require("versions never go back", back)
