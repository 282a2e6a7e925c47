"""Search at three sizes: every shape of query as the portal asks it, and as anyone would."""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.db import connection
from django.http import QueryDict

from jobs.search import criteria, lists, statements
from jobs.search.criteria import Criteria
from jobs.search.cursors import Cursor, Key
from jobs.search.selectors import PAGE_SIZE, count_facets, search_vacancies
from jobs.search.widening import find
from tests.bench.portal import filled
from tests.bench.registry import Result, benchmark

TARGETS = {10_000: 10, 100_000: 20, 1_000_000: 30}  # milliseconds at p95, by open vacancies
RUNS, PLAIN_RUNS = 40, 5
DEEP = 0.6  # share of all vacancies that a deep page lies behind


@dataclass(frozen=True)
class Shape:
    """A kind of search; variants of it keep one lucky word from speaking for all."""

    name: str
    queries: tuple[str, ...]
    is_deep: bool = False


SHAPES = (
    Shape("newest", ("",)),
    Shape("common", ("q=operator&urut=terbaru", "q=sawit&urut=terbaru", "q=sopir&urut=terbaru")),
    Shape("rare", ("q=nakhoda&urut=terbaru", "q=laboran&urut=terbaru", "q=apoteker&urut=terbaru")),
    Shape("none", ("q=astronaut&urut=terbaru", "q=zeppelin&urut=terbaru")),
    Shape("disjoint", ("q=sawit+guru&urut=terbaru", "q=perawat+ekskavator&urut=terbaru")),
    Shape("place_and_word", ("q=kasir&kecamatan=120919&urut=terbaru", "q=guru+kisaran")),
    Shape("filters", ("kecamatan=120912&pendidikan=smp", "jabatan=8&upah=5&jenis=contract")),
    Shape(
        "many_filters",
        (
            "q=operator&kecamatan=120919&pendidikan=sma&jabatan=8&jenis=full_time&asal=local",
            "kecamatan=120912&pendidikan=s1&jabatan=2&jenis=contract&upah=4&disabilitas=ya",
        ),
    ),
    Shape("deep_page", ("q=operator&urut=terbaru", "kecamatan=120919", ""), is_deep=True),
    Shape("best_fit", ("q=operator+produksi", "q=sawit", "q=perawat+kisaran", "q=nakhoda")),
    Shape("synonym", ("q=dodos", "q=tukang+senso", "q=abk")),
    Shape("typo", ("q=mekank", "q=pramuniga", "q=akuntasi")),
)


@benchmark("search")
def search() -> Iterator[Result]:
    """Milliseconds of a first or later page by shape, and how many times longer plain SQL takes."""
    base = None
    for size, target in TARGETS.items():
        with filled(size, base) as (_name, seconds):
            if seconds:
                yield Result(f"search.{size}.loading", seconds, "s")
            lists.forget()
            for shape in SHAPES:
                yield from _measure(shape, size, target)
        base = size


def _measure(shape: Shape, size: int, target: float) -> Iterator[Result]:
    searches = [criteria.read(QueryDict(query), lists.current())[0] for query in shape.queries]
    cursor = _deep_cursor() if shape.is_deep else None
    ask = find if shape.name == "typo" else search_vacancies
    for one in searches:
        ask(one, cursor)  # warm up: what came before may have taken the memory
    asked = [_milliseconds(partial(ask, one, cursor)) for one in searches * RUNS]
    name = f"search.{size}.{shape.name}"
    yield Result(f"{name}.p50", statistics.median(asked), "ms")
    yield Result(f"{name}.p95", statistics.quantiles(asked, n=20)[-1], "ms", target)
    if ask is search_vacancies:
        counted = [_milliseconds(partial(count_facets, one)) for one in searches * PLAIN_RUNS]
        yield Result(f"{name}.facets.p50", statistics.median(counted), "ms")
        # Last: at a million rows it throws everything else out of memory.
        plain = [_milliseconds(partial(_plain, one, cursor)) for one in searches * PLAIN_RUNS]
        ratio = statistics.fmean(plain) / statistics.fmean(asked)
        yield Result(f"{name}.plain_to_ours", ratio, "x")


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _deep_cursor() -> Cursor:
    with connection.cursor() as cursor:
        cursor.execute(
            "select published_at, vacancy_id from jobs_vacancysearch"
            " order by published_at desc, vacancy_id desc"
            " offset (select count(*) * %s from jobs_vacancysearch)::int limit 1",
            [DEEP],
        )
        return Cursor(Key(*cursor.fetchone()))


def _plain(asked: Criteria, cursor: Cursor | None) -> list[tuple]:
    """Ask the same of the same table in one plain statement."""
    position = statements.after(cursor.key if cursor else None)
    match = statements.query(asked, asked.filters)
    condition = f"doc @@ ({match.sql})" if match.sql else "true"
    order, ranking = statements.NEWEST_FIRST, list[statements.Parameter]()
    if asked.order == criteria.BEST:
        order = f"order by ts_rank({statements.WEIGHTS}, doc, {statements.any_of_words()}) desc"
        ranking = [" ".join(asked.words)]
    with connection.cursor() as database_cursor:
        database_cursor.execute(
            f"select {statements.COLUMNS} from jobs_vacancysearch r where {condition}"  # noqa: S608
            f" and closes_at > sikas_now() and {position.sql} {order} limit {PAGE_SIZE + 1}",
            [*match.params, *position.params, *ranking],
        )
        return database_cursor.fetchall()
