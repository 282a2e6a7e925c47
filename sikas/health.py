"""/healthz, /readyz and /metrics, answered before host checks, sessions and sign-in.

Load balancers ask by IP address and over plain HTTP, so these addresses come before ALLOWED_HOSTS
and the redirect to HTTPS. The first two tell words, never versions, names or numbers.
"""

import shutil
import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Final

import redis
from django.conf import settings
from django.core.cache import caches
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse

from sikas import beat, metrics
from sikas.cache import CONNECTION

OK: Final = "ok"
KEEP_SECONDS = 1  # an answer is used again for so long, however many ask
WORKER_STALE_SECONDS = 60  # the canary sings every 15
DISK_FREE_SHARE = 0.05

Check = Callable[[], str]
_registered: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """Add a check to /readyz; it returns OK or one word; it degrades, never fails, the answer."""
    _registered[name] = check


class HealthMiddleware:
    """Answers these addresses; must be the first middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or pass the request on."""
        if request.path_info == "/healthz":
            return _uncached(HttpResponse("ok", content_type="text/plain"))
        if request.path_info == "/readyz":
            return _uncached(_readiness.response())
        if request.path_info == "/metrics" and (figures := metrics.answer(request)):
            return _uncached(figures)
        return self._get_response(request)


def _uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


class _Readiness:
    """The last answer, made by one thread at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = 0.0
        self._report: dict[str, str] = {}

    def response(self) -> JsonResponse:
        with self._lock:
            if time.monotonic() >= self._until:
                self._report = report()
                self._until = time.monotonic() + KEEP_SECONDS
            checks = self._report
        if {checks["database"], checks["migrations"]} != {OK}:
            return JsonResponse({"status": "unavailable", "checks": checks}, status=503)
        healthy = set(checks.values()) == {OK}
        return JsonResponse({"status": "ready" if healthy else "degraded", "checks": checks})

    def forget(self) -> None:
        self._until = 0.0


_readiness = _Readiness()


def report() -> dict[str, str]:
    """Return a word for each check."""
    words = {"database": _word(_database), "migrations": "unknown"}
    if words["database"] == OK:
        words["migrations"] = _word(_migrations)
    checks = {"broker": _broker, "cache": _cache, "worker": _worker, "disk": _disk, **_registered}
    needs_tables = words["migrations"] == OK
    return words | {
        name: _word(check) if needs_tables or check in _WITHOUT_TABLES else "unknown"
        for name, check in checks.items()
    }


def _word(check: Check) -> str:
    try:
        return check()
    except (Error, redis.RedisError, OSError):
        return "down"


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except Error:
        connection.close()  # so that the next one asks anew
        raise
    return OK


@cache
def _newest_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


_migrated = threading.Event()


def _migrations() -> str:
    if not _migrated.is_set():
        applied = MigrationRecorder(connection).applied_migrations()
        if not _newest_migrations() <= applied.keys():
            return "missing"
        _migrated.set()
    return OK


def _broker() -> str:
    with redis.Redis.from_url(settings.REDIS_URL, **CONNECTION) as client:
        client.ping()
    return OK


def _cache() -> str:
    return OK if caches["default"].on_redis() else "fallback"  # type: ignore[attr-defined]


def _worker() -> str:
    age = beat.seconds_since("sikas.tasks.canary")
    if age is None:
        return "never"
    return OK if age < WORKER_STALE_SECONDS else "stale"


def _disk() -> str:
    usage = shutil.disk_usage(settings.BASE_DIR)
    return OK if usage.free > DISK_FREE_SHARE * usage.total else "low"


_WITHOUT_TABLES = {_broker, _disk}
