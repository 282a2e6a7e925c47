"""What the officers' pages about the exchange show: streams, servers, what waits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from integration import lights
from integration.advice import ADVICE
from integration.drift import form_changes, recent_form_changes, unknown_names
from integration.enums import Kind, Mode, Outcome, QuarantineState, Reason, RunState, Trouble
from integration.kemnaker.ministry import Kemnaker
from integration.lights import Light
from integration.mapping import label_of
from integration.models import (
    Host,
    HttpTally,
    Quarantined,
    RemoteCompany,
    RemoteRecord,
    Stream,
    SyncAct,
    SyncRun,
)
from integration.sweeping import held_back
from jobs.models import Vacancy
from sikas import clock, health
from sikas.ui.formats import format_number, in_sentence
from training.models import Programme

RUNS_SHOWN, ACTS_SHOWN, DRIFT_SHOWN = 10, 10, 20
MOST_CLOSINGS_SHOWN = 200
# Order and addresses of the streams on the pages.
SLUGS: Mapping[str, Kind] = {
    "lowongan": Kind.VACANCIES,
    "pelatihan": Kind.TRAININGS,
    "perusahaan": Kind.COMPANIES,
    "pencari-kerja": Kind.SEEKERS,
}
PUBLIC = (Kind.VACANCIES, Kind.TRAININGS)  # shown to everybody
READY_WORDS: Mapping[Light, str] = {  # the worst first
    lights.STOPPED: "stopped",
    lights.HELD: "held",
    lights.PARTIAL: "late",
    lights.LATE: "late",
}
SLUG_OF = {kind: slug for slug, kind in SLUGS.items()}


@dataclass(frozen=True)
class StreamFace:
    """A stream as officers see it."""

    stream: Stream
    slug: str
    light: Light
    lag: str
    next: str
    trouble: tuple[str, str] | None
    held: str
    run: SyncRun | None
    waiting: int
    changed: int  # fields that came in another form lately

    @property
    def run_tag(self) -> tuple[str, str] | None:
        """Return kind and words of the tag of a run that has not ended."""
        if self.run is None:
            return None
        if self.stream.is_pulled and not self.stream.trouble:
            return "info", _("Sedang menarik")
        return "quiet", _("Berhenti di tengah")

    @property
    def progress(self) -> int | None:
        """How many per cent of the running run are read; None when its size is not known."""
        if self.run is None or not self.run.total:
            return None
        return min(100, self.run.received * 100 // self.run.total)


@dataclass(frozen=True)
class HostFace:
    """A server of the ministry as officers see it."""

    host: Host
    kind: str
    label: str
    text: str
    is_resting: bool


def stream_faces() -> list[StreamFace]:
    """Return all streams."""
    streams = {stream.kind: stream for stream in Stream.objects.all()}
    runs = {run.stream_id: run for run in SyncRun.objects.filter(state=RunState.RUNNING)}
    waiting = dict(_open_items().order_by().values_list("kind").annotate(number=Count("pk")))
    changed = recent_form_changes()
    return [
        _face(streams[kind], runs.get(kind), waiting.get(kind, 0), changed.get(kind, 0))
        for kind in SLUGS.values()
    ]


def stream_face(stream: Stream) -> StreamFace:
    """Return one stream."""
    run = stream.runs.filter(state=RunState.RUNNING).first()
    waiting = _open_items().filter(kind=stream.kind).count()
    return _face(stream, run, waiting, recent_form_changes().get(stream.kind, 0))


def _face(stream: Stream, run: SyncRun | None, waiting: int, changed: int) -> StreamFace:
    now = clock.now()
    lag = lights.lag_of(stream, now)
    return StreamFace(
        stream=stream,
        slug=SLUG_OF[Kind(stream.kind)],
        light=lights.light(stream, now),
        lag=lights.in_words(lag) if lag is not None else _("belum pernah berhasil"),
        next=lights.next_words(stream, now),
        trouble=lights.trouble_words(stream, now),
        held=lights.held_words(stream) if stream.held is not None else "",
        run=run,
        waiting=waiting,
        changed=changed,
    )


def needing_officer() -> int:
    """Return how many streams will not go on by themselves."""
    now = clock.now()
    return sum(lights.light(stream, now).needs_officer for stream in Stream.objects.all())


def last_success(kind: Kind) -> datetime | None:
    """Return when a stream was last read to its end."""
    return Stream.objects.values_list("last_success_at", flat=True).get(kind=kind)


def readiness() -> str:
    """Return the word of the exchange for /readyz."""
    now = clock.now()
    found = {lights.light(stream, now) for stream in Stream.objects.all()}
    for light, word in READY_WORDS.items():
        if light in found:
            return word
    return health.OK


def host_faces() -> list[HostFace]:
    """Return the servers that were ever asked."""
    now = clock.now()
    return [_host_face(host, now) for host in Host.objects.all()]


def _host_face(host: Host, now: datetime) -> HostFace:
    trouble = str(Trouble(host.last_trouble).label) if host.last_trouble else ""
    if host.opened_until and host.opened_until > now:
        until = _("Dibiarkan sampai %s.") % lights.when(host.opened_until, now)
        advice = str(ADVICE[Trouble.RESTING])
        return HostFace(host, "bad", _("Dibiarkan dulu"), f"{trouble}. {until} {advice}", True)
    if host.failures:
        words = _("%(trouble)s. Gagal %(number)d kali berturut-turut.")
        text = words % {"trouble": trouble, "number": host.failures}
        return HostFace(host, "wait", _("Tersendat"), text, False)
    ok = lights.when(host.last_ok_at, now) if host.last_ok_at else "–"
    return HostFace(host, "good", _("Menjawab"), _("Terakhir menjawab %s.") % ok, False)


def manners() -> list[str]:
    """Return how the ministry is asked: its rate, and how it has answered."""
    asked = HttpTally.objects.aggregate(count=Sum("count"), seconds=Sum("seconds"))
    words = [_("Paling banyak %d permintaan per detik.") % settings.MINISTRY["rate"]]
    if asked["count"]:
        text = _("%(number)s permintaan sejauh ini, rata-rata %(seconds)s detik.")
        average = format_number(asked["seconds"] / asked["count"], 2)
        words.append(text % {"number": format_number(asked["count"]), "seconds": average})
    return words


def quarantine_groups(kind: Kind | None = None) -> list[dict[str, Any]]:
    """Return how many items wait, by kind and reason, most first."""
    found = _open_items()
    if kind:
        found = found.filter(kind=kind)
    groups = found.order_by().values("kind", "reason").annotate(number=Count("pk"))
    return [
        {
            "kind": Kind(row["kind"]).label,
            "slug": SLUG_OF[Kind(row["kind"])],
            "reason": Reason(row["reason"]),
            "number": row["number"],
        }
        for row in groups.order_by("-number", "kind", "reason")
    ]


def run_lines(stream: Stream) -> list[tuple[SyncRun, str, str]]:
    """Return the last runs, each with how it stands and what came of it."""
    found = stream.runs.select_related("by")[:RUNS_SHOWN]
    return [(run, _state(run), _result(run)) for run in found]


def _state(run: SyncRun) -> str:
    if not run.is_partial:
        return str(RunState(run.state).label)
    if not run.total:
        return _("Sebagian")
    words = _("Sebagian: %(seen)s dari %(total)s")
    return words % {"seen": format_number(run.received), "total": format_number(run.total)}


def _result(run: SyncRun) -> str:
    """Return `28 diterima: 26 baru, 2 dikarantina; 3 ditutup`, without what is zero."""
    counted = [(getattr(run, one.value), in_sentence(str(one.label))) for one in Outcome]
    parts = ", ".join(f"{format_number(number)} {word}" for number, word in counted if number)
    words = _("%s diterima") % format_number(run.received)
    words += f": {parts}" if parts else ""
    if run.is_partial:
        return words + "; " + _("daftarnya tidak lengkap, jadi tidak ada yang ditutup")
    if run.state == RunState.CLOSING and run.permitted:
        closed = _("%(closed)s dari %(number)s ditutup")
        numbers = {"closed": run.closed, "number": run.permitted}
        return words + "; " + closed % {name: format_number(one) for name, one in numbers.items()}
    return words + ("; " + _("%s ditutup") % format_number(run.closed) if run.closed else "")


def stream_parts(stream: Stream) -> dict[str, Any]:
    """Return what the page of one stream shows beside its face."""
    kind = Kind(stream.kind)
    return {
        "runs": run_lines(stream),
        "acts": acts().filter(stream=stream)[:ACTS_SHOWN],
        "changes": [(one, label_of(kind, one.path)) for one in form_changes(kind)[:DRIFT_SHOWN]],
        "names": [(one, label_of(kind, one.path)) for one in unknown_names(kind)[:DRIFT_SHOWN]],
        "groups": quarantine_groups(kind),
        "has_changes": Kemnaker().mode(kind) != Mode.CRAWL,
    }


def acts() -> "QuerySet[SyncAct]":
    """Return what officers did, newest first."""
    return SyncAct.objects.select_related("by", "stream")


def act_events(found: "Iterable[SyncAct]") -> list[dict[str, Any]]:
    """Return acts as the timeline shows them."""
    return [
        {
            "title": f"{act}: {act.stream}" if act.stream else str(act),
            "at": act.at,
            "by": act.by,
            "note": " · ".join(filter(None, (act.subject, act.note))),
        }
        for act in found
    ]


def closings(stream: Stream) -> tuple[int, list[tuple[str, str]]]:
    """Return how many records wait to be closed, and the first of them: its name and its number.

    Residents are known by their number alone.
    """
    found = held_back(stream)
    if found is None:
        return 0, []
    doomed = found.records
    records = RemoteRecord.objects.filter(pk__in=doomed[:MOST_CLOSINGS_SHOWN]).order_by("pk")
    names = _names(Kind(stream.kind), records)
    return len(doomed), [(names.get(one.pk, ""), one.remote_id) for one in records]


def _names(kind: Kind, records: "QuerySet[RemoteRecord]") -> dict[int, str]:
    by_local = {one.local_id: one.pk for one in records if one.local_id}
    if kind == Kind.VACANCIES:
        rows = Vacancy.objects.filter(pk__in=by_local).order_by()
        found = rows.values_list("pk", "title", "employer_name")
        return {by_local[pk]: f"{title}, {employer}" for pk, title, employer in found}
    if kind == Kind.TRAININGS:
        programmes = Programme.objects.filter(pk__in=by_local).order_by()
        return {by_local[pk]: title for pk, title in programmes.values_list("pk", "title")}
    if kind == Kind.COMPANIES:
        keys = [one.pk for one in records]
        companies = RemoteCompany.objects.filter(record__in=keys).order_by()
        return dict(companies.values_list("record_id", "name"))
    return {}


def _open_items() -> "QuerySet[Quarantined]":
    return Quarantined.objects.filter(state=QuarantineState.OPEN)
