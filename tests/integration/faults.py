"""The faults that pulling meets: what each makes officers see, kind by kind."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import product
from typing import Any

from integration.enums import DriftKind, Kind, Reason, Trouble

HELD = "held"  # waits for an officer
Shown = Trouble | Reason | DriftKind | str | None
PARTNERS = (Kind.COMPANIES, Kind.SEEKERS)
ENDPOINTS = {
    Kind.VACANCIES: ("catalogue",),
    Kind.TRAININGS: ("programmes",),
    Kind.COMPANIES: ("snapshot", "changes"),
    Kind.SEEKERS: ("snapshot", "changes"),
}


@dataclass(frozen=True)
class Fault:
    """A fault in one variant. `shown` is what officers see of it, nothing where it is absorbed.

    `partners` is shown in its place for kinds of the partner contract, `of` for single kinds.
    """

    name: str
    variant: str
    shown: Shown = None
    options: dict[str, Any] = field(default_factory=dict)
    partners: Shown = ""
    of: dict[Kind, Shown] = field(default_factory=dict)

    def __str__(self) -> str:
        options = ",".join(str(value) for value in self.options.values())
        return f"{self.name}-{self.variant}" + (f"-{options}" if options else "")

    def shown_for(self, kind: Kind) -> Shown:
        """Return what officers see when this kind meets the fault."""
        general = self.partners if kind in PARTNERS and self.partners != "" else self.shown
        return self.of.get(kind, general)


FAULTS = (
    Fault("F1", "latency", None, {"seconds": 0.05}),
    Fault("F1", "latency", Trouble.TIMEOUT, {"seconds": 5}),
    Fault("F2", "before", None, {"times": 2}),
    Fault("F2", "before", Trouble.SERVER),
    Fault("F2", "after", Trouble.SERVER, {"status": 500}),
    Fault("F3", "seconds", Trouble.THROTTLED),
    Fault("F3", "date", Trouble.THROTTLED),
    Fault("F3", "missing", Trouble.THROTTLED),
    Fault("F3", "absurd", Trouble.THROTTLED),
    Fault("F3", "negative", Trouble.THROTTLED),
    Fault("F3", "garbage", Trouble.THROTTLED),
    Fault("F4", "truncated", Trouble.NOT_JSON),
    Fault("F4", "wrong", Trouble.SHAPE),
    Fault("F4", "list", Trouble.SHAPE),
    Fault("F4", "html", Trouble.NOT_JSON),
    Fault("F4", "empty", Trouble.NOT_JSON),
    Fault("F4", "gzip", Trouble.NOT_JSON),
    Fault("F4", "html", Trouble.NOT_JSON, {"skip": 2}),
    Fault("F5", "duplicates"),
    Fault("F5", "repeated", partners=Trouble.LOOP, of={Kind.VACANCIES: Trouble.PARTIAL}),
    Fault("F5", "shuffled"),
    Fault("F5", "missing", Trouble.PARTIAL),
    Fault("F5", "loop", Trouble.LOOP),
    Fault("F6", "insert", Trouble.PARTIAL, of={Kind.TRAININGS: None}),
    Fault("F6", "change"),
    Fault("F6", "withdraw", options={"times": 2}),
    Fault("F6", "bump", of={Kind.VACANCIES: Trouble.PARTIAL}),
    Fault("F6", "late"),
    Fault("F6", "equal"),
    Fault("F7", "skew", options={"seconds": 3600}),
    Fault("F7", "skew", options={"seconds": -3600}),
    Fault("F8", "expire", options={"skip": 1, "times": 1}),
    Fault("F8", "forever", Trouble.FORBIDDEN, partners=Trouble.CREDENTIALS),
    Fault("F8", "short"),
    Fault("F9", "request", Trouble.RESET),
    Fault("F9", "before", Trouble.RESET),
    Fault("F9", "middle", Trouble.RESET),
    Fault("F9", "after"),
    Fault("F9", "refused", Trouble.UNREACHABLE),
    Fault("F10", "slow", Trouble.TIMEOUT),
    Fault("F10", "stall", Trouble.TIMEOUT),
    Fault("F10", "endless", Trouble.TOO_LARGE),
    Fault("F12", "extra", DriftKind.EXTRA),
    Fault("F12", "missing", Reason.MISSING),
    Fault("F12", "null", Reason.MISSING),
    Fault("F12", "type", Reason.TYPE),
    Fault("F12", "code", Reason.UNKNOWN_CODE, of={Kind.VACANCIES: None}),
    Fault("F12", "huge", Reason.TOO_LONG),
    Fault("F12", "nan", Reason.TYPE),
    Fault("F12", "nul", Reason.CHARACTERS),
    Fault("F12", "surrogate", Reason.CHARACTERS),
    Fault("F12", "id", Reason.MISSING),
    Fault("F12", "item", Reason.NOT_RECORD),
    Fault("F13", "short", HELD),
    Fault("F13", "empty", Trouble.PARTIAL),
    Fault("F14", "status", Trouble.REFUSED, {"status": 400}),
    Fault(
        "F14",
        "status",
        Trouble.PARTIAL,
        {"status": 400, "skip": 2, "times": 1},
        partners=Trouble.REFUSED,
    ),
    Fault("F14", "status", Trouble.MISSING, {"status": 404}),
    Fault("F14", "status", Trouble.MISSING, {"status": 410}),
    Fault("F14", "status", Trouble.MISSING, {"status": 410, "skip": 2}, partners=Trouble.POSITION),
    Fault("F14", "status", Trouble.REFUSED, {"status": 412}),
    Fault("F14", "status", Trouble.REFUSED, {"status": 413}),
    Fault("F14", "status", Trouble.REFUSED, {"status": 422}),
    Fault("F15", "back"),
    Fault("F16", "redirect", Trouble.REDIRECT),
    Fault("F16", "redirect", Trouble.REDIRECT, {"status": 307}),
)


# Calls beside the feeds, which only companies and residents need.
TOKEN, CHECKSUMS, RECORD = "token", "checksums", "record"
NOT_FOR_THEM = {"loop", "forever", "refused"}


def cells() -> Iterator[tuple[Fault, Kind, bool]]:
    """Yield every fault with every kind, and whether `make test` has it: each name once."""
    first: dict[str, Fault] = {}
    for fault in sorted(FAULTS, key=lambda one: one.shown is None):
        first.setdefault(fault.name, fault)
    for number, (fault, kind) in enumerate(product(FAULTS, Kind)):
        turn = list(first).index(fault.name) % len(Kind)
        yield fault, kind, first[fault.name] is fault and number % len(Kind) == turn


def calls() -> Iterator[tuple[Fault, str, Shown]]:
    """Yield every fault with every call beside the feeds, and what officers see then."""
    for fault in FAULTS:
        if not isinstance(fault.shown, Trouble) or fault.partners or "skip" in fault.options:
            continue
        if fault.shown == Trouble.PARTIAL:  # only a feed can end too early
            continue
        if fault.variant in NOT_FOR_THEM:
            continue
        status = fault.options.get("status") if fault.name == "F14" else None
        is_no_key = status == HTTPStatus.BAD_REQUEST
        yield fault, TOKEN, Trouble.CREDENTIALS if is_no_key else fault.shown
        # A ministry without that call is one without figures: nothing is compared.
        yield fault, CHECKSUMS, None if status == HTTPStatus.NOT_FOUND else fault.shown
        # Asking for one record again may fail: it goes on waiting, and nothing else is to be seen.
        yield fault, RECORD, Reason.MISSING


def table() -> str:
    """Return the matrix as docs/integration-proof.md has it."""
    lines = ["| fault | " + " | ".join(kind.value for kind in Kind) + " |", "|---|---|---|---|---|"]
    for fault in FAULTS:
        shown = (fault.shown_for(kind) for kind in Kind)
        lines.append(f"| {fault} | " + " | ".join(str(one or "–") for one in shown) + " |")
    return "\n".join(lines) + "\n"
