"""How often a host is asked: so many requests a second in all, shared by every worker.

Redis keeps when the next request is due (a leaky bucket as one number). When Redis is gone, each
process keeps to a quarter of the budget, without bursts: four of them are what production runs.
"""

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import redis
from django.conf import settings

from integration.enums import Trouble
from integration.kemnaker.answers import LONGEST_WAIT, clamped
from integration.ports import RateLimitedError
from sikas.breaker import Breaker
from sikas.cache import CONNECTION, REST

logger = logging.getLogger(__name__)

PATIENCE = 5.0  # seconds that a caller waits for its turn
PROCESSES = 4  # that may share the budget without Redis

# What is due later than anybody may have waited for was written by a clock that since went back.
_TAKE = """
local rate, patience = tonumber(ARGV[1]), tonumber(ARGV[2])
local burst = math.max(rate - 1, 0) / rate
local time = redis.call('time')
local now = tonumber(ARGV[3]) or (time[1] + time[2] / 1e6)
local due = math.max(tonumber(redis.call('get', KEYS[1]) or '0'), now)
if due > now + burst + patience + 1 / rate then due = now + burst end
local wait = math.max(due - burst - now, 0)
if wait <= patience then
    due = due + 1 / rate
    local lifetime = math.ceil((due - now) * 1000) + 1000
    redis.call('set', KEYS[1], string.format('%.6f', due), 'PX', lifetime)
end
return string.format('%.6f', wait)
"""


class Budget:
    """The budget of one host, at `rate` requests a second with a burst of as many."""

    def __init__(
        self,
        host: str,
        rate: float,
        *,
        now: Callable[[], float] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._host, self._rate = host, rate
        self._now, self._sleep = now, sleep

    def take(self) -> None:
        """Wait for our turn; raises RateLimitedError when that is longer than PATIENCE."""
        wait = self._wait() if self._rate else LONGEST_WAIT
        if wait > PATIENCE:
            raise RateLimitedError(Trouble.BUDGET, clamped(wait))
        if wait > 0:
            self._sleep(wait)

    def has_one(self) -> bool:
        """Wait for our turn; say whether it came."""
        try:
            self.take()
        except RateLimitedError:
            return False
        return True

    def _wait(self) -> float:
        if _redis_rests.allows():
            try:
                wait = self._wait_in_redis()
            except redis.RedisError as error:
                if _redis_rests.failed():
                    logger.warning("No budget in Redis: %s", type(error).__name__)
                    _shares[self._host].start(self._clock())
            else:
                _redis_rests.succeeded()
                return wait
        return _shares[self._host].wait(self._clock(), PROCESSES / self._rate)

    def _wait_in_redis(self) -> float:
        now = "" if self._now is None else self._now()
        script = _script(settings.REDIS_URL)
        return float(script(keys=[f"ministry:{self._host}"], args=[self._rate, PATIENCE, now]))

    def _clock(self) -> float:
        return self._now() if self._now else time.monotonic()


class _Share:
    """This process's part of a budget while Redis is gone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: float | None = None

    def start(self, now: float) -> None:
        """Begin anew, with nothing saved up, as the first turn does."""
        with self._lock:
            self._last = max(self._last or now, now)

    def wait(self, now: float, interval: float) -> float:
        """Return how long to wait; takes a turn when that is within PATIENCE."""
        with self._lock:
            turn = max((self._last or now) + interval, now)
            if turn - now <= PATIENCE:
                self._last = turn
            return turn - now


_redis_rests = Breaker(REST)
_shares: defaultdict[str, _Share] = defaultdict(_Share)


@lru_cache(maxsize=1)
def _script(url: str) -> Any:
    return redis.Redis.from_url(url, **CONNECTION).register_script(_TAKE)
