"""The ministry in memory: the simulator's own ministry behind our adapter, without HTTP between.

    memory = Memory()
    memory.put("companies", "c1", name="PT Sawit Jaya")
    memory.fault("F2", endpoint="changes", times=1)
    pull(Kind.COMPANIES, port=memory.port(page_size=2))

`Memory` is steered with the words of the simulator's fixture (tests/simulator/running.py). Faults
of pages and of the clock are the ministry's own; those of the way are the errors that the adapter
makes of them, at once and without a second try.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias
from urllib.parse import unquote

from integration.enums import Kind, Trouble
from integration.kemnaker import karirhub, proglat
from integration.kemnaker.answers import Answer, StatusError
from integration.kemnaker.http import _refuse_in_transaction
from integration.kemnaker.ministry import Kemnaker
from integration.kemnaker.partner import Partner
from integration.ports import (
    AuthExpiredError,
    Checksum,
    MinistryError,
    PermanentError,
    ProtocolError,
    RateLimitedError,
    TransientError,
)
from integration.simulator.errors import Refusal
from integration.simulator.faults import Fault
from integration.simulator.ministry import Ministry

WAIT = 30.0  # seconds of a Retry-After that says nothing else
_PARTNER = re.compile(r"/v1/(?P<kind>\w+)/(?P<name>[^/]+)")
_Call: TypeAlias = tuple[str, str, dict[str, str]]  # kind, call, number that is in the address
_CALLS = ("changes", "snapshot", "checksums")
_CATALOGUES: dict[str, _Call] = {
    karirhub.PATH: ("vacancies", "catalogue", {}),
    proglat.PATH: ("trainings", "programmes", {}),
}


def _status(fault: Fault) -> MinistryError:
    return StatusError(fault.parameters.get("status", 404))


def _busy(fault: Fault) -> MinistryError:
    seconds = float(fault.parameters.get("seconds", WAIT))
    return RateLimitedError(Trouble.THROTTLED, seconds, "HTTP 429")


# What the adapter makes of faults on the way, by name and variant ("": any other).
_ERRORS: dict[tuple[str, str], Callable[[Fault], MinistryError]] = {
    ("F1", ""): lambda _: TransientError(Trouble.TIMEOUT),
    ("F2", ""): lambda _: TransientError(Trouble.SERVER),
    ("F3", ""): _busy,
    ("F4", ""): lambda _: ProtocolError(Trouble.NOT_JSON),
    ("F4", "wrong"): lambda _: ProtocolError(Trouble.SHAPE),
    ("F4", "list"): lambda _: ProtocolError(Trouble.SHAPE),
    ("F8", "forever"): lambda _: AuthExpiredError(Trouble.CREDENTIALS),
    ("F9", ""): lambda _: TransientError(Trouble.RESET),
    ("F9", "refused"): lambda _: TransientError(Trouble.UNREACHABLE),
    ("F10", ""): lambda _: TransientError(Trouble.TIMEOUT),
    ("F10", "endless"): lambda _: ProtocolError(Trouble.TOO_LARGE),
    ("F14", ""): _status,
    ("F16", ""): lambda _: PermanentError(Trouble.REDIRECT),
}


class Memory:
    """A ministry, steered like the simulator."""

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        self.ministry = Ministry(now=now)

    def port(self, *, page_size: int, has_checksums: bool = True) -> "Fake":
        """Return an adapter that asks this ministry."""
        return Fake(self.ministry, page_size=page_size, has_checksums=has_checksums)

    def put(
        self, kind: str, record: str = "", *, whole: bool = False, **attributes: Any
    ) -> dict[str, Any]:
        """Create a record (what is not given is invented), or change some of its attributes."""
        return self.ministry.put(kind, attributes, record_id=record, whole=whole).item()

    def remove(self, kind: str, record: str) -> dict[str, Any]:
        """Delete a record."""
        return self.ministry.remove(kind, record).item()

    def live(self, kind: str) -> dict[str, int]:
        """Return the version of everything that lives, by id."""
        return self.ministry.feed(kind).versions()

    def contents(self, kind: str) -> dict[str, dict[str, Any]]:
        """Return version and attributes of everything that lives, by id."""
        living = self.ministry.feed(kind).living()
        return {one.id: {"version": one.version, "attributes": one.attributes} for one in living}

    def fault(self, name: str, variant: str = "", **options: Any) -> int:
        """Switch a fault on (`endpoint`, `kind`, `times`, `skip`, others); return its number."""
        parameters = options.pop("parameters", {})
        return self.ministry.faults.add(name, variant, **options, **parameters).number

    def heal(self, number: int | None = None) -> None:
        """Switch one fault off, or all."""
        if number is None:
            self.ministry.faults.clear()
        else:
            self.ministry.faults.remove(number)

    def clock(self, *, skew: float | None = None, advance: float | None = None) -> str:
        """Change the ministry's clock by seconds; return its time."""
        if advance is not None:
            self.ministry.clock.advance(advance)
        if skew is not None:
            self.ministry.clock.skewed(skew)
        return self.ministry.clock.text()

    def expire(self, *, cursors: bool) -> None:
        """Let cursors that were given out be unknown."""
        self.ministry.cursors += cursors


class Fake(Kemnaker):
    """A MinistryPort that asks a ministry in memory; never inside a transaction, like the real one.

    `asked` counts the questions.
    """

    def __init__(self, ministry: Ministry, *, page_size: int, has_checksums: bool = True) -> None:
        super().__init__({})
        self.ministry, self.page_size, self.has_checksums = ministry, page_size, has_checksums
        self.asked = 0

    def checksum(self, kind: Kind) -> Checksum | None:
        """Return the figures of what lives there, if this ministry has any."""
        return super().checksum(kind) if self.has_checksums else None

    def get_json(
        self, _endpoint: str, path: str, params: dict[str, Any], **_limits: object
    ) -> Answer:
        """Answer like a server of the adapter."""
        _refuse_in_transaction()
        self.asked += 1
        kind, what, number = _CATALOGUES.get(path) or _parts(path)
        for fault in self.ministry.faults.take_wire(what, kind):
            make = _ERRORS.get((fault.name, fault.variant)) or _ERRORS.get((fault.name, ""))
            if make:
                raise make(fault)
        try:
            data = self._answer(kind, what, params | number)
        except Refusal as refusal:
            raise StatusError(refusal.status) from None
        return Answer(data, self.ministry.clock.now().replace(microsecond=0))

    def _answer(self, kind: str, what: str, params: Mapping[str, Any]) -> Any:
        if what == "catalogue":
            return self.ministry.catalogue(params["page"], params["limit"])
        if what == "programmes":
            return self.ministry.programmes(
                params["page"],
                params["limit"],
                status=params["status"],
                sort_by=params["sortBy"],
                order=params["sortOrder"],
            )
        read = getattr(self.ministry, what)
        return read(kind, **params)

    def _page_size(self, _kind: Kind) -> int:
        return self.page_size

    def _catalogues(self) -> Any:
        return self

    def _partner(self) -> Partner:
        return Partner(self, page_size=self.page_size)  # type: ignore[arg-type]


def _parts(path: str) -> _Call:
    match = _PARTNER.fullmatch(path)
    assert match, path
    kind, name = match["kind"], match["name"]
    return (kind, name, {}) if name in _CALLS else (kind, "record", {"record_id": unquote(name)})
