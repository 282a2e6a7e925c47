"""Open vacancies that fit a seeker, the best first; one statement scores them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from jobs.matching.looks import MOST_PLACES, NEAR_BUDGET, NEWEST_BUDGET, looks_of, shares
from jobs.matching.weights import FOR_SEEKERS, SEX_FITS, Factor, Look, columns, total

TWICE = 2  # a row may be found by its place and by being new

_FACTS = """
    select district, wished_districts, ready_to_move, education, months, wished_pay,
        wished_employment, sex, disabilities, wished, worked
    from jobs_match_facts(array[%s::bigint])
"""
_PERSON = """
    person as materialized (
        select %(district)s::text as district, %(wished_districts)s::text[] as wished_districts,
            %(ready_to_move)s::boolean as ready_to_move, %(education)s::int as education,
            %(months)s::int as months, %(wished_pay)s::int as wished_pay,
            %(wished_employment)s::text[] as wished_employment, %(sex)s::int as sex,
            %(disabilities)s::text[] as disabilities
    )
"""
_READ = """
    w.vacancy_id, w.occupation, w.district, w.published_at, w.education, w.experience_years,
    w.employment_type, w.pay_min, w.pay_max, w.disabilities
"""
# Work outside of the regency is only for who moves for it.
_REACHED = "(w.district <> '' or p.ready_to_move)"
_OPEN = f"w.closes_at > (select sikas_now()) and {SEX_FITS} and {_REACHED}"
_SCORE = f"look.points + {total(FOR_SEEKERS)}"
# Lateral, so that each occupation is read from its own end of an index and no further.
FOUND = f"""
    with {_PERSON},
    applied as materialized (
        select vacancy_id from jobs_application where seeker_id = %(seeker)s
    ),
    found as (
        select look.place, {_SCORE} as score, w.*
        from person p
        cross join unnest(%(codes)s::text[], %(points)s::int[], %(newest)s::int[])
            with ordinality as look(code, points, newest, place)
        cross join lateral (
            select {_READ} from jobs_vacancysearch w
            where w.occupation = look.code and {_OPEN}
            order by w.published_at desc limit look.newest
        ) w
        union all
        select look.place, {_SCORE}, w.*
        from person p
        cross join unnest(%(codes)s::text[], %(points)s::int[], %(near)s::int[])
            with ordinality as look(code, points, newest, place)
        cross join unnest(%(places)s::text[]) as near(district)
        cross join lateral (
            select {_READ} from jobs_vacancysearch w
            where w.occupation = look.code and w.district = near.district and {_OPEN}
            order by w.published_at desc limit look.newest
        ) w
    )
"""  # noqa: S608 - expressions of our own; values are parameters
# The same score of every open row of these occupations: what the budgets are measured against.
EVERY = f"""
    with {_PERSON},
    applied as materialized (
        select vacancy_id from jobs_application where seeker_id = %(seeker)s
    ),
    found as (
        select look.place, {_SCORE} as score, {_READ}
        from person p
        cross join unnest(%(codes)s::text[], %(points)s::int[])
            with ordinality as look(code, points, place)
        join jobs_vacancysearch w on w.occupation = look.code and {_OPEN}
    )
"""  # noqa: S608
BEST = f"""
    , best as materialized (
        select * from found where vacancy_id not in (select vacancy_id from applied)
        order by score desc, published_at desc, vacancy_id desc limit %(limit)s
    ),
    once as (
        select distinct on (vacancy_id) * from best order by vacancy_id
    )
    select w.vacancy_id, w.score, w.place, w.district, w.employment_type, w.experience_years,
        w.education, {columns(FOR_SEEKERS)}
    from once w cross join person p order by w.score desc, w.published_at desc, w.vacancy_id desc
"""  # noqa: S608


@dataclass(frozen=True)
class Person:
    """What matching reads of a profile; codes are those of areas (six digits) and of KBJI."""

    seeker: int
    district: str
    wished_districts: list[str]
    ready_to_move: bool
    education: int | None
    months: int
    wished_pay: int | None
    wished_employment: list[str]
    sex: int | None
    disabilities: list[str]
    wished: list[str]
    worked: list[str]


@dataclass(frozen=True)
class FittingVacancy:
    """A vacancy that fits, with the points of each factor and the occupation it is found by."""

    vacancy: int
    score: int
    look: Look
    district: str
    employment_type: str
    experience_years: int
    education: int | None
    points: dict[Factor, int] = field(default_factory=dict)


def person(seeker: int) -> Person | None:
    """Return the facts of a profile, whoever may see it: for the person's own list."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, [seeker])
        row = cursor.fetchone()
    return Person(seeker, *row) if row else None


def fitting_vacancies(found: Person, *, limit: int, statement: str = FOUND) -> list[FittingVacancy]:
    """Return up to `limit` open vacancies that fit, best first; none that was ever applied to."""
    looks = looks_of(found.wished, found.worked)
    if not looks:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement + BEST, _values(found, looks, limit))
        rows = cursor.fetchall()[:limit]
    return [_fitting(row, looks) for row in rows]


def _values(found: Person, looks: Sequence[Look], limit: int) -> dict[str, Any]:
    chosen = found.wished_districts or [found.district] * bool(found.district)
    places = chosen if len(chosen) <= MOST_PLACES else []
    return {
        **vars(found),
        "codes": [look.code for look in looks],
        "points": [look.points for look in looks],
        "newest": shares(looks, NEWEST_BUDGET),
        "near": shares(looks, NEAR_BUDGET, len(places)),
        "places": places,
        "limit": limit * TWICE,
    }


def _fitting(row: Sequence[Any], looks: Sequence[Look]) -> FittingVacancy:
    vacancy, score, place, district, employment_type, years, education, *points = row
    return FittingVacancy(
        vacancy=vacancy,
        score=score,
        look=looks[place - 1],
        district=district,
        employment_type=employment_type,
        experience_years=years,
        education=education,
        points=dict(zip(FOR_SEEKERS, points, strict=True)),
    )
