"""Who may be found for a vacancy: rows kept true by triggers; and what search rows lacked for it."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import sikas.clock
from django.conf import settings
from django.db import migrations, models


# Function → what it says now, and what it says from here on.
CHANGES = {
    "jobs_refresh_search": (
        (
            "v.pay_min, v.pay_max, v.disabilities, v.source,\n            ts_delete(",
            ("v.pay_min, v.pay_max, v.disabilities, v.source, v.experience_years,\n"
            "            case when v.openings_women + v.openings_either = 0 then 1\n"
            "                when v.openings_men + v.openings_either = 0 then 2 end as wanted_sex,\n"
            "            ts_delete("),
        ),
        (
            "pay_min, pay_max, disabilities, source, doc)\n    select * from made",
            ("pay_min, pay_max, disabilities, source, experience_years, wanted_sex, doc)\n"
            "    select * from made"),
        ),
        (
            "pay_min, pay_max, disabilities, source, doc)\n        = (",
            "pay_min, pay_max, disabilities, source, experience_years, wanted_sex, doc)\n        = (",
        ),
        (
            "excluded.source, excluded.doc)",
            "excluded.source,\n           excluded.experience_years, excluded.wanted_sex, excluded.doc)",
        ),
    ),
    "jobs_vacancy_updated": (
        ("stale.employment_type,", "stale.employment_type, stale.experience_years,"),
        ("fresh.employment_type,", "fresh.employment_type, fresh.experience_years,"),
    ),
}
OLD_ROWS = """
    update jobs_vacancysearch s set experience_years = v.experience_years,
        wanted_sex = case when v.openings_women + v.openings_either = 0 then 1
            when v.openings_men + v.openings_either = 0 then 2 end
    from jobs_vacancy v where v.id = s.vacancy_id
"""

FACTS = r"""
create function jobs_match_facts(ids bigint[]) returns table (
    seeker_id bigint, district text, wished_districts text[], ready_to_move boolean,
    education smallint, months smallint, wished_pay integer, wished_employment text[], sex smallint,
    disabilities text[], updated_at timestamptz, wished text[], worked text[]
) language sql stable as $$
    select s.id, coalesce(left(replace(a.code, '.', ''), 6), ''),
        array(
            select distinct left(replace(w.code, '.', ''), 6)
            from seekers_seeker_wished_areas l join reference_area w on w.id = l.area_id
            where l.seeker_id = s.id and w.system = 'kemendagri'
                and w.level in ('district', 'village', 'urban_village')
        ),
        s.ready_to_move,
        (select max(e.level / 10 * 10) from seekers_education e where e.seeker_id = s.id)::smallint,
        (
            -- As an application counts them: each job from its first to its last month.
            select least(32767, coalesce(sum(greatest(1,
                extract(year from age(coalesce(x.ended, sikas_now()::date), x.started)) * 12
                + extract(month from age(coalesce(x.ended, sikas_now()::date), x.started)))), 0))
            from seekers_experience x where x.seeker_id = s.id
        )::smallint,
        s.wished_pay, s.wished_employment::text[], s.sex,
        array(
            select unnest(d.kinds) from seekers_seekerdisability d
            where d.seeker_id = s.id and d.released
        ),
        s.updated_at,
        array(
            select o.code from seekers_seeker_wished_occupations l
            join reference_occupation o on o.id = l.occupation_id
            where l.seeker_id = s.id order by o.code
        ),
        array(
            select distinct o.code from seekers_experience x
            join reference_occupation o on o.id = x.occupation_id
            where x.seeker_id = s.id order by o.code
        )
    from seekers_seeker s
    left join reference_area a on a.id = s.area_id and a.system = 'kemendagri'
        and a.level in ('district', 'village', 'urban_village')
    where s.id = any(ids)
$$;
comment on function jobs_match_facts(bigint[]) is 'What matching reads of the profiles of these people';

create function jobs_refresh_candidates(ids bigint[]) returns void
language plpgsql
set plan_cache_mode = force_custom_plan
as $$
begin
    -- Somebody else may change another part of the profile, or withdraw the consent, at this
    -- moment: wait for them, and let them wait. The next statement sees what they did.
    perform from seekers_seeker where id = any(ids) order by id for no key update;

    delete from jobs_candidate c using unnest(ids) as wanted(id)
    where c.seeker_id = wanted.id and not exists (
        select from seekers_seeker s where s.id = wanted.id and s.visibility = 'verified'
            and s.erased_at is null and s.user_id is not null
    );

    with person as materialized (
        select * from jobs_match_facts(array(
            select id from seekers_seeker where id = any(ids) and visibility = 'verified'
                and erased_at is null and user_id is not null
        ))
    ),
    made as materialized (
        select person.*, code, bool_or(is_wished) as is_wished
        from person cross join lateral (
            select unnest(wished), true union all select unnest(worked), false
        ) as line(code, is_wished)
        group by person.seeker_id, district, wished_districts, ready_to_move, education, months,
            wished_pay, wished_employment, sex, disabilities, updated_at, wished, worked, code
    ),
    gone as (
        delete from jobs_candidate c using person
        where c.seeker_id = person.seeker_id
            and c.occupation <> all (person.wished || person.worked)
    )
    insert into jobs_candidate as c (seeker_id, occupation, is_wished, district, wished_districts,
        ready_to_move, education, months, wished_pay, wished_employment, sex, updated_at)
    select seeker_id, code, is_wished, district, wished_districts, ready_to_move, education, months,
        wished_pay, wished_employment, sex, updated_at
    from made order by seeker_id, code
    on conflict (seeker_id, occupation) do update set
        (is_wished, district, wished_districts, ready_to_move, education, months, wished_pay,
         wished_employment, sex, updated_at)
        = (excluded.is_wished, excluded.district, excluded.wished_districts, excluded.ready_to_move,
           excluded.education, excluded.months, excluded.wished_pay, excluded.wished_employment,
           excluded.sex, excluded.updated_at)
        where (c.is_wished, c.district, c.wished_districts, c.ready_to_move, c.education, c.months,
            c.wished_pay, c.wished_employment, c.sex, c.updated_at)
        is distinct from
            (excluded.is_wished, excluded.district, excluded.wished_districts,
            excluded.ready_to_move, excluded.education, excluded.months, excluded.wished_pay,
            excluded.wished_employment, excluded.sex, excluded.updated_at);
end $$;
comment on function jobs_refresh_candidates(bigint[]) is
    'Makes the rows of these people what they must be now, and removes those of who does not agree';
"""

TRIGGERS = r"""
create function jobs_seeker_updated() returns trigger language plpgsql as $$
begin
    perform jobs_refresh_candidates(array_agg(fresh.id))
    from fresh join stale on stale.id = fresh.id
    where 'verified' in (fresh.visibility, stale.visibility)
        and (stale.visibility, stale.erased_at, stale.user_id, stale.area_id, stale.ready_to_move,
            stale.wished_pay, stale.wished_employment, stale.sex, stale.updated_at)
        is distinct from
            (fresh.visibility, fresh.erased_at, fresh.user_id, fresh.area_id, fresh.ready_to_move,
            fresh.wished_pay, fresh.wished_employment, fresh.sex, fresh.updated_at)
    having count(*) > 0;
    return null;
end $$;

create function jobs_seeker_deleted() returns trigger language plpgsql as $$
begin
    delete from jobs_candidate using stale where seeker_id = stale.id;
    return null;
end $$;

create function jobs_seeker_truncated() returns trigger language plpgsql as $$
begin
    delete from jobs_candidate;  -- a truncate would fail where both tables are truncated
    return null;
end $$;

-- Of the tables that hang on a profile. Whether it is to be seen is asked under its lock.
create function jobs_profile_inserted() returns trigger language plpgsql as $$
begin
    perform jobs_refresh_candidates(array_agg(distinct seeker_id)) from fresh having count(*) > 0;
    return null;
end $$;

create function jobs_profile_updated() returns trigger language plpgsql as $$
begin
    perform jobs_refresh_candidates(array_agg(distinct seeker_id)) from (
        select seeker_id from fresh union all select seeker_id from stale
    ) touched having count(*) > 0;
    return null;
end $$;

create function jobs_profile_deleted() returns trigger language plpgsql as $$
begin
    perform jobs_refresh_candidates(array_agg(distinct seeker_id)) from stale having count(*) > 0;
    return null;
end $$;

create trigger candidate_updated after update on seekers_seeker
    referencing old table as stale new table as fresh
    for each statement execute function jobs_seeker_updated();
create trigger candidate_deleted after delete on seekers_seeker
    referencing old table as stale for each statement execute function jobs_seeker_deleted();
create trigger candidate_truncated after truncate on seekers_seeker
    for each statement execute function jobs_seeker_truncated();
"""
ON_PROFILES = """
create trigger candidate_inserted after insert on {table}
    referencing new table as fresh for each statement execute function jobs_profile_inserted();
create trigger candidate_updated after update on {table}
    referencing old table as stale new table as fresh
    for each statement execute function jobs_profile_updated();
create trigger candidate_deleted after delete on {table}
    referencing old table as stale for each statement execute function jobs_profile_deleted();
"""
OFF_PROFILES = """
drop trigger candidate_inserted on {table};
drop trigger candidate_updated on {table};
drop trigger candidate_deleted on {table};
"""
PROFILES = (
    "seekers_education",
    "seekers_experience",
    "seekers_seeker_wished_areas",
    "seekers_seeker_wished_occupations",
)
FILL = "select jobs_refresh_candidates(array(select id from seekers_seeker where visibility = 'verified'))"
REVERSE = """
drop trigger candidate_updated on seekers_seeker;
drop trigger candidate_deleted on seekers_seeker;
drop trigger candidate_truncated on seekers_seeker;
drop function jobs_seeker_updated, jobs_seeker_deleted, jobs_seeker_truncated,
    jobs_profile_inserted, jobs_profile_updated, jobs_profile_deleted, jobs_refresh_candidates,
    jobs_match_facts;
"""


def _rewrite(cursor, name, pairs):
    cursor.execute("select pg_get_functiondef(%s::regproc)", [name])
    (text,) = cursor.fetchone()
    for old, new in pairs:
        if text.count(old) != 1:
            raise ValueError(f"{name} does not say {old!r} once")
        text = text.replace(old, new)
    cursor.execute(text)


def forward(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for name, pairs in CHANGES.items():
            _rewrite(cursor, name, pairs)
        cursor.execute(OLD_ROWS)


def backward(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for name, pairs in CHANGES.items():
            _rewrite(cursor, name, [(new, old) for old, new in pairs])


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0012_departures'),
        ('seekers', '0008_movements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ApplyInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=sikas.clock.DatabaseNow(), editable=False, verbose_name='waktu')),
            ],
            options={
                'verbose_name': 'undangan melamar',
                'verbose_name_plural': 'undangan melamar',
                'ordering': ['-at', '-pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occupation', models.CharField(max_length=6)),
                ('is_wished', models.BooleanField()),
                ('district', models.CharField(blank=True, max_length=6)),
                ('wished_districts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), size=None)),
                ('ready_to_move', models.BooleanField()),
                ('education', models.PositiveSmallIntegerField(null=True)),
                ('months', models.PositiveSmallIntegerField()),
                ('wished_pay', models.PositiveIntegerField(null=True)),
                ('wished_employment', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('sex', models.PositiveSmallIntegerField(null=True)),
                ('updated_at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='vacancysearch',
            name='experience_years',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='vacancysearch',
            name='wanted_sex',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name='vacancysearch',
            index=models.Index(fields=['occupation', '-published_at'], include=('district', 'vacancy', 'closes_at', 'education', 'experience_years', 'employment_type', 'pay_min', 'pay_max', 'disabilities', 'wanted_sex'), name='match_newest'),
        ),
        migrations.AddIndex(
            model_name='vacancysearch',
            index=models.Index(fields=['occupation', 'district', '-published_at'], include=('vacancy', 'closes_at', 'education', 'experience_years', 'employment_type', 'pay_min', 'pay_max', 'disabilities', 'wanted_sex'), name='match_near'),
        ),
        migrations.AddField(
            model_name='applyinvitation',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh'),
        ),
        migrations.AddField(
            model_name='applyinvitation',
            name='seeker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='apply_invitations', to='seekers.seeker', verbose_name='pencari kerja'),
        ),
        migrations.AddField(
            model_name='applyinvitation',
            name='vacancy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='jobs.vacancy', verbose_name='lowongan'),
        ),
        migrations.AddField(
            model_name='candidate',
            name='seeker',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='seekers.seeker'),
        ),
        migrations.AddIndex(
            model_name='applyinvitation',
            index=models.Index(fields=['seeker', '-at'], name='apply_invitation_recent'),
        ),
        migrations.AddConstraint(
            model_name='applyinvitation',
            constraint=models.UniqueConstraint(fields=('vacancy', 'seeker'), name='apply_invitation_once', violation_error_message='Orang ini sudah diundang untuk lowongan ini.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applyinvitation',
            trigger=pgtrigger.compiler.Trigger(name='living_seekers_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    perform 1 from seekers_seeker\n        where id = new.seeker_id and erased_at is null for key share;\n    if not found then\n        raise exception 'seeker % is erased', new.seeker_id\n            using errcode = 'check_violation', constraint = 'seeker_is_living';\n    end if;\n    return new;\n", hash='3608bb989f5e03c791a04ea3dc32565b06532f67', operation='INSERT OR UPDATE', pgid='pgtrigger_living_seekers_only_ed52b', table='jobs_applyinvitation', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='candidate',
            index=models.Index(fields=['occupation', '-updated_at'], include=('district', 'seeker', 'is_wished', 'wished_districts', 'ready_to_move', 'education', 'months', 'wished_pay', 'wished_employment', 'sex'), name='candidate_newest'),
        ),
        migrations.AddIndex(
            model_name='candidate',
            index=models.Index(fields=['occupation', 'district', '-updated_at'], include=('seeker', 'is_wished', 'wished_districts', 'ready_to_move', 'education', 'months', 'wished_pay', 'wished_employment', 'sex'), name='candidate_near'),
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.UniqueConstraint(fields=('seeker', 'occupation'), name='candidate_once_per_occupation'),
        ),
        migrations.RunPython(forward, backward),
        migrations.RunSQL(
            [FACTS, TRIGGERS, *(ON_PROFILES.format(table=table) for table in PROFILES), FILL],
            [*(OFF_PROFILES.format(table=table) for table in PROFILES), REVERSE],
        ),
    ]
