"""Seekers who agreed to be found and fit a vacancy, the best first; one statement scores them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from jobs.matching.looks import NEAR_BUDGET, NEWEST_BUDGET, looks_of, shares
from jobs.matching.weights import (
    FOR_COMPANIES,
    SEX_FITS,
    WISHED,
    WORKED,
    Factor,
    Look,
    columns,
    total,
)

# Rows of one person: by each of his occupations that are like it, by place and by being new.
MANY_TIMES = 6

# Only of a vacancy that is open, of a company that is verified: others have no search row.
_WORK = """
    work as materialized (
        select district, education, experience_years, employment_type, pay_min, pay_max, wanted_sex
        from jobs_vacancysearch
        where vacancy_id = %(vacancy)s and closes_at > (select sikas_now())
    ),
    applied as materialized (
        select seeker_id from jobs_application where vacancy_id = %(vacancy)s
    )
"""
_READ = """
    p.seeker_id, p.occupation, p.is_wished, p.district, p.wished_districts, p.ready_to_move,
    p.education, p.months, p.wished_pay, p.wished_employment, p.updated_at
"""
_SCORE = f"case when p.is_wished then look.wished else look.worked end + {total(FOR_COMPANIES)}"
FOUND = f"""
    with {_WORK},
    found as (
        select look.place, {_SCORE} as score, p.*
        from work w
        cross join unnest(
            %(codes)s::text[], %(wished)s::int[], %(worked)s::int[], %(newest)s::int[]
        ) with ordinality as look(code, wished, worked, newest, place)
        cross join lateral (
            select {_READ} from jobs_candidate p
            where p.occupation = look.code and {SEX_FITS}
            order by p.updated_at desc limit look.newest
        ) p
        union all
        select look.place, {_SCORE}, p.*
        from work w
        cross join unnest(
            %(codes)s::text[], %(wished)s::int[], %(worked)s::int[], %(near)s::int[]
        ) with ordinality as look(code, wished, worked, newest, place)
        cross join lateral (
            select {_READ} from jobs_candidate p
            where p.occupation = look.code and p.district = w.district and w.district <> ''
                and {SEX_FITS}
            order by p.updated_at desc limit look.newest
        ) p
    )
"""  # noqa: S608 - expressions of our own; values are parameters
EVERY = f"""
    with {_WORK},
    found as (
        select look.place, {_SCORE} as score, {_READ}
        from work w
        cross join unnest(%(codes)s::text[], %(wished)s::int[], %(worked)s::int[])
            with ordinality as look(code, wished, worked, place)
        join jobs_candidate p on p.occupation = look.code and {SEX_FITS}
    )
"""  # noqa: S608
BEST = f"""
    , best as materialized (
        select * from found where seeker_id not in (select seeker_id from applied)
        order by score desc, updated_at desc, seeker_id limit %(limit)s
    ),
    once as (
        select distinct on (seeker_id) * from best order by seeker_id, score desc, place
    )
    select p.seeker_id, p.score, p.place, p.is_wished, p.district, p.wished_districts, p.months,
        w.district, w.education, w.experience_years, {columns(FOR_COMPANIES)}
    from once p cross join work w order by p.score desc, p.updated_at desc, p.seeker_id
"""  # noqa: S608


@dataclass(frozen=True)
class FittingSeeker:
    """A person who fits, with the points of each factor; nothing here says who it is."""

    seeker: int
    score: int
    look: Look
    is_wished: bool
    district: str
    wished_districts: list[str]
    months: int
    work_district: str
    education_asked: int | None
    years_asked: int
    points: dict[Factor, int] = field(default_factory=dict)


def fitting_seekers(
    *, vacancy: int, occupation: str, limit: int, statement: str = FOUND
) -> list[FittingSeeker]:
    """Return up to `limit` consenting seekers who fit an open vacancy and did not apply to it."""
    looks = looks_of([occupation], ())
    if not looks:
        return []
    values: dict[str, Any] = {
        "vacancy": vacancy,
        "codes": [look.code for look in looks],
        "wished": [WISHED[look.closeness] for look in looks],
        "worked": [WORKED[look.closeness] for look in looks],
        "newest": shares(looks, NEWEST_BUDGET),
        "near": shares(looks, NEAR_BUDGET),
        "limit": limit * MANY_TIMES,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement + BEST, values)
        rows = cursor.fetchall()[:limit]
    return [_fitting(row, looks) for row in rows]


def _fitting(row: Sequence[Any], looks: Sequence[Look]) -> FittingSeeker:
    seeker, score, place, is_wished, home, wished, months, work, education, years, *points = row
    return FittingSeeker(
        seeker=seeker,
        score=score,
        look=looks[place - 1],
        is_wished=is_wished,
        district=home,
        wished_districts=wished,
        months=months,
        work_district=work,
        education_asked=education,
        years_asked=years,
        points=dict(zip(FOR_COMPANIES, points, strict=True)),
    )
