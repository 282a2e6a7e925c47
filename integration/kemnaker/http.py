"""Asking a server of the ministry, with all its manners: budget, breaker, deadline, few tries."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.db import connection

from integration.enums import Trouble
from integration.kemnaker import answers, breaker, tally, wire
from integration.kemnaker.answers import Answer, StatusError
from integration.kemnaker.budget import Budget
from integration.kemnaker.tokens import Credentials, Token, Tokens
from integration.kemnaker.wire import Deadline, Limits
from integration.ports import (
    AuthExpiredError,
    MinistryError,
    PermanentError,
    RateLimitedError,
    TransientError,
)

TRIES = 3
PAUSE = 0.2  # seconds before the second try at most; twice as long before the third
NO_CREDENTIALS = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}

_chance = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Call:
    """One question. `endpoint` names it in metrics; `content` is as for requests."""

    endpoint: str
    method: str
    path: str
    content: Mapping[str, Any] = field(default_factory=dict)
    limits: Limits | None = None


class Server:
    """One host of the ministry below `base`; with credentials it is asked with a token."""

    def __init__(self, base: str, *, rate: float, credentials: Credentials | None = None) -> None:
        self._base = base
        self.host = checked_host(base)
        self._budget = Budget(self.host, rate)
        self._tokens = None
        if credentials:
            ask = partial(self._ask_for_token, credentials)
            self._tokens = Tokens(self.host, credentials, ask=ask)

    def get_json(
        self, endpoint: str, path: str, params: Mapping[str, Any], *, limits: Limits | None = None
    ) -> Answer:
        """Read; the path begins with a slash. Raises MinistryErrors."""
        return self._ask(Call(endpoint, "GET", path, {"params": params}, limits))

    def post_json(
        self, endpoint: str, path: str, data: Any, *, limits: Limits | None = None
    ) -> Answer:
        """Write, once; raises MinistryErrors."""
        return self._ask(Call(endpoint, "POST", path, {"json": data}, limits))

    def _ask(self, call: Call) -> Answer:
        if self._tokens is None:
            return self._ask_once(call, {})
        try:
            return self._ask_with(call, self._tokens.current())
        except _TokenRefusedError:
            pass
        try:
            return self._ask_with(call, self._tokens.current())
        except _TokenRefusedError:
            raise AuthExpiredError(Trouble.CREDENTIALS, f"{call.endpoint}: HTTP 401") from None

    def _ask_with(self, call: Call, token: Token) -> Answer:
        try:
            return self._ask_once(call, {"Authorization": f"Bearer {token.text}"})
        except StatusError as error:
            if error.status != HTTPStatus.UNAUTHORIZED or self._tokens is None:
                raise
            self._tokens.forget(token)
            raise _TokenRefusedError from None

    def _ask_for_token(self, credentials: Credentials) -> Answer:
        form = {
            "grant_type": "client_credentials",
            "client_id": credentials.client_id,
            "client_secret": credentials.client_secret,
        }
        try:
            return self._ask_once(Call("oauth/token", "POST", "/oauth/token", {"data": form}), {})
        except StatusError as error:
            if error.status not in NO_CREDENTIALS:
                raise
            raise PermanentError(Trouble.CREDENTIALS, error.detail) from None

    def _ask_once(self, call: Call, headers: Mapping[str, str]) -> Answer:
        """Ask within the budget while the host is not resting; a read is tried again."""
        _refuse_in_transaction()
        self._budget.take()
        limits = call.limits or wire.USUAL
        deadline = Deadline(limits)
        with breaker.guarding(self.host):
            for number in range(TRIES):
                try:
                    return self._try(call, headers, deadline, limits.size)
                except TransientError as error:
                    failure = error
                pause = _chance.uniform(0, PAUSE * 2**number)
                if not _worth_another(call, failure) or deadline.left() < pause + PAUSE:
                    break
                time.sleep(pause)
                if not self._budget.has_one():
                    break
            raise failure

    def _try(self, call: Call, headers: Mapping[str, str], deadline: Deadline, size: int) -> Answer:
        started = time.monotonic()
        code = "?"
        try:
            reply = wire.exchange(
                call.method,
                self._base + call.path,
                deadline=deadline,
                size=size,
                headers=headers,
                **call.content,
            )
            code = str(reply.status)
        except MinistryError as error:
            code = error.trouble.value
            raise
        finally:
            tally.count(call.endpoint, code, time.monotonic() - started)
        return answers.read(reply)


class _TokenRefusedError(Exception):
    """A 401; the token is thrown away."""


def _worth_another(call: Call, failure: TransientError) -> bool:
    """Say whether to try again at once: a read, and no wait was asked for or already spent."""
    if call.method != "GET" or isinstance(failure, RateLimitedError):
        return False
    return failure.trouble != Trouble.TIMEOUT


def checked_host(base: str) -> str:
    """Return `name` or `name:port`; raises PermanentError for an address that is not used."""
    parts = urlsplit(base)
    name = parts.hostname or ""
    if parts.username is not None or parts.password is not None:
        raise PermanentError(Trouble.ADDRESS, "alamat memuat kata sandi")
    if parts.scheme != "https" and not _is_this_machine(name):
        raise PermanentError(Trouble.ADDRESS, "harus https")
    return f"{name}:{parts.port}" if parts.port else name


def _is_this_machine(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _refuse_in_transaction() -> None:
    """Raise RuntimeError when a transaction is open: it would hold locks while we wait.

    That of a test around it does not count, as for Django's durable blocks.
    """
    blocks: list[Any] = connection.atomic_blocks
    if blocks and not blocks[-1]._from_testcase:
        raise RuntimeError("The ministry is never asked inside a transaction.")
