"""A million national vacancies over HTTP of this machine, beside COPY of the same rows."""

import json
import os
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from io import BytesIO
from time import perf_counter, sleep, time_ns
from typing import Any

from django.db import connection, transaction

from sikas.bulk import blocks
from tests.bench import cpu
from tests.bench.portal import Measured, database, environment, portal
from tests.bench.registry import Result, benchmark
from tests.databases import ROOT
from tests.simulator.running import Simulator, running

FEW, MANY = 10_000, 1_000_000
PAGE = 1_000  # records; both ways commit as many at a time
PATHS = ("/lowongan/", "/lowongan/?q=operator&urut=terbaru", "/lowongan/?q=kasir+{n}")
PAUSE = 0.25  # seconds between two searches of somebody who looks while the pull runs
SEARCHES = 60  # before it
SEARCH_TARGET = 30  # milliseconds, as for a million vacancies at rest
OK = 200


@benchmark("sync")
def sync() -> Iterator[Result]:
    """Rate beside COPY, CPU and memory of the worker, reading again, searches meanwhile."""
    with database() as name, running("--empty", "--bulk", str(FEW)) as simulator:
        few = _pull(simulator, name)
        yield Result("sync.memory.few", few["peak_mib"], "MiB")
        with portal(name) as running_portal:
            alone = _searches(running_portal, SEARCHES)
        yield Result("sync.search.p95.alone", _p95(alone), "ms")
    with database() as name, running("--empty", "--bulk", str(MANY)) as simulator:
        yield from _many(simulator, name, few)


def _many(simulator: Simulator, name: str, few: dict[str, Any]) -> Iterator[Result]:
    postmaster = _postmaster()
    before = cpu.seconds(postmaster)
    pulled = _pull(simulator, name)
    server = cpu.seconds(postmaster) - before
    assert pulled["inserted"] == MANY
    rate = MANY / pulled["seconds"]
    yield Result("sync.pull.rate", rate, "records/s")
    yield Result("sync.pull.cpu", pulled["cpu"] / MANY * 1e6, "us/record", 35)
    yield Result("sync.pull.server_cpu", server / MANY * 1e6, "us/record")
    yield Result("sync.memory.many", pulled["peak_mib"], "MiB")
    growth = pulled["peak_mib"] / few["peak_mib"]
    yield Result("sync.memory.growth", growth, "x", 1.1)
    copied = _copy_rates()
    yield Result("sync.copy.rate", copied["alike"], "records/s")
    yield Result("sync.pull_to_copy", rate / copied["alike"], "x", 0.4, "higher")
    for poorer in ("unbound", "bare"):
        yield Result(f"sync.copy.{poorer}.rate", copied[poorer], "records/s")
        yield Result(f"sync.pull_to_{poorer}_copy", rate / copied[poorer], "x")
    again = _pull(simulator, name)
    assert again["unchanged"] == MANY
    yield Result("sync.again.rate", MANY / again["seconds"], "records/s")
    yield Result("sync.again.cpu", again["cpu"] / MANY * 1e6, "us/record", 35)
    simulator.bulk(MANY, revision=1)
    yield from _while_people_search(simulator, name)


def _while_people_search(simulator: Simulator, name: str) -> Iterator[Result]:
    """One in a hundred has changed, and all search rows of the first pull are made meanwhile."""
    waits: list[float] = []
    done = threading.Event()
    with portal(name) as running_portal:
        looking = threading.Thread(target=_look, args=(running_portal, waits, done))
        looking.start()
        try:
            pulled = _pull(simulator, name, "rows")
        finally:
            done.set()
            looking.join()
    assert pulled["updated"] == MANY // 100
    yield Result("sync.rows.rate", MANY / pulled["rows"], "records/s")
    yield Result("sync.search.p95.meanwhile", _p95(waits), "ms", SEARCH_TARGET)


def _pull(simulator: Simulator, name: str, *more: str) -> dict[str, Any]:
    """Pull everything in a process of its own; return what it says."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.bench.syncing", simulator.url, str(PAGE), *more],
        cwd=ROOT,
        env=os.environ | environment(name) | {"PROCESS_KIND": "command"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def _copy_rates() -> dict[str, float]:
    """Return the rates of COPY of all rows into a table alike, and into poorer ones.

    `alike` has all that jobs_vacancy has but triggers: indexes, checks and foreign keys. `unbound`
    has no foreign keys, `bare` has no rules at all.
    """
    with connection.cursor() as cursor:
        rows = BytesIO()
        cursor.copy_expert("copy jobs_vacancy to stdout", rows)
        rows.seek(0)
        lines = list(rows)
        return {
            "alike": _copy_rate(cursor, lines, "including all", _foreign_keys(cursor)),
            "unbound": _copy_rate(cursor, lines, "including all", ()),
            "bare": _copy_rate(cursor, lines, "", ()),
        }


def _copy_rate(cursor: Any, lines: list[bytes], including: str, keys: Sequence[str]) -> float:
    cursor.execute(f"create table sync_copy (like jobs_vacancy {including})")
    for key in keys:
        cursor.execute(f"alter table sync_copy add {key}")
    began = perf_counter()
    for block in blocks(lines, PAGE):
        with transaction.atomic():
            cursor.copy_expert("copy sync_copy from stdin", BytesIO(b"".join(block)))
    rate = len(lines) / (perf_counter() - began)
    cursor.execute("drop table sync_copy")
    return rate


def _foreign_keys(cursor: Any) -> list[str]:
    cursor.execute(
        "select pg_get_constraintdef(oid) from pg_constraint"
        " where conrelid = 'jobs_vacancy'::regclass and contype = 'f'"
    )
    return [definition for (definition,) in cursor.fetchall()]


def _look(running_portal: Measured, waits: list[float], done: threading.Event) -> None:
    while not done.is_set():
        waits.extend(_searches(running_portal, 1))
        sleep(PAUSE)


def _searches(running_portal: Measured, count: int) -> list[float]:
    """Return milliseconds of so many searches, each of its own words."""
    client, spent = running_portal.client(), []
    for number in range(count):
        path = PATHS[number % len(PATHS)].format(n=time_ns())
        began = perf_counter()
        assert client.get(path).status_code == OK
        spent.append((perf_counter() - began) * 1000)
    return spent


def _p95(spent: list[float]) -> float:
    return statistics.quantiles(spent, n=20)[-1]


def _postmaster() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return cpu.parent(cursor.fetchone()[0])
