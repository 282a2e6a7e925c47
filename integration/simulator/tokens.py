"""Keys of access: issued for client credentials, good for a while by the true time."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from integration.simulator.clock import RemoteClock
from integration.simulator.errors import Refusal

LIFETIME = 3600  # seconds


class Tokens:
    """Tokens of partners, and codes and tokens of people who sign in."""

    def __init__(self, clock: RemoteClock) -> None:
        self.clock = clock
        self.lifetime = LIFETIME
        self.clear()

    def clear(self) -> None:
        """Know no token any more."""
        self.until: dict[str, datetime] = {}
        self.codes: dict[str, tuple[str, str]] = {}  # code: person, redirect address
        self.people: dict[str, str] = {}  # token: person

    def issue(self) -> dict[str, Any]:
        """Return a new token of a partner."""
        token = secrets.token_urlsafe(24)
        self.until[token] = self.clock.true_now() + timedelta(seconds=self.lifetime)
        return {"access_token": token, "token_type": "Bearer", "expires_in": self.lifetime}

    def check(self, header: str) -> None:
        """Raise Refusal unless the header carries a token that is still good."""
        scheme, _, token = header.partition(" ")
        until = self.until.get(token) if scheme.lower() == "bearer" else None
        if until is None or until <= self.clock.true_now():
            raise Refusal(401, "unauthorized", "The access token is missing or has expired.")

    def shorten(self, seconds: int | None) -> None:
        """Let tokens last so long from now on; None is the usual time."""
        self.lifetime = LIFETIME if seconds is None else seconds

    def expire(self) -> None:
        """Let every token that was issued be refused from now on."""
        self.until.clear()

    def code(self, person: str, redirect: str) -> str:
        """Return a code for a person who chose to sign in; it can be used once."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = (person, redirect)
        return code

    def exchange(self, code: str, redirect: str) -> str:
        """Return a token of the person whose code this is."""
        person, wanted = self.codes.pop(code, ("", ""))
        if not person or wanted != redirect:
            raise Refusal(401, "invalid_grant", "The code is unknown or was used.")
        token = secrets.token_urlsafe(24)
        self.people[token] = person
        return token

    def person(self, header: str) -> str:
        """Return the person whose token the header carries."""
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or token not in self.people:
            raise Refusal(401, "unauthorized", "The access token is missing or has expired.")
        return self.people[token]
