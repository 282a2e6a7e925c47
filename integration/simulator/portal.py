"""The ministry's public side: every request meets the faults that are on, and is noted."""

import asyncio
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

from integration.simulator import routes, sending
from integration.simulator.errors import Refusal
from integration.simulator.faults import Fault
from integration.simulator.http import Answer, Connection, Request, as_json
from integration.simulator.ministry import Ministry

NOTED = ("page", "limit", "query", "keyword", "status", "since", "cursor", "sortBy", "sortOrder")


class PublicSide:
    """Answers requests of the portal."""

    def __init__(self, ministry: Ministry, clients: routes.Clients) -> None:
        self.ministry, self.clients = ministry, clients
        self.refuse: Any = None  # closes the listening socket; set by whoever owns it

    async def handle(self, connection: Connection, request: Request) -> None:
        """Answer one request, or do to it what faults say."""
        taken: list[Fault] = []
        try:
            route, address = routes.find(request)
        except Refusal as refusal:
            answer = _refused(refusal)
        else:
            kind = address["kind"]
            taken = self.ministry.faults.take_wire(route.endpoint, kind)
            for fault in sending.of(taken, "F1"):
                await asyncio.sleep(fault.parameters.get("seconds", sending.LATENCY))
            early = sending.instead(self.ministry, taken)
            call = routes.Call(self.ministry, self.clients, request, **address)
            answer = early or self._answer(route, call)
            answer = sending.after(taken, answer)
        self._note(request, taken, answer)
        date = format_datetime(self.ministry.clock.now(), usegmt=True)
        await sending.send(connection, answer, date, taken, self.refuse)

    def _answer(self, route: routes.Route, call: routes.Call) -> Answer:
        try:
            return route.answer(call)
        except Refusal as refusal:
            return _refused(refusal)

    def _note(self, request: Request, taken: list[Fault], answer: Answer) -> None:
        shown = [(name, value) for name, value in request.query if name in NOTED]
        self.ministry.journal.request(
            at=self.ministry.clock.text(),
            method=request.method,
            path=request.path + (f"?{urlencode(shown)}" if shown else ""),
            status=0 if sending.answers_nothing(taken) else answer.status,
            cause=" ".join(f"{fault.name}:{fault.variant}" for fault in taken),
        )


def _refused(refusal: Refusal) -> Answer:
    headers = []
    if isinstance(refusal, routes.MethodRefusal):
        headers.append(("Allow", refusal.allowed))
    if refusal.status == 401:  # noqa: PLR2004
        headers.append(("WWW-Authenticate", "Bearer"))
    return as_json(refusal.body(), refusal.status, headers)
