"""The moving parts of a fair's pages: drawn into the page, and into the files that replace them."""

from typing import Any

from jobfair import live, selectors
from jobfair.enums import Phase
from jobfair.live import Snapshot
from jobfair.models import Fair
from jobfair.presenters import FairFace, PlaceRow, tiles_of
from jobfair.results import results_of

NEWEST = 6  # positions on the wall
QUIET = (Phase.CLOSED, Phase.REPORTED, Phase.CANCELLED)  # nothing changes any more


def lobby_part(fair: Fair, snapshot: Snapshot | None) -> dict[str, Any]:
    """Return what the moving part of the lobby shows."""
    return {
        "snapshot": snapshot,
        "tiles": tiles_of(snapshot.numbers) if snapshot else [],
        "is_old": bool(snapshot and snapshot.is_old and is_moving(fair)),
        "announcements": selectors.announcements(fair),
        "mark": mark_of(fair),
    }


def wall_part(fair: Fair, snapshot: Snapshot | None) -> dict[str, Any]:
    """Return what the moving part of the wall shows."""
    newest = selectors.places(fair).order_by("-pk")[:NEWEST]
    return lobby_part(fair, snapshot) | {
        "fair": fair,
        "face": FairFace.of(fair),
        "rows": [PlaceRow.of(position, fair.slug) for position in newest],
    }


def numbers_now(fair: Fair) -> Snapshot | None:
    """Return the numbers for a page: as they were written last, those of the past as they stand."""
    return results_of(fair).snapshot if fair.is_over else live.latest(fair.slug)


def is_moving(fair: Fair) -> bool:
    """Tell whether its pages follow the files."""
    return fair.phase not in QUIET


def mark_of(fair: Fair) -> str:
    """Return what changes when a page must be read anew: the phase, or a time in it."""
    return f"{fair.phase} {fair.opens_at.timestamp():.0f} {fair.closes_at.timestamp():.0f}"
