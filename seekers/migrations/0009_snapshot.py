"""What of a profile is sent to a company, made by the database at the moment of sending.

Never in it: NIK, religion, marital status, the street, a disability that was not released — no
employer needs them to judge an application (SE M/6/HK.04/V/2025, UU 27/2022).
"""

from django.db import migrations

# A plain SQL function: PostgreSQL puts its text into the statement that calls it, which it then
# plans once for a session. Months worked count each job from its first to its last month.
SQL = """
create function seekers_snapshot(seeker bigint, today date) returns table (
    seeker_id bigint, name text, sex smallint, birth_date date, area_id bigint,
    education smallint, experience_months integer, profile jsonb, is_ready boolean
) language sql stable as $$
    select s.id, s.name, s.sex, s.birth_date, s.area_id,
        (select max(e.level) from seekers_education e where e.seeker_id = s.id),
        least(32767, (select coalesce(sum(greatest(1,
            extract(year from age(coalesce(x.ended, $2), x.started)) * 12
            + extract(month from age(coalesce(x.ended, $2), x.started)))), 0)
        from seekers_experience x where x.seeker_id = s.id))::integer,
        jsonb_build_object(
            'phone', s.phone,
            'email', coalesce(u.email, ''),
            'birth_place', s.birth_place,
            'summary', s.summary,
            'education', coalesce((
                select jsonb_agg(jsonb_build_object('level', e.level, 'school', e.school,
                        'major', e.major, 'graduated', e.graduated)
                    order by e.level desc, e.graduated desc, e.id)
                from seekers_education e where e.seeker_id = s.id), '[]'),
            'experience', coalesce((
                select jsonb_agg(jsonb_build_object('position', x.position, 'employer', x.employer,
                        'started', x.started, 'ended', x.ended, 'description', x.description)
                    order by x.ended desc nulls first, x.started desc, x.id)
                from seekers_experience x where x.seeker_id = s.id), '[]'),
            'skills', coalesce((
                select jsonb_agg(k.name order by k.id)
                from seekers_skill k where k.seeker_id = s.id), '[]'),
            'languages', coalesce((
                select jsonb_agg(jsonb_build_object('name', l.name, 'level', l.level)
                    order by l.level desc, l.name)
                from seekers_language l where l.seeker_id = s.id), '[]'),
            'disability', (
                select jsonb_build_object('kinds', to_jsonb(d.kinds), 'needs', d.needs)
                from seekers_seekerdisability d where d.seeker_id = s.id and d.released)
        ),
        s.birth_date is not null and s.sex is not null and s.area_id is not null
            and (s.phone <> '' or u.email is not null)
            and exists (select from seekers_education e where e.seeker_id = s.id)
    from seekers_seeker s left join accounts_user u on u.id = s.user_id
    where s.id = $1 and s.erased_at is null
$$;
comment on function seekers_snapshot is 'The profile as companies get it; see seekers.snapshot';
"""


class Migration(migrations.Migration):
    """One function."""

    dependencies = [("seekers", "0008_movements"), ("accounts", "0002_data_requests")]
    operations = [migrations.RunSQL(SQL, "drop function seekers_snapshot;")]
