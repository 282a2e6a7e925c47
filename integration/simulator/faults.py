"""Faults F1 to F16: which are switched on, for what, and how often.

Those of pages (F5, F6, F11, F12, F13, F15) and of the clock (F7) are carried out by the ministry
itself, so that a fake without HTTP has them too; the others where answers are sent (`sending`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from integration.simulator.errors import Refusal

if TYPE_CHECKING:
    from integration.simulator.ministry import Ministry

ENDPOINTS = (
    *("catalogue", "programmes", "token", "changes", "snapshot", "record", "checksums", "batch"),
    *("authorize", "signin", "userinfo", "*"),
)
VARIANTS = {
    "F1": ("latency",),
    "F2": ("before", "after"),
    "F3": ("seconds", "date", "missing", "absurd", "negative", "garbage"),
    "F4": ("truncated", "wrong", "list", "html", "empty", "gzip"),
    "F5": ("duplicates", "repeated", "shuffled", "missing", "loop"),
    "F6": ("insert", "change", "withdraw", "bump", "late", "equal"),
    "F7": ("skew",),
    "F8": ("expire", "forever", "short"),
    "F9": ("request", "before", "middle", "after", "refused"),
    "F10": ("slow", "stall", "endless"),
    "F11": ("mixed", "missing", "extra", "reordered"),
    "F12": (
        *("extra", "missing", "null", "type", "code", "huge", "nan", "nul", "surrogate"),
        *("id", "item"),
    ),
    "F13": ("short", "empty"),
    "F14": ("status",),
    "F15": ("back",),
    "F16": ("redirect",),
}
OF_PAGES = {"F5", "F6", "F12", "F13", "F15"}
OF_BATCHES = {"F11"}
STANDING = {"F7"}  # not met by requests: they last while they are switched on
LATE_SECONDS = 60
SKEW_SECONDS = 3600


@dataclass
class Fault:
    """One fault that is switched on.

    It meets requests to `endpoint` about `kind` ("*": all), after the first `skip` of them, `times`
    times (None: until it is removed).
    """

    number: int
    name: str
    variant: str
    endpoint: str = "*"
    kind: str = "*"
    times: int | None = None
    skip: int = 0
    parameters: dict[str, Any] = field(default_factory=dict)
    fired: int = 0
    seen: set[Any] = field(default_factory=set)

    def fits(self, endpoint: str, kind: str) -> bool:
        """Tell whether a request is one that this fault is about."""
        return self.endpoint in ("*", endpoint) and self.kind in ("*", kind)

    @property
    def spent(self) -> bool:
        """Tell whether it has met as many requests as it should."""
        return self.times is not None and self.fired >= self.times

    def fire(self) -> bool:
        """Count a request; return whether it is met."""
        if self.skip:
            self.skip -= 1
            return False
        if self.spent:
            return False
        self.fired += 1
        return True

    def shown(self) -> dict[str, Any]:
        """Return the fault for the control API."""
        return {
            "id": self.number,
            "fault": self.name,
            "variant": self.variant,
            "endpoint": self.endpoint,
            "kind": self.kind,
            "times": self.times,
            "skip": self.skip,
            "fired": self.fired,
            "parameters": self.parameters,
        }


class Faults:
    """All faults that are switched on."""

    def __init__(self, ministry: Ministry) -> None:
        self.ministry = ministry
        self.active: list[Fault] = []
        self._number = 0

    def add(
        self,
        name: str,
        variant: str = "",
        *,
        endpoint: str = "*",
        kind: str = "*",
        times: int | None = None,
        skip: int = 0,
        **parameters: Any,
    ) -> Fault:
        """Switch a fault on; its first variant where none is named."""
        if name not in VARIANTS or (variant and variant not in VARIANTS[name]):
            raise Refusal(422, "invalid", f"There is no fault {name} {variant}".strip() + ".")
        if endpoint not in ENDPOINTS:
            raise Refusal(422, "invalid", f"There is no endpoint {endpoint}.")
        self._number += 1
        variant = variant or VARIANTS[name][0]
        fault = Fault(self._number, name, variant, endpoint, kind, times, skip, parameters)
        self.active.append(fault)
        self._settle()
        if name == "F6" and variant == "equal":
            for feed_kind, feed in self.ministry.feeds.items():
                if kind in ("*", feed_kind):
                    feed.level(self.ministry.clock.stamp())
        return fault

    def remove(self, number: int) -> None:
        """Switch one fault off."""
        self.active = [fault for fault in self.active if fault.number != number]
        self._settle()

    def clear(self) -> None:
        """Switch all faults off; writes that were held back are seen."""
        self.active = []
        self._settle()

    def _settle(self) -> None:
        """Let clock and tokens be as the faults that are on want them."""
        clock, tokens = self.ministry.clock, self.ministry.tokens
        skews = self._parameters("F7", "skew")
        clock.skewed(skews[-1].get("seconds", SKEW_SECONDS) if skews else 0)
        clock.coarse = bool(self._parameters("F6", "equal"))
        short = self._parameters("F8", "short")
        tokens.shorten(short[-1].get("seconds", 1) if short else None)
        if not self._parameters("F6", "late"):
            self.ministry.show_late(everything=True)

    def _parameters(self, name: str, variant: str) -> list[dict[str, Any]]:
        return [
            fault.parameters
            for fault in self.active
            if (fault.name, fault.variant) == (name, variant)
        ]

    def delay(self, kind: str) -> timedelta | None:
        """Return how long a write is not seen yet, or None when it is seen at once (F6 late)."""
        for fault in self.active:
            if (fault.name, fault.variant) == ("F6", "late") and fault.fits("*", kind):
                return timedelta(seconds=fault.parameters.get("seconds", LATE_SECONDS))
        return None

    def take_page(self, endpoint: str, kind: str) -> list[Fault]:
        """Return the faults that a page meets; those that write after it count when they do."""
        return self._take(OF_PAGES, endpoint, kind)

    def take_batch(self, kind: str) -> list[Fault]:
        """Return the faults that the outcomes of a batch meet."""
        return self._take(OF_BATCHES, "batch", kind)

    def take_wire(self, endpoint: str, kind: str) -> list[Fault]:
        """Return the faults that a request meets where answers are sent."""
        ours = VARIANTS.keys() - OF_PAGES - OF_BATCHES - STANDING
        return self._take(ours, endpoint, kind)

    def _take(self, names: Any, endpoint: str, kind: str) -> list[Fault]:
        if not self.active:
            return []
        return [
            fault
            for fault in self.active
            if fault.name in names
            and fault.fits(endpoint, kind)
            and (fault.name == "F6" or fault.fire())
        ]
