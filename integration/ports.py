"""What the rest of the app knows of the ministry: pages of raw records, and how asking can fail.

Nothing here knows HTTP. Items are what the wire had, unvalidated: `integration.mapping` reads them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from integration.enums import Kind, Mode, Trouble

FIRST = ""  # the position of every first page


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a feed.

    `following` is the position of the next page, empty after the last; `remote_time` the remote's
    own clock at its answer; `total` how many records it says the whole feed has.
    """

    items: Sequence[Any]
    following: str
    remote_time: datetime | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Single:
    """What the remote says of one number: its item, None where it has none under it.

    `is_gone`: it says that it had one, which was deleted.
    """

    item: Any = None
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Checksum:
    """All live records of a kind in two figures.

    `digest` is the sum of crc32("id:version") over them, modulo 2^32.
    """

    count: int
    digest: int


@dataclass(frozen=True, slots=True)
class Sent:
    """One record on its way out; its key stays the same over retries."""

    key: str
    remote_id: str  # empty while the ministry has given none
    payload: dict[str, Any] | None  # None removes it there
    version: int | None = None  # that it has there as far as we know; None while it has none


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the ministry did with one `Sent`."""

    key: str
    accepted: bool
    remote_id: str
    version: int | None
    errors: Sequence[str] = ()


class MinistryPort(Protocol):
    """The ministry, as far as we use it; every call may raise a MinistryError."""

    def mode(self, kind: Kind) -> Mode:
        """Return how the feed of a kind is usually read: CRAWL or CHANGES."""
        ...

    def page(self, kind: Kind, mode: Mode, position: str, since: datetime | None) -> Page:
        """Return a page of a feed; `position` is FIRST or the `following` of the page before.

        `since` counts for the first page of CHANGES: records changed at or after it, by the
        remote's clock; None asks for all.
        """
        ...

    def checksum(self, kind: Kind) -> Checksum | None:
        """Return the figures of all that lives there; None where the remote has no such call."""
        ...

    def record(self, kind: Kind, number: str) -> Single | None:
        """Return what is there under a number; None where the remote has no such call."""
        ...

    def send(self, kind: Kind, batch: Sequence[Sent]) -> Sequence[Receipt]:
        """Send changes of ours; one receipt for each, in any order."""
        ...


class MinistryError(Exception):
    """The ministry could not be asked, or its answer cannot be used.

    `trouble` is what officers read; `detail` (no secret, no personal data) is for them and the log.
    """

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(f"{trouble.value}: {detail}" if detail else trouble.value)
        self.trouble, self.detail = trouble, detail


class TransientError(MinistryError):
    """It may work when tried again later."""


class RateLimitedError(TransientError):
    """The ministry, or our own budget, asks to wait `seconds` (already clamped)."""

    def __init__(self, trouble: Trouble, seconds: float, detail: str = "") -> None:
        super().__init__(trouble, detail)
        self.seconds = seconds


class RestingError(RateLimitedError):
    """A server is left alone after several failures; `cause` is what the last one was."""

    def __init__(self, cause: Trouble, seconds: float, detail: str = "") -> None:
        super().__init__(Trouble.RESTING, seconds, detail)
        self.cause = cause


class AuthExpiredError(MinistryError):
    """The key of access was refused, also after it was renewed."""


class PermanentError(MinistryError):
    """The same request will fail again until somebody changes something."""


class ProtocolError(MinistryError):
    """The answer is not what the contract says."""


class PositionLostError(MinistryError):
    """The remote no longer knows the position: a crawl ended early, or a cursor expired."""
