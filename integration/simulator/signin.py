"""SIAPkerja, the ministry's account: a page with test people, a code, a token, the person."""

import html
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import NAMESPACE_URL, uuid5

from integration.simulator.errors import Refusal
from integration.simulator.http import Answer, Request, as_json
from integration.simulator.ministry import Ministry

PEOPLE_SHOWN = 12
LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")
PAGE = """<!doctype html><html lang="id"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>SIAPkerja (simulator)</title></head>
<body><h1>SIAPkerja (simulator)</h1><p>Pilih akun uji coba:</p>
<form action="/auth">{hidden}<ul>{people}</ul></form></body></html>"""
FIXED: tuple[dict[str, Any], ...] = (
    {"username": "ujicoba", "name": "Uji Coba", "email": "ujicoba@surel.example"},
    {"username": "tanpasurel", "name": "Tanpa Surel", "email": None},
)


def people(ministry: Ministry) -> dict[str, dict[str, Any]]:
    """Return the test people by id: two fixed ones, and residents."""
    residents = [
        {
            "username": str(record.attributes.get("name", "")).lower().replace(" ", "."),
            "name": record.attributes.get("name"),
            "email": record.attributes.get("email"),
        }
        for record in list(ministry.feed("seekers").records.values())[: 4 * PEOPLE_SHOWN]
        if record.attributes
    ]
    shown = {}
    for person in [*FIXED, *residents[:PEOPLE_SHOWN]]:
        identity = str(uuid5(NAMESPACE_URL, f"{person['username']} {person['email']}"))
        shown[identity] = {
            "id": identity,
            **person,
            "roles": ["jobseeker"],
            "status": "active",
            "updated_at": "2026-01-05T02:00:00.000000Z",
        }
    return shown


def page(ministry: Ministry, client: tuple[str, str], request: Request) -> Answer:
    """Show the people that one may be, or send the one who was chosen back with a code."""
    given = dict(request.query)
    _check(client, given)
    if "person" in given:
        return _sent_back(ministry, given)
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{html.escape(given.get(name, ""))}">'
        for name in ("response_type", "client_id", "redirect_uri", "state")
    )
    buttons = "".join(
        f'<li><button name="person" value="{identity}">{html.escape(str(person["name"]))}'
        f" &lt;{html.escape(str(person['email'] or '-'))}&gt;</button></li>"
        for identity, person in people(ministry).items()
    )
    text = PAGE.format(hidden=hidden, people=buttons)
    return Answer(200, text.encode(), "text/html; charset=utf-8")


def _sent_back(ministry: Ministry, given: dict[str, str]) -> Answer:
    person, redirect = given["person"], given["redirect_uri"]
    if person not in people(ministry):
        raise Refusal(400, "bad_request", "There is no such person.")
    code = ministry.tokens.code(person, redirect)
    query = urlencode({"code": code, "state": given.get("state", "")})
    joint = "&" if urlsplit(redirect).query else "?"
    return Answer(302, b"", "text/plain", [("Location", f"{redirect}{joint}{query}")])


def _check(client: tuple[str, str], given: dict[str, str]) -> None:
    redirect = given.get("redirect_uri", "")
    try:
        address = urlsplit(redirect)
    except ValueError:
        raise Refusal(400, "bad_request", "redirect_uri is no address.") from None
    printable = redirect.isascii() and redirect.isprintable() and " " not in redirect
    if address.scheme not in ("http", "https") or address.hostname not in LOOPBACK:
        raise Refusal(400, "bad_request", "redirect_uri is not on this machine.")
    if not printable or given.get("client_id") != client[0]:
        raise Refusal(400, "bad_request", "The client is not known.")
    if given.get("response_type") != "code":
        raise Refusal(400, "bad_request", "response_type must be code.")


def token(ministry: Ministry, client: tuple[str, str], request: Request) -> Answer:
    """Give a token for a code."""
    try:
        given = request.json()
    except ValueError:
        raise Refusal(400, "bad_request", "The body is no JSON.") from None
    if not isinstance(given, dict) or not all(isinstance(text, str) for text in given.values()):
        raise Refusal(400, "bad_request", "The body is not an object of texts.")
    if given.get("grant_type") != "authorization_code":
        raise Refusal(400, "unsupported_grant_type", "Only authorization_code is known.")
    if (given.get("client_id"), given.get("client_secret")) != client:
        raise Refusal(401, "invalid_client", "The client is not known.")
    issued = ministry.tokens.exchange(given.get("code", ""), given.get("redirect_uri", ""))
    lifetime = ministry.tokens.lifetime
    data = {"access_token": issued, "token_type": "Bearer", "expires_in": lifetime}
    return as_json({"data": data}, headers=[("Cache-Control", "no-store")])


def person(ministry: Ministry, client: tuple[str, str], request: Request) -> Answer:
    """Say who somebody is."""
    del client  # the token says enough
    identity = ministry.tokens.person(request.headers.get("authorization", ""))
    found = people(ministry).get(identity)
    if found is None:
        raise Refusal(401, "unauthorized", "The account is no more.")
    return as_json({"data": found})
