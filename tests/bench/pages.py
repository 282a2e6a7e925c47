"""The public pages with 10,000 and 100,000 vacancies: CPU, queries, bytes."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client as DjangoClient
from django.test.utils import CaptureQueriesContext

from jobs.models import Vacancy
from sikas.memory import standing
from tests import databases
from tests.bench.portal import Measured, filled, portal
from tests.bench.registry import Result, benchmark
from tests.harness import Client

SIZES = (10_000, 100_000)
GROWTH = 1.2  # how much dearer a page may be with the larger number
CACHED_REQUESTS = 2_000
KB = 1024
WORDS = ("sawit", "kasir", "operator+produksi", "guru", "sopir+truk", "perawat", "admin", "satpam")
DISTRICTS = ("120919", "120912", "120908", "120920", "120916")


@dataclass(frozen=True)
class Kind:
    """A kind of page: its addresses, each with `{n}` so that no answer is a kept one."""

    name: str
    paths: tuple[str, ...]
    target: float  # milliseconds


def kinds() -> tuple[Kind, ...]:
    """Return the pages to measure; a detail page for each of some vacancies."""
    newest = Vacancy.objects.public().order_by("-published_at", "-pk")[:200]
    searches = [
        f"/lowongan/?q={word}&kecamatan={code}&n={{n}}" for word in WORDS for code in DISTRICTS
    ]
    return (
        Kind("home", ("/?n={n}",), 4),
        Kind("list", ("/lowongan/?n={n}",), 4),
        Kind("search", tuple(searches), 5),
        Kind("detail", tuple(f"{one.get_absolute_url()}?n={{n}}" for one in newest[::10]), 2),
    )


@benchmark("pages")
def pages() -> Iterator[Result]:
    """CPU of each kind of page, application and database together, and its queries."""
    first: dict[str, float] = {}
    collect_static()
    for size in SIZES:
        with filled(size) as (name, _seconds), portal(name) as running:
            for kind in kinds():
                spent = running.milliseconds(running.client(), *kind.paths)
                yield Result(f"pages.{size}.{kind.name}", spent, "ms", kind.target)
                yield Result(f"pages.{size}.{kind.name}_queries", queries(kind), "queries")
                growth = spent / first.setdefault(kind.name, spent)
                if size != SIZES[0]:
                    yield Result(f"pages.{kind.name}_growth", growth, "x", GROWTH)
            yield from kept(running, size)
            yield from first_view(running.client(), size)


def kept(running: Measured, size: int) -> Iterator[Result]:
    """CPU of a page that is already in memory, and of a page that does nothing at all."""
    for name, path, target in (("healthz", "/healthz", None), ("kept", "/lowongan/", 0.45)):
        spent = running.milliseconds(running.client(), path, requests=CACHED_REQUESTS)
        yield Result(f"pages.{size}.{name}", spent, "ms", target)


def first_view(client: Client, size: int) -> Iterator[Result]:
    """Bytes that a phone fetches for the home page, as they come over the wire."""
    page = client.get("/")
    loaded = {"html": wire(page)}
    for address in set(re.findall(r'"(/static/[^"]+\.(?:css|js|woff2|svg))"', page.text)):
        kind = address.rsplit(".", 1)[1]
        loaded[kind] = loaded.get(kind, 0) + wire(client.get(address))
    for kind, weight in sorted(loaded.items()):
        yield Result(f"pages.{size}.first_view_{kind}", weight / KB, "KB")
    yield Result(f"pages.{size}.first_view", sum(loaded.values()) / KB, "KB", 60)


def wire(answer: object) -> int:
    """Return the length of a body as it was sent, compressed or not."""
    return int(answer.headers["Content-Length"])  # type: ignore[attr-defined]


def queries(kind: Kind) -> int:
    """Return how many queries one page costs once code lists and counts are in memory."""
    standing.renew()  # this process remembers as one that hears of withdrawals
    client = DjangoClient(HTTP_HOST="localhost")
    client.get(kind.paths[0].format(n=0))
    with CaptureQueriesContext(connection) as asked:
        client.get(kind.paths[0].format(n=1))
    return len(asked)


def collect_static() -> None:
    """Lay the static files out as production serves them."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, cwd=databases.ROOT, check=True)
