"""Which request is which call to the ministry, and how its parameters are read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from integration.simulator import contract, pages, signin
from integration.simulator.errors import Refusal
from integration.simulator.http import Answer, Request, as_json
from integration.simulator.ministry import Ministry

NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Clients:
    """Keys that the ministry gave to its partner and to the portal's sign-in."""

    partner: tuple[str, str]
    sign_in: tuple[str, str]


@dataclass(frozen=True)
class Call:
    """A request with what its address says."""

    ministry: Ministry
    clients: Clients
    request: Request
    kind: str = ""
    record: str = ""


@dataclass(frozen=True)
class Route:
    """An address: the endpoint's name for faults, and who answers."""

    method: str
    pattern: re.Pattern[str]
    endpoint: str
    answer: Callable[[Call], Answer]
    kind: str = ""


def catalogue(call: Call) -> Answer:
    """Answer with a page of the catalogue."""
    given = parameters(call, ("page", "limit", "query"), strict=False)
    page, limit = number(given, "page", 1, 400), number(given, "limit", 18, 400)
    return as_json(call.ministry.catalogue(page, limit, given.get("query", "")))


def programmes(call: Call) -> Answer:
    """Answer with a page of training programmes."""
    names = ("page", "limit", "keyword", "status", "sortBy", "sortOrder")
    given = parameters(call, names, strict=False)
    page, limit = number(given, "page", 1, 400), number(given, "limit", 18, 400)
    found = call.ministry.programmes(
        page,
        limit,
        keyword=given.get("keyword", ""),
        status=given.get("status", ""),
        sort_by=given.get("sortBy", "created_at"),
        order=given.get("sortOrder", "asc"),
    )
    return as_json(found)


def token(call: Call) -> Answer:
    """Answer with a token for the partner's credentials."""
    form = dict(parse_qsl(call.request.body.decode(errors="replace")))
    known = (form.get("client_id"), form.get("client_secret")) == call.clients.partner
    if form.get("grant_type") != "client_credentials" or not known:
        raise Refusal(401, "invalid_client", "The client is not known.")
    return as_json(call.ministry.tokens.issue(), headers=[("Cache-Control", "no-store")])


def changes(call: Call) -> Answer:
    """Answer with a page of changes."""
    given = _partner(call, ("since", "cursor", "limit"))
    if "since" in given and not given["since"]:
        raise _invalid("since", "format")
    limit = number(given, "limit", 100, 422)
    return as_json(
        call.ministry.changes(
            call.kind, since=given.get("since", ""), cursor=given.get("cursor"), limit=limit
        )
    )


def snapshot(call: Call) -> Answer:
    """Answer with a page of all that lives."""
    given = _partner(call, ("cursor", "limit"))
    limit = number(given, "limit", 100, 422)
    return as_json(call.ministry.snapshot(call.kind, cursor=given.get("cursor"), limit=limit))


def checksums(call: Call) -> Answer:
    """Answer with count and digest."""
    _partner(call, ())
    return as_json(call.ministry.checksums(call.kind))


def record(call: Call) -> Answer:
    """Answer with one record."""
    _partner(call, ())
    return as_json(call.ministry.record(call.kind, call.record))


def batch(call: Call) -> Answer:
    """Carry out a batch."""
    _partner(call, ())
    try:
        body = call.request.json()
    except ValueError:
        raise Refusal(422, "invalid", "The body is no JSON.", [_error("", "json")]) from None
    return as_json(call.ministry.batch(call.kind, body))


def _partner(call: Call, names: tuple[str, ...]) -> dict[str, str]:
    call.ministry.tokens.check(call.request.headers.get("authorization", ""))
    return parameters(call, names, strict=True)


def parameters(call: Call, names: tuple[str, ...], *, strict: bool) -> dict[str, str]:
    """Return the parameters of these names; a strict call refuses others, and repeated ones."""
    given = dict(call.request.query)
    if strict:
        for name in given:
            if name not in names:
                raise _invalid(name, "unknown")
        if len(given) < len(call.request.query):
            raise _invalid("", "repeated")
    return given


def number(given: dict[str, str], name: str, default: int, status: int) -> int:
    """Return a whole number, or refuse with a status."""
    text = given.get(name, str(default))
    if not NUMBER.fullmatch(text):
        if status == 422:  # noqa: PLR2004
            raise _invalid(name, "type")
        raise Refusal(status, "bad_request", f"{name} is no number.")
    return int(text)


def _invalid(path: str, code: str) -> Refusal:
    return Refusal(422, "invalid", "A parameter is not valid.", [_error(path, code)])


def _error(path: str, code: str) -> dict[str, str]:
    return {"path": path, "code": code, "message": "See the OpenAPI document."}


def _sign_in(answer: Callable[[Ministry, tuple[str, str], Request], Answer]) -> Any:
    return lambda call: answer(call.ministry, call.clients.sign_in, call.request)


def _route(
    method: str, path: str, endpoint: str, answer: Callable[[Call], Answer], kind: str = ""
) -> Route:
    pattern = path.replace("{kind}", f"(?P<kind>{'|'.join(contract.PARTNER_KINDS)})")
    pattern = pattern.replace("{id}", "(?P<record>[^/]+)")
    return Route(method, re.compile(pattern), endpoint, answer, kind)


ROUTES = (
    _route("GET", re.escape(pages.CATALOGUE), "catalogue", catalogue, "vacancies"),
    _route("GET", re.escape(pages.PROGRAMMES), "programmes", programmes, "trainings"),
    _route("POST", "/oauth/token", "token", token),
    _route("GET", "/v1/{kind}/changes", "changes", changes),
    _route("GET", "/v1/{kind}/snapshot", "snapshot", snapshot),
    _route("GET", "/v1/{kind}/checksums", "checksums", checksums),
    _route("GET", "/v1/{kind}/{id}", "record", record),
    _route("POST", "/v1/{kind}:batch", "batch", batch),
    _route("GET", "/auth", "authorize", _sign_in(signin.page)),
    _route("POST", "/api/v1/tokens", "signin", _sign_in(signin.token)),
    _route("GET", "/api/v1/users/me", "userinfo", _sign_in(signin.person)),
)


def find(request: Request) -> tuple[Route, dict[str, str]]:
    """Return the route of a request and what its address says; raise Refusal (404, 405)."""
    allowed = []
    for route in ROUTES:
        match = route.pattern.fullmatch(request.path)
        if match:
            if route.method == request.method:
                return route, {"kind": route.kind, **match.groupdict()}
            allowed.append(route.method)
    if allowed:
        raise MethodRefusal(allowed)
    raise Refusal(404, "not_found", "There is nothing at this address.")


class MethodRefusal(Refusal):
    """The address is right, the method is not."""

    def __init__(self, allowed: list[str]) -> None:
        super().__init__(405, "method_not_allowed", "This method is not known here.")
        self.allowed = ", ".join(sorted(set(allowed)))
