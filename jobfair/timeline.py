"""What officers did with a fair and its booths, as one timeline with names."""

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pghistory.models import Events

from jobfair.enums import BoothState, FairState
from jobfair.models import BoothTransition, Fair
from sikas.admin import history_entries

SHOWN = 60
# What a decision is called when it does not read like the state it leads to.
STEP_NAMES: dict[tuple[str, str], Promise] = {
    ("", FairState.DRAFT): gettext_lazy("Dibuat"),
    (FairState.PAUSED, FairState.ANNOUNCED): gettext_lazy("Dilanjutkan"),
}


def timeline(fair: Fair) -> list[dict[str, Any]]:
    """Return the newest acts, as the timeline component shows them."""
    acts = [*_decisions(fair), *_told(fair), *_booths(fair), *_draft_changes(fair)]
    return sorted(acts, key=lambda act: act["at"], reverse=True)[:SHOWN]


def _decisions(fair: Fair) -> Iterator[dict[str, Any]]:
    for row in fair.transitions.select_related("by").order_by("-at", "-pk")[:SHOWN]:
        yield _act(_step_name(row.from_state, row.to_state), row.at, row.by, row.reason)


def _step_name(before: str, after: str) -> str:
    if before == after:
        return _("Waktu diubah")
    return str(STEP_NAMES.get((before, after), FairState(after).label))


def _told(fair: Fair) -> Iterator[dict[str, Any]]:
    """Yield what everybody was told, unless a decision with the same words stands there already."""
    said = set(fair.transitions.values_list("reason", flat=True))
    for row in fair.announcements.select_related("by", "ended_by").order_by("-pk")[:SHOWN]:
        if row.text not in said:
            yield _act(_("Pengumuman"), row.active_from, row.by, row.text)
        if row.ended_by and row.active_until:
            yield _act(_("Pengumuman diturunkan"), row.active_until, row.ended_by, row.text)


def _booths(fair: Fair) -> Iterator[dict[str, Any]]:
    steps = BoothTransition.objects.filter(subject__fair=fair, by__is_staff=True)
    for row in steps.select_related("by", "subject__company").order_by("-at", "-pk")[:SHOWN]:
        title = f"{row.subject.company}: {BoothState(row.to_state).label}"
        yield _act(title, row.at, row.by, row.reason)


def _draft_changes(fair: Fair) -> Iterator[dict[str, Any]]:
    """Yield what was changed before the fair was announced, field by field."""
    events = Events.objects.tracks(fair).filter(pgh_label="update", pgh_data__state=FairState.DRAFT)
    newest = events.order_by("-pgh_created_at", "-pgh_id")[:SHOWN]
    for entry in history_entries(Fair, newest):
        names = ", ".join(change.field for change in entry.changes)
        yield _act(_("Draf diubah"), entry.when, entry.who, names)


def _act(title: str, at: Any, by: Any, note: str) -> dict[str, Any]:
    return {"title": title, "at": at, "by": by, "note": note}
