"""Vacancies for a seeker and seekers for a vacancy, a million each: how fast, and what is lost."""

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from django.db import connection

from jobs.matching import candidates, vacancies
from jobs.matching.candidates import fitting_seekers
from jobs.matching.vacancies import fitting_vacancies
from jobs.search import lists
from tests.bench import cpu
from tests.bench.candidates import fill_candidates
from tests.bench.portal import filled
from tests.bench.registry import Result, benchmark

SIZE = int(os.environ.get("BENCH_ROWS", "1000000"))  # smaller while one works on it
ASKED, COMPARED = 300, 40  # people or vacancies at random; of them those scored in full
SHOWN = 20
TARGET, QUALITY = 15, 95  # milliseconds at p95; percent of the scores of brute force
CROWDED = 50_000  # rows of an occupation that many look for

Ask = Callable[..., Sequence]


@benchmark("matching")
def matching() -> Iterator[Result]:
    """Milliseconds of one list both ways, and its scores beside those of scoring every row."""
    with filled(SIZE) as (_name, seconds):
        if seconds:
            yield Result(f"matching.{SIZE}.loading_vacancies", seconds, "s")
        if spent := fill_candidates(SIZE):
            yield Result(f"matching.{SIZE}.loading_seekers", spent, "s")
        lists.forget()
        yield from _measure("vacancies_for_seeker", _SEEKERS, _for_seeker, vacancies.EVERY)
        yield from _measure("seekers_for_vacancy", _VACANCIES, _for_vacancy, candidates.EVERY)
        yield from _measure("popular_for_seeker", _POPULAR, _for_seeker, vacancies.EVERY)
        yield from _measure("popular_for_vacancy", _CROWDED, _for_vacancy, candidates.EVERY)


_SEEKERS = """
    select seeker_id from (select distinct seeker_id from jobs_candidate
    where seeker_id %% 97 = 0) picked order by md5(seeker_id::text) limit %s
"""
_VACANCIES = """
    select vacancy_id, occupation from jobs_vacancysearch where vacancy_id %% 97 = 0
    order by md5(vacancy_id::text) limit %s
"""
# An occupation of more than CROWDED vacancies; of a twentieth of all at small sizes.
_MANY = f"least({CROWDED}, (select count(*) / 20 from jobs_vacancysearch))"  # noqa: S608
_POPULAR = f"""
    select seeker_id from jobs_candidate where is_wished and seeker_id %% 7 = 0 and occupation in (
        select occupation from jobs_vacancysearch group by 1 having count(*) >= {_MANY}
    ) order by md5(seeker_id::text) limit %s
"""  # noqa: S608 - constants of this module
_CROWDED = f"""
    select vacancy_id, occupation from jobs_vacancysearch where vacancy_id %% 7 = 0
    and occupation in (
        select occupation from jobs_vacancysearch group by 1 having count(*) >= {_MANY}
    ) order by md5(vacancy_id::text) limit %s
"""  # noqa: S608


def _for_seeker(key: int, statement: str = vacancies.FOUND) -> Sequence:
    found = vacancies.person(key)
    return fitting_vacancies(found, limit=SHOWN, statement=statement) if found else []


def _for_vacancy(key: int, occupation: str, statement: str = candidates.FOUND) -> Sequence:
    return fitting_seekers(vacancy=key, occupation=occupation, limit=SHOWN, statement=statement)


def _measure(name: str, sample: str, ask: Ask, every: str) -> Iterator[Result]:
    with connection.cursor() as cursor:
        cursor.execute(sample, [ASKED])
        keys = cursor.fetchall()
    for key in keys[:SHOWN]:
        ask(*key)  # warm up
    before = _cpu_seconds()
    asked = [_milliseconds(partial(ask, *key)) for key in keys]
    spent = (_cpu_seconds() - before) / len(keys) * 1000
    name = f"matching.{SIZE}.{name}"
    yield Result(f"{name}.p50", statistics.median(asked), "ms")
    yield Result(f"{name}.p95", statistics.quantiles(asked, n=20)[-1], "ms", TARGET)
    yield Result(f"{name}.cpu", spent, "ms")  # beside it: on a machine that others use
    ours, best, slow = 0, 0, []
    for key in keys[:COMPARED]:
        ours += sum(one.score for one in ask(*key))
        began = time.perf_counter()
        best += sum(one.score for one in ask(*key, statement=every))
        slow.append((time.perf_counter() - began) * 1000)
    yield Result(f"{name}.quality", 100 * ours / best, "%", QUALITY, "higher")
    yield Result(f"{name}.brute_force.p50", statistics.median(slow), "ms")


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _cpu_seconds() -> float:
    """Return what this process and its session of the database have used."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return time.process_time() + cpu.seconds(cursor.fetchone()[0])
