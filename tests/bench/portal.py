"""A portal to measure: the web server with the settings of `make run`, on a database of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.test import Client as DjangoClient

from sikas.accounts.models import User
from tests import databases
from tests.bench import cpu
from tests.harness import Client, granian

WARM_UP, REQUESTS = 60, 600  # requests; one CPU tick of 10 ms is then 1 % of the shortest run


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

    def milliseconds(self, client: Client, path: str, requests: int = REQUESTS) -> float:
        """Return CPU milliseconds of one request of `path`, all of it answered with 200."""
        for _ in range(WARM_UP):
            _get(client, path)
        before = cpu.seconds(self.web, self.postmaster)
        for _ in range(requests):
            _get(client, path)
        return (cpu.seconds(self.web, self.postmaster) - before) * 1000 / requests

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
        manage("load_reference", database=name)
        yield name


@contextmanager
def portal(name: str) -> Iterator[Measured]:
    """Serve a database with one worker."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        postmaster = cpu.parent(cursor.fetchone()[0])
    with granian(environment(name), workers=1) as running:
        yield Measured(running.url, running.process.pid, postmaster)


def environment(name: str) -> dict[str, str]:
    """Return the variables that point a process at a database of the same server."""
    return {"DJANGO_SETTINGS_MODULE": "sikas.settings", "DATABASE_URL": database_url(name)}


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
