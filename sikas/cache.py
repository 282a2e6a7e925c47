"""The cache: Redis, and a table of PostgreSQL while Redis is away. It never fails a request.

What was set in one of the two is not copied to the other: when Redis goes, entries are missed
once; when it returns, it has what it had, less what expired. Counters of limits start again at
both moments and hold in between. With both away nothing is remembered.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

import redis
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.redis import RedisCacheClient
from django.db import Error
from redis.backoff import NoBackoff
from redis.retry import Retry

from sikas.breaker import Breaker
from sikas.cache_table import CacheTable

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")

REST = 5  # seconds between attempts to reach a lost Redis
CONNECTION: dict[str, Any] = {
    "socket_connect_timeout": 0.25,  # seconds
    "socket_timeout": 0.5,
    # Once more, at once, for a connection that a restart left half open; not after a timeout.
    "retry": Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
}

_breakers: defaultdict[str, Breaker] = defaultdict(partial(Breaker, REST))


class SikasCache(BaseCache):
    """Django's cache on two legs. LOCATION is the address of Redis."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._redis = _Redis([server], **CONNECTION)
        self._table = CacheTable()
        self._breaker = _breakers[server]

    def on_redis(self) -> bool:
        """Say whether Redis answers now."""
        self.get("on-redis")
        return not self._breaker.broken

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Store a value unless the key exists; say whether it was stored."""
        key, seconds = self._key(key, version), self._seconds(timeout)
        return self._ask(lambda leg: leg.add(key, value, seconds), nothing=True)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return the value or the default."""
        key = self._key(key, version)
        return self._ask(lambda leg: leg.get(key, default), nothing=default)

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Store a value."""
        key, seconds = self._key(key, version), self._seconds(timeout)
        self._ask(lambda leg: leg.set(key, value, seconds), nothing=None)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Give a key another lifetime; say whether it exists."""
        key, seconds = self._key(key, version), self._seconds(timeout)
        return self._ask(lambda leg: leg.touch(key, seconds), nothing=False)

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Delete a key; say whether it existed."""
        key = self._key(key, version)
        return self._ask(lambda leg: leg.delete(key), nothing=False)

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        """Return the keys that exist with their values."""
        names = {self._key(key, version): key for key in keys}
        if not names:
            return {}
        nothing: dict[str, Any] = {}
        found = self._ask(lambda leg: leg.get_many(list(names)), nothing=nothing)
        return {names[name]: value for name, value in found.items()}

    def has_key(self, key: Any, version: int | None = None) -> bool:
        """Say whether a key exists."""
        key = self._key(key, version)
        return self._ask(lambda leg: leg.has_key(key), nothing=False)

    def incr(
        self,
        key: Any,
        delta: int = 1,
        version: int | None = None,
        timeout: Any = DEFAULT_TIMEOUT,
    ) -> int:
        """Add to a counter, atomically, and return it.

        Unlike Django's it starts a missing counter, with `timeout`: it is one call for a limit,
        and the counter of a moment ago may be on the other leg.
        """
        key, seconds = self._key(key, version), self._seconds(timeout)
        return self._ask(lambda leg: leg.count(key, delta, seconds), nothing=delta)

    def clear(self) -> None:
        """Forget everything on the leg in use."""
        self._ask(lambda leg: leg.clear(), nothing=None)

    def _key(self, key: Any, version: int | None) -> str:
        return self.make_and_validate_key(key, version=version)

    def _seconds(self, timeout: Any) -> int | None:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return None if seconds is None else max(0, int(seconds))

    def _ask(self, question: Callable[[Any], Answer], *, nothing: Answer) -> Answer:
        if self._breaker.allows():
            try:
                answer = question(self._redis)
            except redis.RedisError as error:
                if self._breaker.failed():
                    logger.warning("Redis does not answer: %s", type(error).__name__)
            else:
                if self._breaker.succeeded():
                    logger.info("Redis answers again")
                self._table.rest()
                return answer
        try:
            return question(self._table)
        except Error as error:
            logger.warning("No cache at all: %s", type(error).__name__)
            return nothing


class _Redis(RedisCacheClient):
    """Django's client, with a counter that starts by itself and always ends."""

    _incr = (
        "if redis.call('exists', KEYS[1]) == 1 then"
        " return redis.call('incrby', KEYS[1], ARGV[1]) end;"
        " if ARGV[2] == '' then redis.call('set', KEYS[1], ARGV[1])"
        " else redis.call('set', KEYS[1], ARGV[1], 'EX', ARGV[2]) end;"
        " return tonumber(ARGV[1])"
    )

    def count(self, key: str, delta: int, timeout: int | None) -> int:
        """Add to the counter or start it."""
        lifetime = "" if timeout is None else timeout
        number: Any = self.get_client(key, write=True).eval(self._incr, 1, key, delta, lifetime)
        return int(number)
