"""A batch of changes that a partner sends: one outcome per item, once per idempotency key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from integration.simulator import contract
from integration.simulator.errors import Refusal
from integration.simulator.feed import Record

if TYPE_CHECKING:
    from integration.simulator.faults import Fault
    from integration.simulator.ministry import Ministry

ITEMS_AT_MOST = 100
NATURAL = {"companies": "nib", "seekers": "nik"}
Outcome = dict[str, Any]


def carry_out(ministry: Ministry, kind: str, body: Any) -> dict[str, Any]:
    """Carry out a batch and return its outcomes; raise Refusal when it is not one (422, 413)."""
    if kind not in contract.PARTNER_KINDS:
        raise Refusal(404, "not_found", f"There is no kind {kind!r}.")
    items = body.get("items") if isinstance(body, dict) else None
    if isinstance(items, list) and len(items) > ITEMS_AT_MOST:
        raise Refusal(413, "too_large", f"At most {ITEMS_AT_MOST} items.")
    errors = contract.errors("BatchRequest", body)
    if errors:
        raise Refusal(422, "invalid", "The body is not valid.", errors)
    taken = ministry.faults.take_batch(kind)
    spoiled = _spoiled(taken, len(body["items"]))
    results = [
        _outcome(ministry, kind, item, refused=number in spoiled)
        for number, item in enumerate(body["items"])
    ]
    return {"results": _misreported(results, taken)}


def _outcome(ministry: Ministry, kind: str, item: dict[str, Any], *, refused: bool) -> Outcome:
    key = item["idempotency_key"]
    other, answer = ministry.remembered(key, item)
    if other:
        text = "The key was used for another item."
        return _result(key, "invalid", errors=[_error("idempotency_key", "key_reused", text)])
    if answer is not None:
        return answer
    if refused:  # by a fault: nothing is done, and nothing remembered
        text = "The item was not accepted."
        return _result(key, "invalid", errors=[_error("attributes", "not_accepted", text)])
    remove = item["operation"] == "remove"
    answer = (_removal if remove else _upsert)(ministry, kind, item)
    ministry.remember(key, item, answer)
    return answer


def _upsert(ministry: Ministry, kind: str, item: dict[str, Any]) -> Outcome:
    key, attributes = item["idempotency_key"], item.get("attributes")
    errors = contract.errors(contract.ATTRIBUTES[kind], attributes, "attributes")
    if errors or attributes is None:
        return _result(key, "invalid", errors=errors)
    if item.get("id") is None:
        return _creation(ministry, kind, key, attributes)
    record, refusal = _addressed(ministry, kind, item)
    if record is None or refusal:
        return refusal or {}
    if record.deleted:
        return _result(
            key, "conflict", record, [_error("id", "deleted", "The record was deleted.")]
        )
    if record.attributes == attributes:
        return _result(key, "unchanged", record)
    changed = ministry.put(
        kind, attributes, record_id=record.id, cause="batch", key=key, whole=True
    )
    return _result(key, "updated", changed)


def _creation(ministry: Ministry, kind: str, key: str, attributes: dict[str, Any]) -> Outcome:
    known = _same(ministry, kind, attributes)
    if known:
        text = f"A record with this {NATURAL[kind]} exists."
        return _result(
            key, "conflict", known, [_error(f"attributes.{NATURAL[kind]}", "exists", text)]
        )
    return _result(
        key, "created", ministry.put(kind, attributes, cause="batch", key=key, whole=True)
    )


def _removal(ministry: Ministry, kind: str, item: dict[str, Any]) -> Outcome:
    key = item["idempotency_key"]
    if item.get("id") is None:
        return _result(key, "invalid", errors=[_error("id", "required", "Which record?")])
    record, refusal = _addressed(ministry, kind, item)
    if record is None or refusal:
        return refusal or {}
    if record.deleted:
        return _result(key, "unchanged", record)
    return _result(key, "removed", ministry.remove(kind, record.id, cause="batch", key=key))


def _addressed(
    ministry: Ministry, kind: str, item: dict[str, Any]
) -> tuple[Record | None, Outcome | None]:
    """Return the record that an item names, or why it cannot be written."""
    key, version = item["idempotency_key"], item.get("version")
    record = ministry.feed(kind).records.get(item["id"])
    if record is None:
        return None, _result(key, "invalid", errors=[_error("id", "unknown", "No such record.")])
    if version is None:
        text = "The version that was seen last is required."
        return None, _result(key, "invalid", record, [_error("version", "required", text)])
    if version != record.version:
        text = f"The record has version {record.version}."
        return None, _result(key, "conflict", record, [_error("version", "conflict", text)])
    return record, None


def _same(ministry: Ministry, kind: str, attributes: dict[str, Any]) -> Record | None:
    name = NATURAL.get(kind)
    if name is None:
        return None
    feed = ministry.feed(kind)
    known = feed.view(
        "natural",
        lambda: [{(record.attributes or {}).get(name): record for record in feed.living()}],
    )[0]
    return known.get(attributes[name])


def _result(
    key: str,
    status: str,
    record: Record | None = None,
    errors: list[dict[str, str]] | None = None,
) -> Outcome:
    return {
        "idempotency_key": key,
        "status": status,
        "id": record.id if record else None,
        "version": record.version if record else None,
        "errors": errors or [],
    }


def _error(path: str, code: str, message: str) -> dict[str, str]:
    return {"path": path, "code": code, "message": message}


def _spoiled(taken: list[Fault], count: int) -> set[int]:
    """Return the positions of items that a fault refuses (F11 mixed): every second by default."""
    for fault in taken:
        if fault.variant == "mixed":
            return set(fault.parameters.get("positions", range(1, count, 2)))
    return set()


def _misreported(results: list[Outcome], taken: list[Fault]) -> list[Outcome]:
    for fault in taken:
        if fault.variant == "missing":
            results = results[int(fault.parameters.get("count", 1)) :]
        elif fault.variant == "extra":
            results = [*results, _result("never-sent", "updated")]
        elif fault.variant == "reordered":
            results = results[::-1]
    return results
