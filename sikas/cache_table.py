"""The table `cache_entry` that stands in for Redis, with the commands of Django's Redis client."""

import hashlib
import threading
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.cache.backends.redis import RedisSerializer
from django.db import InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

TIMEOUTS = "set statement_timeout = '500ms'; set lock_timeout = '250ms'"
BIGINT = range(-(2**63), 2**63)

# A timeout of NULL means for ever. What has expired is as good as not there.
GET = """
    select key, number, value from cache_entry
    where key = any(%(keys)s) and expires_at > sikas_now()
"""
SET = """
    insert into cache_entry (key, number, value, expires_at)
    values (%(key)s, %(number)s, %(value)s,
            coalesce(sikas_now() + %(timeout)s * interval '1 second', 'infinity'))
    on conflict (key) do update
    set number = excluded.number, value = excluded.value, expires_at = excluded.expires_at
"""
ADD = SET + " where cache_entry.expires_at <= sikas_now()"
INCREMENT = """
    insert into cache_entry as old (key, number, expires_at)
    values (%(key)s, %(delta)s,
            coalesce(sikas_now() + %(timeout)s * interval '1 second', 'infinity'))
    on conflict (key) do update
    set value = null,
        number = excluded.number
                 + case when old.expires_at > sikas_now() then coalesce(old.number, 0) else 0 end,
        expires_at = case when old.expires_at > sikas_now() then old.expires_at
                          else excluded.expires_at end
    returning number
"""
TOUCH = """
    update cache_entry
    set expires_at = coalesce(sikas_now() + %(timeout)s * interval '1 second', 'infinity')
    where key = %(key)s and expires_at > sikas_now()
"""
DELETE = "delete from cache_entry where key = %(key)s"
CLEAR = "delete from cache_entry"
PURGE = "delete from cache_entry where expires_at <= sikas_now()"


class _OwnConnection(threading.local):
    """A connection of the thread outside the request's transaction.

    So a roll back forgets no counter, a lock on one is never held, and an error spoils nothing.
    """

    wrapper: BaseDatabaseWrapper | None = None

    def run(self, sql: str, **values: Any) -> tuple[int, list[tuple[Any, ...]]]:
        """Run one statement; return how many rows it met and those that it returned."""
        try:
            return self._run(sql, values)
        except (OperationalError, InterfaceError):  # the server restarted meanwhile
            self.close()
            return self._run(sql, values)

    def _run(self, sql: str, values: Mapping[str, Any]) -> tuple[int, list[tuple[Any, ...]]]:
        new = self.wrapper is None
        self.wrapper = self.wrapper or connections.create_connection("default")
        with self.wrapper.cursor() as cursor:
            if new:
                cursor.execute(TIMEOUTS)
            cursor.execute(sql, values)
            return cursor.rowcount, cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        if self.wrapper is not None:
            self.wrapper.close()
            self.wrapper = None


_own = _OwnConnection()


class CacheTable:
    """The stand-in; keys are kept as hashes, whole numbers as numbers, the rest pickled."""

    def __init__(self) -> None:
        self._serializer = RedisSerializer()

    def get(self, key: str, default: Any) -> Any:
        """Return the value or the default."""
        return self.get_many([key]).get(key, default)

    def get_many(self, keys: Iterable[str]) -> dict[str, Any]:
        """Return the values of the keys that exist."""
        names = {_hash(key): key for key in keys}
        _, rows = _own.run(GET, keys=list(names))
        return {
            names[bytes(key)]: number if value is None else self._serializer.loads(bytes(value))
            for key, number, value in rows
        }

    def has_key(self, key: str) -> bool:
        """Say whether a key exists."""
        return key in self.get_many([key])

    def set(self, key: str, value: Any, timeout: int | None) -> None:
        """Store a value for `timeout` seconds."""
        _own.run(SET, key=_hash(key), timeout=timeout, **self._columns(value))

    def add(self, key: str, value: Any, timeout: int | None) -> bool:
        """Store a value unless the key exists; say whether it was stored."""
        count, _ = _own.run(ADD, key=_hash(key), timeout=timeout, **self._columns(value))
        return bool(count)

    def _columns(self, value: Any) -> dict[str, Any]:
        if type(value) is int and value in BIGINT:
            return {"number": value, "value": None}
        dumped = self._serializer.dumps(value)  # leaves whole numbers as they are
        return {"number": None, "value": str(dumped).encode() if dumped is value else dumped}

    def touch(self, key: str, timeout: int | None) -> bool:
        """Give a key another lifetime; say whether it exists."""
        count, _ = _own.run(TOUCH, key=_hash(key), timeout=timeout)
        return bool(count)

    def delete(self, key: str) -> bool:
        """Delete a key; say whether it existed."""
        count, _ = _own.run(DELETE, key=_hash(key))
        return bool(count)

    def count(self, key: str, delta: int, timeout: int | None) -> int:
        """Add to a counter or start it."""
        _, ((number,),) = _own.run(INCREMENT, key=_hash(key), delta=delta, timeout=timeout)
        return int(number)

    def clear(self) -> None:
        """Forget everything."""
        _own.run(CLEAR)

    def rest(self) -> None:
        """Give the thread's connection back; Redis serves again."""
        _own.close()


def purge_expired() -> None:
    """Delete what has expired; Redis does so by itself."""
    _own.run(PURGE)


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
