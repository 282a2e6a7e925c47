"""The control API: faults, records, clock, journal. It has a port of its own, always open."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from integration.simulator import settling
from integration.simulator.errors import Refusal
from integration.simulator.http import Connection, Request, as_json

if TYPE_CHECKING:
    from integration.simulator.ministry import Ministry
    from integration.simulator.server import Server

Body = dict[str, Any]
Action = Callable[["Control", Request, list[str]], Any]


class Control:
    """Answers the tests and tools that steer the simulator."""

    def __init__(self, ministry: Ministry, public: Server) -> None:
        self.ministry, self.public = ministry, public

    async def handle(self, connection: Connection, request: Request) -> None:
        """Carry out one request."""
        try:
            answer = as_json(await self._result(request))
        except Refusal as refusal:
            answer = as_json(refusal.body(), refusal.status)
        except (TypeError, ValueError, KeyError) as error:
            wrong = Refusal(422, "invalid", f"{type(error).__name__}: {error}")
            answer = as_json(wrong.body(), wrong.status)
        await connection.send(answer, "")

    async def _result(self, request: Request) -> Any:
        for method, pattern, action in ACTIONS:
            match = re.fullmatch(pattern, request.path)
            if match and method in (request.method, "*"):
                result = action(self, request, list(match.groups()))
                return await result if isinstance(result, Awaitable) else result
        raise Refusal(404, "not_found", "There is nothing at this address.")


def _body(request: Request) -> Body:
    body = request.json() if request.body else {}
    if not isinstance(body, dict):
        raise TypeError("the body must be an object")
    return body


def _add_fault(control: Control, request: Request, _parts: list[str]) -> Body:
    body = _body(request)
    name, parameters = body.pop("fault"), body.pop("parameters", {})
    fault = control.ministry.faults.add(name, body.pop("variant", ""), **body, **parameters)
    return fault.shown()


def _faults(control: Control, _request: Request, _parts: list[str]) -> list[Body]:
    return [fault.shown() for fault in control.ministry.faults.active]


def _remove_faults(control: Control, _request: Request, parts: list[str]) -> Body:
    if parts:
        control.ministry.faults.remove(int(parts[0]))
    else:
        control.ministry.faults.clear()
    return {}


def _put(control: Control, request: Request, parts: list[str]) -> Body:
    body = _body(request)
    record = control.ministry.put(
        parts[0],
        body.get("attributes"),
        record_id=body.get("id") or "",
        whole=body.get("whole", False),
    )
    return record.item()


def _record(control: Control, _request: Request, parts: list[str]) -> Body:
    record = control.ministry.feed(parts[0]).records.get(parts[1])
    if record is None:
        raise Refusal(404, "not_found", "No such record.")
    return record.item()


def _remove(control: Control, _request: Request, parts: list[str]) -> Body:
    return control.ministry.remove(parts[0], parts[1]).item()


def _clock(control: Control, request: Request, _parts: list[str]) -> Body:
    clock, body = control.ministry.clock, _body(request)
    if "frozen" in body:
        clock.freeze(datetime.fromisoformat(body["frozen"]) if body["frozen"] else None)
    if "advance" in body:
        clock.advance(float(body["advance"]))
    if "skew" in body:
        clock.skewed(float(body["skew"]))
    return {"now": clock.text()}


def _journal(control: Control, request: Request, _parts: list[str]) -> Body:
    given = dict(request.query)
    entries = control.ministry.journal.entries(
        int(given.get("after", 0)), attributes=given.get("attributes") == "1"
    )
    return {"entries": entries, "last": control.ministry.journal.last()}


def _live(control: Control, request: Request, parts: list[str]) -> Body:
    feed = control.ministry.feed(parts[0])
    if dict(request.query).get("attributes") != "1":
        return feed.versions()
    return {
        record.id: {"version": record.version, "attributes": record.attributes}
        for record in feed.living()
    }


async def _listen(control: Control, request: Request, _parts: list[str]) -> Body:
    wanted = _body(request)["open"]
    if wanted:
        await control.public.open()
    else:
        control.public.close()
    return {"open": wanted}


def _populate(control: Control, request: Request, _parts: list[str]) -> Body:
    body = _body(request)
    settling.populate(control.ministry, body.get("sizes"), body.get("world"))
    return _counts(control.ministry)


async def _reset(control: Control, _request: Request, _parts: list[str]) -> Body:
    control.ministry.reset()
    await control.public.open()
    return {}


def _bulk(control: Control, request: Request, _parts: list[str]) -> Body:
    body = _body(request)
    control.ministry.bulk.set(body["count"], body.get("revision", 0), body.get("changing", 100))
    return {"count": control.ministry.bulk.count}


def _expire(control: Control, request: Request, _parts: list[str]) -> Body:
    body = _body(request)
    if body.get("tokens"):
        control.ministry.tokens.expire()
    if body.get("cursors"):
        control.ministry.cursors += 1
    return {}


def _move(control: Control, request: Request, _parts: list[str]) -> Body:
    for _ in range(int(_body(request).get("steps", 1))):
        settling.move(control.ministry)
    return _counts(control.ministry)


def _state(control: Control, _request: Request, _parts: list[str]) -> Body:
    ministry = control.ministry
    return {
        "now": ministry.clock.text(),
        "counts": _counts(ministry),
        "bulk": ministry.bulk.count,
        "faults": [fault.shown() for fault in ministry.faults.active],
        "open": control.public.listener is not None,
        "port": control.public.port,
        "journal": ministry.journal.last(),
    }


def _counts(ministry: Ministry) -> dict[str, int]:
    return {kind: feed.count for kind, feed in ministry.feeds.items()}


def _elsewhere(control: Control, request: Request, _parts: list[str]) -> Body:
    carried = "authorization" if "authorization" in request.headers else ""
    control.ministry.journal.request(
        at=control.ministry.clock.text(),
        method=request.method,
        path=request.path,
        status=200,
        cause=f"elsewhere {carried}".strip(),
    )
    return {}


ACTIONS: tuple[tuple[str, str, Action], ...] = (
    ("POST", "/faults", _add_fault),
    ("GET", "/faults", _faults),
    ("DELETE", "/faults", _remove_faults),
    ("DELETE", r"/faults/(\d+)", _remove_faults),
    ("POST", r"/records/(\w+)", _put),
    ("GET", r"/records/(\w+)/([^/]+)", _record),
    ("DELETE", r"/records/(\w+)/([^/]+)", _remove),
    ("POST", "/clock", _clock),
    ("GET", "/journal", _journal),
    ("GET", r"/live/(\w+)", _live),
    ("POST", "/listen", _listen),
    ("POST", "/populate", _populate),
    ("POST", "/reset", _reset),
    ("POST", "/bulk", _bulk),
    ("POST", "/expire", _expire),
    ("POST", "/move", _move),
    ("GET", "/state", _state),
    ("*", "/elsewhere.*", _elsewhere),
)
