"""The counter's search among a million job seekers, shape by shape, through the portal."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from django.core.management import call_command
from django.db import connection

from seekers.models import Seeker
from seekers.nik import open_nik
from sikas.accounts import demo as accounts
from sikas.accounts import roles
from tests.bench.portal import database, portal
from tests.bench.registry import Result, benchmark
from tests.harness import Client

ROWS = 1_000_000
RUNS = 15  # of each text
DESK = "/admin/loket/"
TARGET = 2000  # milliseconds at p95: what an officer and a person in front of him bear


@dataclass(frozen=True)
class Shape:
    """A kind of search and texts of it."""

    name: str
    texts: tuple[str, ...]


NAMES = (
    Shape("beginning", ("siti", "nurhayati sit", "ahmad", "wa")),
    Shape("surname", ("sitorus", "siregar", "br. manurung")),
    Shape("words", ("sitorus nurhayati", "siregar budi", "aminah lubis siti")),
    Shape("typo", ("jonsen sitorus", "nurhayti manurng", "siregr", "muhamad ridwn siregar")),
    Shape("nobody", ("zzzz qqqq", "xavier quentin")),
)


@benchmark("people")
def counter() -> Iterator[Result]:
    """Milliseconds from the officer's tap to the whole page, and of loading a million people."""
    with database() as name:
        began = time.perf_counter()
        call_command("demo", seekers=ROWS, stdout=StringIO())
        yield Result(f"people.load_{ROWS}", time.perf_counter() - began, "s")
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze seekers_seeker")
        with portal(name) as running:
            client = running.client(accounts.users(roles.COUNTER)[0])
            client.get(DESK)
            for shape in (*_numbers(), *NAMES):
                yield from _measure(client, shape)


def _numbers() -> tuple[Shape, ...]:
    """Return numbers of people from all over the table."""
    step = ROWS // 10
    people = Seeker.objects.exclude(phone="").filter(pk__gt=step)
    rows = [people.filter(pk__gt=start).order_by("pk")[0] for start in range(0, 5 * step, step)]
    return (
        Shape("nik", tuple(open_nik(row.nik_sealed).digits for row in rows)),
        Shape("phone", tuple(row.phone for row in rows)),
    )


def _measure(client: Client, shape: Shape) -> Iterator[Result]:
    for text in shape.texts:
        _ask(client, text)
    asked = [_ask(client, text) for text in shape.texts * RUNS]
    name = f"people.counter.{shape.name}"
    yield Result(f"{name}.p50", statistics.median(asked), "ms")
    yield Result(f"{name}.p95", statistics.quantiles(asked, n=20)[-1], "ms", TARGET)


def _ask(client: Client, text: str) -> float:
    began = time.perf_counter()
    answer = client.submit(DESK, {"q": text})
    if answer.status_code == 302:  # a NIK leads on to its holder
        answer = client.get(answer.headers["Location"])
    if answer.status_code != 200:
        raise RuntimeError(f"{text} answered {answer.status_code}")
    return (time.perf_counter() - began) * 1000
