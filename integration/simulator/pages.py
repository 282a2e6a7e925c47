"""Pages of the feeds: by number for the two public shapes, by key for the partner contract."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from integration.simulator import cursors, spoiling
from integration.simulator.clock import rfc3339
from integration.simulator.errors import Refusal
from integration.simulator.feed import Record

if TYPE_CHECKING:
    from integration.simulator.faults import Fault
    from integration.simulator.ministry import Ministry

CATALOGUE = "/karirhub/catalogue/v1/industrial-vacancies"
PROGRAMMES = "/proglat/v1/public/programs"
PATHS = {"catalogue": CATALOGUE, "programmes": PROGRAMMES}
KINDS = {"catalogue": "vacancies", "programmes": "trainings"}
LIMIT_AT_MOST = 1000
ONLY_OF_PARTNERS = ("openings", "closes_at", "state")  # a vacancy's, not in the public catalogue
SORTED_BY = ("created_at", "title")
Page = dict[str, Any]


def catalogue(ministry: Ministry, page: int, limit: int, query: str) -> dict[str, Any]:
    """Return a page of published vacancies, newest first."""
    _check_window(page, limit)
    feed = ministry.feed("vacancies")
    records = feed.view("catalogue", lambda: _newest(feed.living()))
    if query:
        records = [record for record in records if _mentions(record, query)]
    rows = _Rows(records, _public_vacancy, None if query else ministry.bulk)
    return _numbered(ministry, "catalogue", rows, page, limit)


def programmes(
    ministry: Ministry,
    page: int,
    limit: int,
    *,
    keyword: str = "",
    status: str = "",
    sort_by: str = "created_at",
    order: str = "asc",
) -> dict[str, Any]:
    """Return a page of training programmes."""
    _check_window(page, limit)
    if sort_by not in SORTED_BY or order not in ("asc", "desc"):
        raise Refusal(400, "bad_request", "This order is not known.")
    records = [
        record
        for record in ministry.feed("trainings").living()
        if (not status or _attributes(record).get("status") == status)
        and (not keyword or keyword.lower() in str(_attributes(record).get("title")).lower())
    ]
    records.sort(
        key=lambda record: (str(_attributes(record).get(sort_by)), record.id),
        reverse=order == "desc",
    )
    rows = _Rows(records, _public_programme, None)
    return _numbered(ministry, "programmes", rows, page, limit)


def changes(
    ministry: Ministry, kind: str, since: str, cursor: str | None, limit: int
) -> dict[str, Any]:
    """Return a page of changed records by (updated_at, id)."""
    _check_limit(limit)
    feed = ministry.feed(kind)
    keys = feed.changes()
    first = (_moment(since), "") if since else ("", "")
    asked = _Asked(ministry, "changes", kind, cursor, limit)
    place = asked.place(first)
    window = _Window(asked, place, bisect_right(keys, place), len(keys))
    records = [feed.records[key[1]] for key in keys[window.start : window.end]]
    return window.page(records, lambda record: (record.updated_at, record.id))


def snapshot(ministry: Ministry, kind: str, cursor: str | None, limit: int) -> dict[str, Any]:
    """Return a page of living records by id, and how many there are."""
    _check_limit(limit)
    living = ministry.feed(kind).living()
    asked = _Asked(ministry, "snapshot", kind, cursor, limit)
    place = asked.place(("", ""))
    start = bisect_right(living, place[1], key=lambda record: record.id)
    window = _Window(asked, place, start, len(living))
    page = window.page(living[window.start : window.end], lambda record: ("", record.id))
    return page | {"total": window.total}


@dataclass(frozen=True)
class _Asked:
    """What somebody asks of a keyset feed."""

    ministry: Ministry
    endpoint: str
    kind: str
    cursor: str | None
    limit: int

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.endpoint}"

    def place(self, first: cursors.Position) -> cursors.Position:
        """Return where the page begins: after this place."""
        if self.cursor is None:
            return first
        return cursors.decode(self.ministry.cursors, self.name, self.cursor)


class _Window:
    """The part of a keyset feed that a page shows, and what faults make of it."""

    def __init__(self, asked: _Asked, place: cursors.Position, start: int, total: int) -> None:
        self.asked, self.place = asked, place
        self.taken = asked.ministry.faults.take_page(asked.endpoint, asked.kind)
        self.total = spoiling.shortened(self.taken, total)
        self.start = min(start, self.total)
        if spoiling.has(self.taken, "F5", "missing") and self.start + asked.limit < self.total:
            self.start += asked.limit
        self.end = min(self.start + asked.limit, self.total)

    def page(
        self, records: Sequence[Record], key: Callable[[Record], cursors.Position]
    ) -> dict[str, Any]:
        """Return the page of these records."""
        asked, following = self.asked, None
        ministry = asked.ministry
        if self.end < self.total:
            following = key(records[-1])
        if self.total and spoiling.repeats(self.taken, asked.name, self.place):
            following = self.place
        page = {
            "data": spoiling.items(ministry, asked.kind, self.taken, records, Record.item),
            "next_cursor": following and cursors.encode(ministry.cursors, asked.name, following),
            "server_time": ministry.clock.text(),
        }
        if following:
            spoiling.write_between(ministry, asked.kind, self.taken)
        return page


def spoiled(
    ministry: Ministry, endpoint: str, kind: str, records: Sequence[Record]
) -> list[dict[str, Any]]:
    """Return records as the partner contract shows them, after what faults make of them."""
    taken = ministry.faults.take_page(endpoint, kind)
    return spoiling.items(ministry, kind, taken, records, Record.item)


class _Rows:
    """Rows of a numbered feed: records first, then what is made in bulk as it is asked for."""

    def __init__(
        self,
        records: Sequence[Record],
        show: Callable[[Record], dict[str, Any]],
        bulk: Any,
    ) -> None:
        self.records, self.show, self.bulk = records, show, bulk
        self.total = len(records) + (bulk.count if bulk else 0)

    def window(self, start: int, end: int) -> tuple[Sequence[Record], list[dict[str, Any]]]:
        """Return the records of a window, and the bulk items after them."""
        real = len(self.records)
        bulk = []
        if end > real:
            bulk = self.bulk.items(max(start - real, 0), end - real)
        return self.records[start:end], bulk


def _numbered(ministry: Ministry, endpoint: str, rows: _Rows, page: int, limit: int) -> Page:
    kind = KINDS[endpoint]
    taken = ministry.faults.take_page(endpoint, kind)
    total = spoiling.shortened(taken, rows.total)
    last = max(-(-total // limit), 1)
    loops = spoiling.has(taken, "F5", "loop")
    if page > last and not loops:
        raise Refusal(400, "bad_request", "The page is out of range.")
    start = (_shown(taken, page, last) - 1) * limit
    records, bulk = rows.window(start, min(start + limit, total))
    data = spoiling.items(ministry, kind, taken, records, rows.show) + bulk
    last = page + 1 if loops else last
    if page < last:
        spoiling.write_between(ministry, kind, taken)
    return _envelope(PATHS[endpoint], data, (page, limit), (last, total))


def _envelope(path: str, data: list[Any], asked: tuple[int, int], ends: tuple[int, int]) -> Page:
    (page, limit), (last, total) = asked, ends

    def link(number: int) -> str | None:
        return f"{path}?page={number}&limit={limit}" if 1 <= number <= last else None

    start = (page - 1) * limit
    return {
        "meta": {
            "current_page": page,
            "from": start + 1 if data else None,
            "last_page": last,
            "path": path,
            "per_page": limit,
            "to": start + len(data) if data else None,
            "total": total,
        },
        "links": {
            "first": link(1),
            "last": link(last),
            "prev": link(page - 1),
            "next": link(page + 1),
        },
        "data": data,
    }


def _shown(taken: Sequence[Fault], page: int, last: int) -> int:
    """Return which page is sent for a page that was asked for."""
    if spoiling.has(taken, "F5", "loop"):
        return 1
    if spoiling.has(taken, "F5", "repeated") and page > 1:
        return page - 1
    if spoiling.has(taken, "F5", "missing") and page < last:
        return page + 1
    return page


def _attributes(record: Record) -> dict[str, Any]:
    return record.attributes or {}


def _newest(records: Sequence[Record]) -> list[Record]:
    def rank(record: Record) -> tuple[int, str]:
        published = _attributes(record).get("published_at")
        return (-published if isinstance(published, int) else 0, record.id)

    return sorted(
        (rec for rec in records if _attributes(rec).get("state", "published") == "published"),
        key=rank,
    )


def _mentions(record: Record, query: str) -> bool:
    attributes = _attributes(record)
    text = f"{attributes.get('title')} {attributes.get('company_name')}"
    return query.lower() in text.lower()


def _public_vacancy(record: Record) -> dict[str, Any]:
    item = {"id": record.id, **_attributes(record)}
    for name in ONLY_OF_PARTNERS:
        item.pop(name, None)
    return item


def _public_programme(record: Record) -> dict[str, Any]:
    return {"id": record.id, **_attributes(record)}


def _check_window(page: int, limit: int) -> None:
    if page < 1 or not 1 <= limit <= LIMIT_AT_MOST:
        raise Refusal(400, "bad_request", "page or limit is out of range.")


def _check_limit(limit: int) -> None:
    if not 1 <= limit <= LIMIT_AT_MOST:
        error = {"path": "limit", "code": "range", "message": f"1 to {LIMIT_AT_MOST}"}
        raise Refusal(422, "invalid", "A parameter is not valid.", [error])


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
        zoned = None if moment.tzinfo is None else rfc3339(moment.astimezone(UTC))
    except (ValueError, OverflowError):
        zoned = None
    if zoned is None:  # a time without a zone could be anybody's
        error = {"path": "since", "code": "format", "message": "an RFC 3339 time with its zone"}
        raise Refusal(422, "invalid", "A parameter is not valid.", [error])
    return zoned
