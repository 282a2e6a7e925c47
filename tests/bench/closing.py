"""Closing 200,000 vacancies that an officer agreed to close: CPU, and how long a commit takes."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from time import perf_counter, sleep

from django.db import connection

from integration import closing, sweeping
from integration.enums import Kind, Mode, RunState, Trigger
from integration.models import RemoteRecord, Stream, SyncRun
from integration.ports import Page
from integration.pull import pull
from jobs.models import VacancySearch
from jobs.search.upkeep import make_late_rows
from sikas import clock
from sikas.accounts.models import User
from tests.bench import cpu
from tests.bench.portal import database
from tests.bench.registry import Result, benchmark
from tests.databases import Server
from tests.integration.wire import Feed, vacancy

ROWS = int(os.environ.get("BENCH_ROWS", "200000"))
PAGE = 1_000  # records
PAUSE = 0.02  # seconds between two looks at what is open
OPEN = """
select coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0)
from pg_stat_activity where pid = %s
"""


class Many(Feed):
    """A catalogue whose pages are made when they are asked for."""

    def page(self, _kind: Kind, _mode: Mode, position: str, _since: datetime | None) -> Page:
        """Return a page of full size."""
        first = int(position or 0)
        following = first + PAGE
        items = [vacancy(number) for number in range(first, following)]
        return Page(items, str(following) if following < ROWS else "", total=ROWS)


@benchmark("closing")
def closings() -> Iterator[Result]:
    """CPU of worker and database together, seconds of the longest transaction."""
    with database():
        _fill()
        worker, postmaster = os.getpid(), cpu.parent(_backend())
        before, began = cpu.seconds(worker, postmaster), perf_counter()
        with _watched() as longest:
            while closing.closing():
                closing.carry_out(Kind.VACANCIES)
        spent, used = perf_counter() - began, cpu.seconds(worker, postmaster) - before
        assert not VacancySearch.objects.exists()
    yield Result("closing.cpu", used / ROWS * 1e6, "us/record")
    yield Result("closing.rate", ROWS / spent, "records/s")
    yield Result("closing.longest_transaction", max(longest), "s", 1)


def _fill() -> None:
    """Have so many open vacancies with search rows, which an officer agreed to close."""
    assert pull(Kind.VACANCIES, port=Many(), trigger=Trigger.COMMAND, seconds=3600)
    make_late_rows()
    RemoteRecord.objects.update(is_withdrawn=True)
    stream = Stream.objects.get(kind=Kind.VACANCIES)
    held = {"mode": Mode.CHANGES, "trigger": Trigger.COMMAND, "state": RunState.HELD}
    SyncRun.objects.create(stream=stream, finished_at=clock.now(), **held)
    Stream.objects.filter(pk=stream.pk).update(held=ROWS)
    officer = User.objects.create_user(email="petugas@contoh.id", name="Petugas")
    assert sweeping.agree(kind=Kind.VACANCIES, by=officer) == ROWS
    with connection.cursor() as cursor:
        cursor.execute("vacuum (analyze)")


def _backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (backend,) = cursor.fetchone()
    return int(backend)


@contextmanager
def _watched() -> Iterator[list[float]]:
    """Yield a list that gets the ages of the transactions of this connection."""
    ages, done = [0.0], threading.Event()
    server, backend = Server(), _backend()

    def look() -> None:
        while not done.is_set():
            ((age,),) = server.run(OPEN, backend)
            ages.append(float(age))
            sleep(PAUSE)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield ages
    finally:
        done.set()
        looking.join()
        server.connection.close()
