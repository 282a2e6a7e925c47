"""The cache survives the loss of Redis, says nothing wrong and never fails."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections, transaction

from sikas import cache as cache_module
from sikas.breaker import Breaker
from sikas.cache import SikasCache
from sikas.cache_table import purge_expired
from tests.redis_server import RedisServer

pytestmark = pytest.mark.django_db

REST = 0.2  # seconds


@pytest.fixture
def cache(redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[SikasCache]:
    monkeypatch.setattr(cache_module._breakers, "default_factory", lambda: Breaker(REST))
    cache = SikasCache(redis_server.url, {})
    yield cache
    monkeypatch.undo()
    cache._table.clear()
    cache._table.rest()


@pytest.fixture(params=["redis", "table"])
def either(request, cache: SikasCache, redis_server: RedisServer) -> SikasCache:
    if request.param == "table":
        redis_server.kill()
    return cache


def test_values_come_back(either: SikasCache):
    either.set("word", {"a": [1, None]}, 60)
    either.set("number", 7, 60)
    either.set("large", 2**70, 60)
    assert either.get_many(["word", "number", "large", "none"]) == {
        "word": {"a": [1, None]},
        "number": 7,
        "large": 2**70,
    }
    assert either.get("none", "nothing") == "nothing"
    assert "word" in either
    assert either.has_key("none") is False


def test_add_keeps_the_first_value_until_it_expires(either: SikasCache):
    assert either.add("key", 1, 1) is True
    assert either.add("key", 2, 1) is False
    time.sleep(1.1)
    assert either.get("key") is None
    assert either.add("key", 3, 1) is True
    assert either.get("key") == 3


def test_delete_touch_and_clear(either: SikasCache):
    either.set_many({"a": 1, "b": 2}, 60)
    assert either.delete("a") is True
    assert either.delete("a") is False
    assert either.touch("b", 0) is True
    assert either.touch("b", 60) is False
    either.set("c", 3, None)
    assert either.get("c") == 3
    either.clear()
    assert either.get("c") is None


def test_counter_starts_by_itself_and_ends(either: SikasCache):
    assert [either.incr("hits", timeout=1) for _ in range(3)] == [1, 2, 3]
    assert either.decr("hits") == 2
    time.sleep(1.1)
    assert either.incr("hits", 5, timeout=1) == 5


def test_keys_with_nul_and_any_length_are_kept(either: SikasCache):
    with pytest.warns(Warning, match="key"):
        either.set("nul\x00" + "x" * 300, 1, 60)
    with pytest.warns(Warning, match="key"):
        assert either.get("nul\x00" + "x" * 300) == 1


def count_in_threads(cache: SikasCache, increment: Any) -> int:
    def work(_: int) -> None:
        try:
            increment(cache)
        finally:
            cache._table.rest()
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(work, range(100)))
    return int(cache.get("hits"))


def test_counter_loses_nothing_in_parallel(either: SikasCache):
    assert count_in_threads(either, lambda cache: cache.incr("hits", timeout=60)) == 100


def test_counter_that_reads_and_writes_loses_counts(either: SikasCache):
    """Negative control: the threads really meet."""

    def naive(cache: SikasCache) -> None:
        value = cache.get("hits", 0)
        time.sleep(0.001)
        cache.set("hits", value + 1, 60)

    assert count_in_threads(either, naive) < 100


def test_killed_redis_is_replaced_by_the_table_and_returns(
    cache: SikasCache, redis_server: RedisServer
):
    cache.set("before", 1, 60)
    redis_server.kill()
    assert cache.get("before") is None
    cache.set("meanwhile", 2, 60)
    assert cache.get("meanwhile") == 2
    assert cache.incr("hits", timeout=60) == 1
    assert cache.on_redis() is False
    redis_server.start()
    time.sleep(REST)
    assert cache.get("before") == 1
    assert cache.on_redis() is True
    assert cache.get("meanwhile") is None
    assert cache.incr("hits", timeout=60) == 1


def test_restarted_redis_is_not_taken_for_lost(cache: SikasCache, redis_server: RedisServer):
    cache.set("key", 1, 60)
    redis_server.kill()
    redis_server.start()
    assert cache.get("key") == 1
    assert cache.on_redis() is True


def test_hanging_redis_costs_one_wait_only(cache: SikasCache, redis_server: RedisServer):
    cache._breaker._rest = 60
    cache.set("key", 1, 60)
    redis_server.hang()
    start = time.perf_counter()
    cache.get("key")
    first = time.perf_counter() - start
    start = time.perf_counter()
    for _ in range(20):
        cache.get("key")
    rest = time.perf_counter() - start
    assert cache_module.CONNECTION["socket_timeout"] * 0.9 < first < 2
    assert rest < first


def test_counter_survives_the_callers_roll_back(cache: SikasCache, redis_server: RedisServer):
    redis_server.kill()
    with transaction.atomic():
        cache.incr("hits", timeout=60)
        transaction.set_rollback(True)
    assert cache.incr("hits", timeout=60) == 2


def test_counter_locks_nobody_out_during_a_transaction(
    cache: SikasCache, redis_server: RedisServer
):
    redis_server.kill()
    with transaction.atomic():
        cache.incr("hits", timeout=60)
        assert count_in_threads(cache, lambda c: c.incr("hits", timeout=60)) == 101


def test_no_redis_and_no_table_is_no_error(
    cache: SikasCache, redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
):
    redis_server.kill()
    monkeypatch.setattr("sikas.cache_table.GET", "select broken")
    for name in ("SET", "ADD", "INCREMENT", "TOUCH", "DELETE"):
        monkeypatch.setattr(f"sikas.cache_table.{name}", "select broken")
    cache.set("key", 1)
    assert cache.add("key", 1) is True
    assert cache.get("key", "default") == "default"
    assert cache.get_many(["key"]) == {}
    assert cache.has_key("key") is False
    assert cache.incr("key") == 1
    assert cache.touch("key") is False
    assert cache.delete("key") is False


def test_lost_session_of_the_table_is_replaced(cache: SikasCache, redis_server: RedisServer):
    redis_server.kill()
    cache.set("key", 1, 60)
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
    assert cache.get("key") == 1


def test_purge_deletes_only_what_expired(cache: SikasCache, redis_server: RedisServer):
    redis_server.kill()
    cache.set("old", 1, 0)
    cache.set("new", 1, 60)
    purge_expired()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from cache_entry")
        assert cursor.fetchone() == (1,)
