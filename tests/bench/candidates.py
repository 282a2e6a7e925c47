"""Any number of consenting seekers, written by the database itself: for the bench of matching."""

import time

from django.db import connection, transaction

from jobs.models import Candidate

BLOCK = 50_000  # people of one transaction

# Wishes and jobs are spread as advertisements are: what many offer, many look for.
_DRAWN = """
    create temporary table drawn as
    select row_number() over () - 1 as number, occupation_id
    from (
        select occupation_id from jobs_vacancy where occupation_id is not null order by random()
        limit 20000
    ) picked;
    create index on drawn (number);
    create temporary table villages as
    select row_number() over (order by code) - 1 as number, id, parent_id
    from reference_area where system = 'kemendagri' and level in ('village', 'urban_village');
    analyze drawn, villages
"""
_PEOPLE = """
    with made as (
        insert into accounts_user (id, username, password, is_superuser, name, kind, phone,
            is_staff, is_active, date_joined)
        select gen_random_uuid(), gen_random_uuid(), '', false, 'Pencari Kerja', 'seeker',
            '+62811' || lpad(n::text, 8, '0'), false, true, sikas_now()
        from generate_series(%(first)s, %(last)s) n
        returning id, phone
    )
    insert into seekers_seeker (user_id, name, nik_sealed, birth_place, birth_date, sex, phone,
        area_id, address, summary, wished_employment, wished_pay, ready_to_move, visibility,
        created_at, updated_at)
    select made.id, 'Pencari Kerja', '', '', date '1970-01-01' + (random() * 13000)::int,
        1 + (random() < 0.5)::int, phone, v.id, '', '',
        case when random() < 0.5 then '{full_time}'::text[]
            when random() < 0.5 then '{full_time,contract}'::text[] else '{}'::text[] end,
        case when random() < 0.6 then 2500000 + (random() * 30)::int * 100000 end,
        random() < 0.3, 'verified', sikas_now(), sikas_now() - random() ^ 2 * interval '700 days'
    from made
    cross join lateral (select floor(random() * (select count(*) from villages))::int as at
        where phone <> '') draw
    join villages v on v.number = draw.at
    returning id
"""
_LIVES = (
    """insert into seekers_education (seeker_id, level, school, major)
       select id, (array[30, 40, 40, 41, 41, 60, 81])[1 + floor(random() * 7)], '', ''
       from unnest(%(ids)s) id""",
    """insert into seekers_seeker_wished_occupations (seeker_id, occupation_id)
       select distinct id, occupation_id from (
           select id, floor(random() * (select count(*) from drawn))::int as at
           from unnest(%(ids)s) id cross join lateral
               generate_series(1, 1 + (id %% 3)) wish
       ) wishes join drawn on drawn.number = at""",
    """insert into seekers_experience (seeker_id, position, employer, occupation_id, started, ended,
           description)
       select id, 'Pekerjaan', wish::text, occupation_id, started,
           started + (random() * 1500)::int, ''
       from (
           select id, wish, floor(random() * (select count(*) from drawn))::int as at,
               date '2012-01-01' + (random() * 3000)::int as started
           from unnest(%(ids)s) id cross join lateral generate_series(1, id %% 3) wish
       ) jobs join drawn on drawn.number = at""",
    """insert into seekers_seeker_wished_areas (seeker_id, area_id)
       select distinct wishes.id, parent_id from (
           select id, floor(random() * (select count(*) from villages))::int as at
           from unnest(%(ids)s) id cross join lateral generate_series(1, id %% 4 - 1) wish
       ) wishes join villages on villages.number = at""",
)


def fill_candidates(size: int) -> float:
    """Add consenting seekers until about `size` can be found; return seconds, 0 for none added."""
    have = Candidate.objects.values("seeker").distinct().count()
    if have >= size:
        return 0
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(_DRAWN)
    for first in range(have, size, BLOCK):
        _block(first, min(first + BLOCK, size) - 1)
    with connection.cursor() as cursor:
        cursor.execute("drop table drawn, villages")
        cursor.execute("vacuum (freeze, analyze)")
    return time.perf_counter() - began


@transaction.atomic
def _block(first: int, last: int) -> None:
    with connection.cursor() as cursor:
        # The triggers would make the rows five times over; the function they call makes them once.
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(_PEOPLE, {"first": first, "last": last})
        ids = [key for (key,) in cursor.fetchall()]
        for sql in _LIVES:
            cursor.execute(sql, {"ids": ids})
        cursor.execute("select jobs_refresh_candidates(%s)", [ids])
