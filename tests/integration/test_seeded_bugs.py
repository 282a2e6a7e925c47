"""The proof of the proof: a pull with a known bug is caught, and by what.

Each bug is put into the core for one scenario; without it the same scenario ends well.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from integration import closing, pull, runs, sweeping
from integration.enums import Kind, Mode, Outcome
from integration.kemnaker.partner import Partner
from integration.landing import judging
from integration.models import SyncRun
from integration.ports import Page
from integration.streams import locked
from tests.integration import scenarios
from tests.integration.invariants import BrokenError

pytestmark = pytest.mark.django_db
GUARD = "when i.version < r.version then 'stale'"


def no_overlap(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(runs, "OVERLAP", timedelta())


def checkpoint_first(patch: pytest.MonkeyPatch) -> None:
    def land(work: runs.Work, sheet: pull.Sheet) -> None:
        with transaction.atomic():
            stream = locked(work.kind, work.fence)
            work.run = SyncRun.objects.get(pk=work.run.pk)
            pull.checkpoint(work, sheet.page, Counter({Outcome.UNCHANGED: len(sheet.items)}))
            if not sheet.page.following:
                runs.finish(stream, work.run, sheet.page)
        with transaction.atomic():
            pull.write_items(work, sheet.items)

    patch.setattr(pull, "land", land)


def offset_paging(patch: pytest.MonkeyPatch) -> None:
    def page(self: Any, kind: Kind, mode: Mode, position: str, since: datetime | None) -> Page:
        read = getattr(self._server.ministry, mode.value)
        told = {"since": since.isoformat()} if since and mode == Mode.CHANGES else {}
        answer = read(kind.value, limit=1000, **told)
        start = int(position or 0)
        end = start + self._page_size
        following = str(end) if end < len(answer["data"]) else ""
        time = datetime.fromisoformat(answer["server_time"])
        return Page(answer["data"][start:end], following, time, answer.get("total"))

    patch.setattr(Partner, "page", page)


def no_version_guard(patch: pytest.MonkeyPatch) -> None:
    assert GUARD in judging.JUDGEMENT
    patch.setattr(judging, "JUDGEMENT", judging.JUDGEMENT.replace(GUARD, ""))


def no_fence(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("integration.pull.claim", lambda _kind, _fence: None)


def empty_feed_is_believed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sweeping, "is_complete", lambda run: run.mode != Mode.CHANGES)


def any_number_is_closed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sweeping, "allowed", lambda _kind: 1_000_000)


def one_reading_is_enough(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sweeping, "READINGS", {Mode.CRAWL: 1, Mode.SNAPSHOT: 1})


def nothing_is_asked_for_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(pull, "ask_again", lambda *_: None)


def closing_ends_before_its_slices(patch: pytest.MonkeyPatch) -> None:
    def may_close(kind: Kind, fence: int, found: sweeping.Doomed) -> bool:
        judged = original(kind, fence, found)
        closing.end(kind, fence, found)
        return judged

    original = closing.may_close
    patch.setattr(closing, "may_close", may_close)


def each_slice_is_judged_alone(patch: pytest.MonkeyPatch) -> None:
    def may_close(kind: Kind, fence: int, found: sweeping.Doomed) -> bool:
        part = found.records[: closing.SLICE]
        return original(kind, fence, replace(found, records=part))

    original = closing.may_close
    patch.setattr(closing, "may_close", may_close)
    patch.setattr(closing, "LONGEST", -1)


Bug = Callable[[pytest.MonkeyPatch], None]
# Scenario, bug, the check that catches it.
BUGS: list[tuple[Callable[[], None], Bug, str]] = [
    (scenarios.write_is_seen_late, no_overlap, "live there, not here"),
    (scenarios.worker_dies_while_it_writes, checkpoint_first, "live there, not here"),
    (scenarios.records_go_between_pages, offset_paging, "live there, not here"),
    (scenarios.older_version_comes_back, no_version_guard, "versions never go back"),
    (scenarios.worker_wakes_up_late, no_fence, "contents"),
    (scenarios.feed_is_empty, empty_feed_is_believed, "live there, not here"),
    (scenarios.feed_is_short, any_number_is_closed, "live there, not here"),
    (
        scenarios.worker_dies_between_two_slices,
        closing_ends_before_its_slices,
        "live here, not there",
    ),
    (scenarios.feed_is_short, each_slice_is_judged_alone, "live there, not here"),
    (
        scenarios.record_moves_while_a_catalogue_is_read,
        one_reading_is_enough,
        "live there, not here",
    ),
    (scenarios.item_is_spoiled_on_its_way, nothing_is_asked_for_again, "live there, not here"),
]


@pytest.mark.parametrize("scenario", [one for one, _, _ in BUGS], ids=lambda one: one.__name__)
def test_scenario_ends_well(scenario):
    scenario()


@pytest.mark.parametrize(
    ("scenario", "bug", "name"), BUGS, ids=[one.__name__ for _, one, _ in BUGS]
)
def test_seeded_bug_is_caught(scenario, bug, name, monkeypatch):
    bug(monkeypatch)
    with pytest.raises(BrokenError) as caught:
        scenario()
    assert caught.value.name == name
