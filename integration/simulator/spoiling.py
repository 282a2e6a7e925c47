"""What faults make of a page: items that are missing, twice, spoiled, old, or moved meanwhile."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from integration.simulator.feed import Record

if TYPE_CHECKING:
    from integration.simulator.faults import Fault
    from integration.simulator.ministry import Ministry

Item = dict[str, Any]
HUGE = 1_000_000  # characters
REQUIRED = {"vacancies": "title", "trainings": "title", "companies": "name", "seekers": "name"}
NUMBERS = {
    "vacancies": "min_salary_amount",
    "trainings": "total_duration",
    "companies": "kbli_edition",
    "seekers": "registered_at",
}
CODES = {
    "vacancies": ("city_name", "KAB. ANTAH BERANTAH"),
    "trainings": ("status", "lainnya"),
    "companies": ("kbli", "ZZ"),
    "seekers": ("sex", "X"),
}


class NotANumber(float):
    """NaN of a type of its own: orjson, which would write null, leaves it to a laxer writer."""


def has(taken: Sequence[Fault], name: str, variant: str) -> bool:
    """Tell whether a fault of this name and variant is among those that meet a request."""
    return any(fault.name == name and fault.variant == variant for fault in taken)


def shortened(taken: Sequence[Fault], total: int) -> int:
    """Return how many records a feed pretends to have (F13)."""
    for fault in taken:
        if fault.name == "F13":
            empty = fault.variant == "empty"
            total = 0 if empty else int(total * fault.parameters.get("share", 0.5))
    return total


def repeats(taken: Sequence[Fault], feed: str, place: tuple[str, str]) -> bool:
    """Tell whether a keyset page leads to itself: always (loop), or once per place (repeated)."""
    if has(taken, "F5", "loop"):
        return True
    for fault in taken:
        if fault.name == "F5" and fault.variant == "repeated" and (feed, place) not in fault.seen:
            fault.seen.add((feed, place))
            return True
    return False


def items(
    ministry: Ministry,
    kind: str,
    taken: Sequence[Fault],
    records: Sequence[Record],
    show: Callable[[Record], Item],
) -> list[Any]:
    """Return the items of a page."""
    for fault in taken:
        if fault.name == "F15":
            earlier = ministry.feeds[kind].earlier
            records = [_older(record, earlier) for record in records]
    shown: list[Any] = [show(record) for record in records]
    for fault in taken:
        if fault.name == "F12":
            shown = _drifted(shown, kind, fault)
        elif fault.name == "F5" and fault.variant == "duplicates":
            shown = shown + shown[: int(fault.parameters.get("count", 1))]
        elif fault.name == "F5" and fault.variant == "shuffled":
            shown = ministry.random.sample(shown, len(shown))
    return shown


def _older(record: Record, earlier: dict[str, Record]) -> Record:
    if record.version == 1:
        return record
    old = earlier.get(record.id)
    attributes = old.attributes if old and old.attributes is not None else record.attributes
    return Record(record.id, record.version - 1, record.updated_at, attributes)


def _drifted(shown: list[Any], kind: str, fault: Fault) -> list[Any]:
    wanted = fault.parameters.get("ids")
    count = int(fault.parameters.get("count", 1))
    chosen = [
        number
        for number, item in enumerate(shown)
        if isinstance(item, dict)  # and not what another fault has made of one
        and (number < count if wanted is None else item.get("id") in wanted)
    ]
    for number in chosen:
        shown[number] = drifted(shown[number], kind, fault.variant, fault.parameters)
    return shown


def drifted(item: Item, kind: str, variant: str, parameters: dict[str, Any]) -> Any:
    """Return an item as it looks when the ministry has changed its mind (F12).

    `field` names the attribute that changes, `value` what it becomes; both have defaults.
    """
    if variant == "item":
        return parameters.get("value", "bukan data")
    item = dict(item)
    values = item
    if isinstance(item.get("attributes"), dict):
        values = item["attributes"] = dict(item["attributes"])
    if variant == "id":
        item["id"] = parameters.get("value")
        return item
    field, value = _change(kind, variant, values)
    field = parameters.get("field", field)
    if variant == "missing":
        values.pop(field, None)
    elif "value" in parameters:
        values[field] = parameters["value"]
    else:
        values[field] = value(values.get(field))
    return item


def _change(kind: str, variant: str, values: Item) -> tuple[str, Callable[[Any], Any]]:
    text = REQUIRED.get(kind, next(iter(values), "name"))
    number = NUMBERS.get(kind, text)
    code, unknown = CODES.get(kind, (text, "?"))
    changes: dict[str, tuple[str, Callable[[Any], Any]]] = {
        "extra": ("kolom_baru", lambda _old: {"nilai": 1}),
        "missing": (text, lambda old: old),
        "null": (text, lambda _old: None),
        "type": (text, lambda old: [old]),
        "code": (code, lambda _old: unknown),
        "huge": (text, lambda _old: "x" * HUGE),
        "nan": (number, lambda _old: NotANumber(math.nan)),
        "nul": (text, lambda old: f"{old}\x00"),
        "surrogate": (text, lambda old: f"{old}\ud800"),
    }
    return changes[variant]


def write_between(ministry: Ministry, kind: str, taken: Sequence[Fault]) -> None:
    """Change records after a page that has a following one (F6)."""
    for fault in taken:
        if fault.name != "F6" or fault.variant not in WRITES or not fault.fire():
            continue
        for _ in range(int(fault.parameters.get("count", 1))):
            WRITES[fault.variant](ministry, kind)


def _insert(ministry: Ministry, kind: str) -> None:
    published = {"published_at": int(ministry.clock.now().timestamp())}
    ministry.put(kind, published if kind == "vacancies" else {}, cause="fault")


def _change_one(ministry: Ministry, kind: str) -> None:
    living = ministry.feed(kind).living()
    if living:
        record = ministry.random.choice(living)
        ministry.put(kind, ministry.inventor.change(kind), record_id=record.id, cause="fault")


def _withdraw(ministry: Ministry, kind: str) -> None:
    first = _by_age(ministry, kind)
    if first:
        ministry.remove(kind, first[-1].id, cause="fault")


def _bump(ministry: Ministry, kind: str) -> None:
    """Publish the oldest again: it jumps from the last page to the first, unseen by a crawl."""
    first = _by_age(ministry, kind)
    if first:
        now = {"published_at": int(ministry.clock.now().timestamp())}
        ministry.put(kind, now, record_id=first[0].id, cause="fault")


def _by_age(ministry: Ministry, kind: str) -> list[Record]:
    return sorted(
        ministry.feed(kind).living(),
        key=lambda record: ((record.attributes or {}).get("published_at", 0), record.updated_at),
    )


WRITES: dict[str, Callable[[Ministry, str], None]] = {
    "insert": _insert,
    "change": _change_one,
    "withdraw": _withdraw,
    "bump": _bump,
}
