"""A portal to measure: the web server with the settings of `make run`, on a database of its own."""

import base64
import hashlib
import itertools
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client as DjangoClient

from jobs.models import Vacancy
from sikas.accounts.models import User
from tests import databases
from tests.bench import cpu
from tests.clock import STRAIGHTEN_SQL
from tests.harness import Client, granian

WARM_UP, REQUESTS = 20, 600  # requests; one CPU tick of 10 ms is then 1 % of the shortest run
RUNS = 3  # the quietest of them counts
LONGEST = 10  # seconds of one run, on a busy machine
KEPT, STILL_OPEN = "sikas_bench_", 0.95  # prefix of kept databases; share that must be open


@dataclass(frozen=True)
class Measured:
    """A running portal whose CPU, application and database together, can be read."""

    url: str
    web: int
    postmaster: int

    def client(self, user: User | None = None) -> Client:
        """Return a browser, signed in when a user is given."""
        client = Client(self.url)
        if user:
            inner = DjangoClient()
            inner.force_login(user)
            name = settings.SESSION_COOKIE_NAME
            client.cookies.set(name, inner.cookies[name].value)
        return client

    def milliseconds(self, client: Client, *paths: str, requests: int = REQUESTS) -> float:
        """Return CPU milliseconds of one request, application and database together."""
        return sum(self.both(client, *paths, requests=requests))

    def both(self, client: Client, *paths: str, requests: int = REQUESTS) -> tuple[float, float]:
        """Return CPU milliseconds of one request in the application and in the database.

        `paths` are asked for in turn, and all of them answered with 200. A path may hold `{n}`:
        each request has another number there.
        """
        numbers = itertools.count(time.time_ns())
        addresses = (path.format(n=next(numbers)) for path in itertools.cycle(paths))
        for path in itertools.islice(addresses, WARM_UP):
            _get(client, path)
        return min((self._run(client, addresses, requests) for _ in range(RUNS)), key=sum)

    def _run(self, client: Client, addresses: Iterator[str], requests: int) -> tuple[float, float]:
        """Return CPU milliseconds of one request, of as many as there is time for."""
        before, until, done = self._spent(), time.monotonic() + LONGEST, 0
        for path in itertools.islice(addresses, requests):
            _get(client, path)
            done += 1
            if time.monotonic() > until:
                break
        web, database = (now - then for now, then in zip(self._spent(), before, strict=True))
        return web * 1000 / done, database * 1000 / done

    def _spent(self) -> tuple[float, float]:
        return cpu.seconds(self.web), cpu.seconds(self.postmaster)

    def worker(self) -> int:
        """Return the process that answers requests."""
        (worker,) = cpu.tree(self.web) - {self.web}
        return worker


def _get(client: Client, path: str) -> None:
    status = client.get(path).status_code
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")


@contextmanager
def database() -> Iterator[str]:
    """Connect Django to a fresh, migrated database with the code lists; drop it afterwards."""
    server = databases.Server()
    with server.copy() as name, databases.connected_to(name):
        _straighten_clock()
        manage("collectstatic", "--no-input", database=name)
        manage("load_reference", database=name)
        yield name


@contextmanager
def filled(size: int, base: int | None = None) -> Iterator[tuple[str, float]]:
    """Connect Django to a database of so many open vacancies; yield also the seconds of loading.

    It is kept for the next run, which loads nothing (0 seconds), until the code that fills it
    changes or too many of its vacancies are over. `base` is the size of a kept one to begin with.
    """
    name, spent = kept_name(size), 0.0
    if not _is_still_open(name, size):
        spent = _fill(name, size, base)
    with databases.connected_to(name):
        yield name, spent


def _is_still_open(name: str, size: int) -> bool:
    with databases.connected_to(name):
        try:
            return Vacancy.objects.public().count() >= size * STILL_OPEN
        except OperationalError:  # there is no such database
            return False


def _fill(name: str, size: int, base: int | None) -> float:
    server = databases.Server()
    like = f"{KEPT}.*_{size}$"
    for (old,) in server.run("select datname from pg_database where datname ~ %s", like):
        server.drop(old)
    with server.copy() as fresh:
        if base:
            server.drop(fresh)
            server.run(f'create database "{fresh}" template "{kept_name(base)}" strategy file_copy')
            server.run(f'alter database "{fresh}" set synchronous_commit = off')
        began = time.perf_counter()
        with databases.connected_to(fresh):
            _straighten_clock()
            manage("load_reference", database=fresh)
            call_command("demo", vacancies=size, stdout=StringIO())
            spent = time.perf_counter() - began
            with connection.cursor() as cursor:
                cursor.execute("vacuum (freeze, analyze)")
        server.run(f'alter database "{fresh}" rename to "{name}"')
    return spent


def _straighten_clock() -> None:
    with connection.cursor() as cursor:
        cursor.execute(STRAIGHTEN_SQL)


def kept_name(size: int) -> str:
    """Return the name of the kept database of so many vacancies."""
    digest = hashlib.sha256(databases.fingerprint().encode())
    for path in sorted(databases.ROOT.glob("*/demo/**/*.*")):
        if path.suffix in {".py", ".toml"}:
            digest.update(path.read_bytes())
    return f"{KEPT}{digest.hexdigest()[:12]}_{size}"


@contextmanager
def portal(name: str, workers: int = 1) -> Iterator[Measured]:
    """Serve a database."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        postmaster = cpu.parent(cursor.fetchone()[0])
    log = settings.BASE_DIR / ".data" / "bench.log"
    with log.open("w") as file, granian(environment(name), workers=workers, log=file) as running:
        yield Measured(running.url, running.process.pid, postmaster)


def environment(name: str) -> dict[str, str]:
    """Return the variables that point a process at a database of the same server."""
    return {
        "DJANGO_SETTINGS_MODULE": "sikas.settings",
        "DATABASE_URL": database_url(name),
        "REDIS_URL": settings.REDIS_URL,
        "CACHE_URL": settings.CACHES["default"]["LOCATION"],
        "SECRET_KEY": settings.SECRET_KEY,
        "SEALING_KEYS": _ring(settings.SEALING_KEYS),
        "BLIND_INDEX_KEYS": _ring(settings.BLIND_INDEX_KEYS),
        "ALLOWED_HOSTS": "localhost",
        "HTTPS": "no",
        "SITE_URL": settings.SITE_URL,
        "EMAIL_URL": "dummymail://",
        "LIVE_DIR": str(settings.LIVE_DIR),
        "PROCESS_KIND": "web",
    }


def _ring(keys: Mapping[str, bytes]) -> str:
    return ",".join(
        f"{name}:{base64.urlsafe_b64encode(key).decode()}" for name, key in keys.items()
    )


def database_url(name: str) -> str:
    """Return the address of another database of the configured server."""
    from sikas import embedded

    base = os.environ.get("DATABASE_URL") or embedded.database_url()
    address, _, options = base.partition("?")
    return f"{address.rsplit('/', 1)[0]}/{name}" + (f"?{options}" if options else "")


def manage(*arguments: str, database: str) -> float:
    """Run a management command on a database; return the seconds it took."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=databases.ROOT,
        env=os.environ | environment(database),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - began
