"""The token of a host: kept sealed, asked for by one worker, judged by the time that passed."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import Error, connection
from django.db.models import F

from integration.enums import Trouble
from integration.kemnaker.answers import Answer
from integration.models import AccessToken
from integration.ports import ProtocolError
from sikas.clock import DatabaseNow
from sikas.encryption import CannotOpenError, seal, unseal

USUAL_LIFETIME, LONGEST_LIFETIME = 300, 86_400  # seconds
MARGIN = 60  # seconds before its end a token is renewed, but never more than a fifth of its life
LONGEST_TOKEN = 8192  # characters

_LOCK = "select pg_advisory_lock(hashtextextended('ministry-token:' || %s, 0))"
_UNLOCK = "select pg_advisory_unlock(hashtextextended('ministry-token:' || %s, 0))"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are to a host of the ministry."""

    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    """A token, and as it is kept."""

    text: str = field(repr=False)
    sealed: str = field(repr=False)


class Tokens:
    """The token of one host for these credentials; `ask` asks the host for a new one."""

    def __init__(self, host: str, credentials: Credentials, *, ask: Callable[[], Answer]) -> None:
        self._host, self._ask = host, ask
        self._purpose = f"ministry token of {credentials.client_id}"

    def current(self) -> Token:
        """Return a token that is valid for a while; raises MinistryErrors.

        Of many callers one asks; the others wait for it and read.
        """
        if kept := self._kept():
            return kept
        with _lock(self._host):
            return self._kept() or self._renewed()

    def forget(self, token: Token) -> None:
        """Throw a token away that was refused, unless another one has taken its place."""
        AccessToken.objects.filter(host=self._host, sealed=token.sealed).delete()

    def _kept(self) -> Token | None:
        age = DatabaseNow() - F("obtained_at")
        rows = AccessToken.objects.filter(host=self._host).annotate(age=age)
        for row in rows:
            margin = min(MARGIN, row.lifetime / 5)
            if timedelta() <= row.age < timedelta(seconds=row.lifetime - margin):
                with suppress(CannotOpenError):  # of other credentials, or a key that is gone
                    return Token(unseal(row.sealed, purpose=self._purpose), row.sealed)
        return None

    def _renewed(self) -> Token:
        started = time.monotonic()
        text, lifetime = _checked(self._ask().data)
        sealed = seal(text, purpose=self._purpose)
        elapsed = timedelta(seconds=time.monotonic() - started)
        AccessToken.objects.update_or_create(
            host=self._host,
            defaults={
                "sealed": sealed,
                "obtained_at": DatabaseNow() - elapsed,
                "lifetime": lifetime,
            },
        )
        return Token(text, sealed)


def _checked(data: Any) -> tuple[str, int]:
    """Return text and lifetime of a token; raises ProtocolError."""
    text = data.get("access_token") if isinstance(data, dict) else None
    if not isinstance(text, str) or not 0 < len(text) <= LONGEST_TOKEN:
        raise ProtocolError(Trouble.SHAPE, "access_token: tidak ada")
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ProtocolError(Trouble.SHAPE, "access_token: karakter tidak sah")
    lifetime = data.get("expires_in")
    if not isinstance(lifetime, int) or isinstance(lifetime, bool) or lifetime <= 0:
        lifetime = USUAL_LIFETIME
    return text, min(lifetime, LONGEST_LIFETIME)


@contextmanager
def _lock(host: str) -> Iterator[None]:
    """Hold the session's advisory lock: no transaction may be open while we ask."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [host])
    try:
        yield
    finally:
        with suppress(Error), connection.cursor() as cursor:  # a lost session has no lock
            cursor.execute(_UNLOCK, [host])
