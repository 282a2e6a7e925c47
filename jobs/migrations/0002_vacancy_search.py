"""The search table, the text functions it needs, and the triggers that keep it true."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models

TEXT = r"""
create function jobs_plain(text) returns text
language sql immutable parallel safe strict
begin atomic
    -- PostgreSQL's parser takes "supir/sopir" for a file, "a.com" for a host, "<25 dan >18" for a
    -- tag. One replace() for each sign is fifty times faster than translate().
    select replace(replace(replace(replace(replace(replace(replace(
        $1, '/', ' '), '-', ' '), '.', ' '), '_', ' '), '@', ' '), '&', ' '), '<', ' ');
end;
comment on function jobs_plain(text) is 'Text as single words for the parser of full text search';

create function jobs_stop_lexemes() returns text[]
language sql immutable parallel safe
return '{agar,akan,anda,atau,bahwa,dan,dari,dengan,di,ini,itu,juga,kami,karena,ke,oleh,pada,para,sebaga,secara,serta,untuk,yaitu,yang}'::text[];
comment on function jobs_stop_lexemes() is
    'Stems of words without meaning that no other word shares; see jobs.search.words';
"""

ROWS = r"""
create function jobs_is_known(word text) returns boolean
language sql stable
-- PostgreSQL takes an unknown word for a common one and reads the table in hope of meeting it.
set enable_seqscan = off
set enable_indexscan = off
as 'select exists (
    select from jobs_vacancysearch
    where doc @@ plainto_tsquery(''sikas'', word) and closes_at > (select sikas_now())
)';
comment on function jobs_is_known(text) is 'Whether any open vacancy has the word';

create function jobs_refresh_search(ids bigint[]) returns void
language plpgsql as $$
begin
    -- A company may be renamed or suspended at this moment by somebody else: wait for them, and
    -- let them wait. The next statement sees what they did.
    perform from employers_company
    where id in (select company_id from jobs_vacancy where id = any(ids))
    order by id for share;

    delete from jobs_vacancysearch s
    using unnest(ids) as wanted(id)
    where s.vacancy_id = wanted.id and not exists (
        select from jobs_vacancy v left join employers_company c on c.id = v.company_id
        where v.id = wanted.id and v.state = 'published' and v.closes_at > sikas_now()
            and (c.id is null or c.state = 'verified')
    );

    with recursive chosen as materialized (
        select v.id, v.occupation_id, v.area_id, c.id as company_id,
            coalesce(v.industry_id, c.industry_id) as industry_id,
            coalesce(c.name, v.employer_name) as employer
        from unnest(ids) as wanted(id)
        join jobs_vacancy v on v.id = wanted.id
        left join employers_company c on c.id = v.company_id
        where v.state = 'published' and v.closes_at > sikas_now()
            and (c.id is null or c.state = 'verified')
    ),
    -- Words are made once for each occupation, place, industry and employer, not for each row.
    occupation_line(id, ancestor_id, parent_id) as (
        select id, id, parent_id from reference_occupation
        where id in (select occupation_id from chosen)
        union all
        select line.id, o.id, o.parent_id from occupation_line line
        join reference_occupation o on o.id = line.parent_id
    ),
    occupations as materialized (
        select line.id, max(o.code) filter (where o.id = line.id) as code,
            array_agg('kbji' || o.code) as tokens,
            ts_delete(setweight(to_tsvector('sikas', (
                -- Search words repeat each other: once is enough.
                select coalesce(string_agg(distinct word, ' '), '') from regexp_split_to_table(
                    lower(jobs_plain(string_agg(o.title || coalesce(' ' || s.terms, ''), ' ')
                        -- Groups above four digits are too wide to be found by their name.
                        filter (where o.digits >= 4 or o.id = line.id))), ' +') word
            )), 'B'), jobs_stop_lexemes()) as doc
        from occupation_line line
        join reference_occupation o on o.id = line.ancestor_id
        left join lateral (
            select string_agg(term, ' ') as terms from reference_occupationsynonym
            where occupation_id = o.id and is_active
        ) s on true
        group by line.id
    ),
    industry_line(id, ancestor_id, parent_id) as (
        select id, id, parent_id from reference_industry
        where id in (select industry_id from chosen)
        union all
        select line.id, i.id, i.parent_id from industry_line line
        join reference_industry i on i.id = line.parent_id
    ),
    industries as materialized (
        select line.id, max(i.edition || lower(i.code)) filter (where i.digits = 1) as section,
            array_agg('kbli' || i.edition || lower(i.code)) as tokens
        from industry_line line join reference_industry i on i.id = line.ancestor_id
        group by line.id
    ),
    areas as materialized (
        select a.id, place.name,
            case when a.system = 'kemendagri' and length(digits.code) >= 6
                then left(digits.code, 6) else '' end as district,
            case when a.system = 'kemendagri' then array_remove(array[
                case when length(digits.code) >= 4 then 'kab' || left(digits.code, 4) end,
                case when length(digits.code) >= 6 then 'kec' || left(digits.code, 6) end
            ], null) else '{}' end as tokens,
            setweight(to_tsvector('sikas', jobs_plain(concat_ws(' ', a.name, up.name,
                case when a.level in ('village', 'urban_village') then above.name end
            ))), 'C') as doc
        from reference_area a
        left join reference_area up on up.id = a.parent_id and up.level <> 'province'
        left join reference_area above on above.id = up.parent_id
        cross join lateral (select replace(a.code, '.', '') as code) digits
        cross join lateral (select case when a.level in ('village', 'urban_village')
            then up.name else a.name end as name) place
        where a.id in (select area_id from chosen)
    ),
    employers as materialized (
        select employer, ts_delete(setweight(to_tsvector('sikas', jobs_plain(employer)), 'C'),
            jobs_stop_lexemes()) as doc
        from chosen group by employer
    ),
    made as (
        select v.id, v.published_at, v.closes_at, v.title, chosen.employer, chosen.company_id,
            coalesce(areas.name, '') as place, coalesce(areas.district, '') as district,
            coalesce(occupations.code, '') as occupation, coalesce(industries.section, '') as industry,
            v.education, v.employment_type,
            v.openings_men + v.openings_women + v.openings_either as openings,
            v.pay_min, v.pay_max, v.disabilities, v.source,
            ts_delete(setweight(to_tsvector('sikas', jobs_plain(v.title)), 'A')
                || strip(to_tsvector('sikas', jobs_plain(concat_ws(' ', v.description,
                    v.requirements, array_to_string(v.skills, ' '), v.address,
                    case v.employment_type when 'internship' then 'magang'
                        when 'part_time' then 'paruh waktu' when 'daily' then 'harian lepas'
                        when 'contract' then 'kontrak' end)))),
                jobs_stop_lexemes())
                || coalesce(occupations.doc, '') || employers.doc || coalesce(areas.doc, '')
                || array_to_tsvector(
                    array['edu' || coalesce(v.education / 10 * 10, 0),
                        'typ' || replace(v.employment_type, '_', ''), 'src' || v.source]
                    || occupations.tokens || industries.tokens || areas.tokens
                    || case when chosen.company_id is not null
                        then array['com' || chosen.company_id] end
                    || case when v.disabilities <> '{}'
                        then array['dis'] || array(select 'dis' || d from unnest(v.disabilities) d) end
                    || case when v.pay_min is not null
                        then array(select 'pay' || m from unnest(array[2, 3, 4, 5, 7, 10]) m
                            where v.pay_min >= m * 1000000) end
                ) as doc
        from chosen
        join jobs_vacancy v on v.id = chosen.id
        join employers on employers.employer = chosen.employer
        left join occupations on occupations.id = chosen.occupation_id
        left join industries on industries.id = chosen.industry_id
        left join areas on areas.id = chosen.area_id
    )
    insert into jobs_vacancysearch as s (vacancy_id, published_at, closes_at, title, employer,
        company_id, place, district, occupation, industry, education, employment_type, openings,
        pay_min, pay_max, disabilities, source, doc)
    select * from made order by published_at, id
    on conflict (vacancy_id) do update set
        (published_at, closes_at, title, employer, company_id, place, district, occupation,
         industry, education, employment_type, openings, pay_min, pay_max, disabilities, source, doc)
        = (excluded.published_at, excluded.closes_at, excluded.title, excluded.employer,
           excluded.company_id, excluded.place, excluded.district, excluded.occupation,
           excluded.industry, excluded.education, excluded.employment_type, excluded.openings,
           excluded.pay_min, excluded.pay_max, excluded.disabilities, excluded.source, excluded.doc)
        where s is distinct from excluded;

    -- A large load builds the index afterwards: then there is none to tidy.
    perform gin_clean_pending_list(word_index)
    from (select to_regclass('search_doc') as word_index) found where word_index is not null;
end $$;
comment on function jobs_refresh_search(bigint[]) is
    'Makes the search rows of these vacancies what they must be now, and removes the others''';
"""

TRIGGERS = r"""
create function jobs_vacancy_inserted() returns trigger language plpgsql as $$
begin
    perform jobs_refresh_search(array_agg(id)) from fresh where state = 'published'
    having count(*) > 0;
    return null;
end $$;

create function jobs_vacancy_updated() returns trigger language plpgsql as $$
begin
    perform jobs_refresh_search(array_agg(fresh.id))
    from fresh join stale on stale.id = fresh.id
    where 'published' in (fresh.state, stale.state)
        -- Writes that change neither text nor place in lists leave the search row alone.
        and (stale.state, stale.title, stale.company_id, stale.employer_name, stale.occupation_id,
            stale.industry_id, stale.area_id, stale.address, stale.description, stale.requirements,
            stale.skills, stale.education, stale.employment_type, stale.openings_men,
            stale.openings_women, stale.openings_either, stale.pay_min, stale.pay_max,
            stale.disabilities, stale.source, stale.published_at, stale.closes_at)
        is distinct from
            (fresh.state, fresh.title, fresh.company_id, fresh.employer_name, fresh.occupation_id,
            fresh.industry_id, fresh.area_id, fresh.address, fresh.description, fresh.requirements,
            fresh.skills, fresh.education, fresh.employment_type, fresh.openings_men,
            fresh.openings_women, fresh.openings_either, fresh.pay_min, fresh.pay_max,
            fresh.disabilities, fresh.source, fresh.published_at, fresh.closes_at)
    having count(*) > 0;
    return null;
end $$;

create function jobs_vacancy_deleted() returns trigger language plpgsql as $$
begin
    delete from jobs_vacancysearch using stale where vacancy_id = stale.id;
    return null;
end $$;

create function jobs_vacancy_truncated() returns trigger language plpgsql as $$
begin
    delete from jobs_vacancysearch;  -- a truncate would fail where both tables are truncated
    return null;
end $$;

create function jobs_company_updated() returns trigger language plpgsql as $$
declare
    changed bigint[];
    affected bigint[];
begin
    select array_agg(fresh.id) into changed
    from fresh join stale on stale.id = fresh.id
    where (stale.name, stale.state, stale.industry_id)
        is distinct from (fresh.name, fresh.state, fresh.industry_id);
    if changed is null then
        return null;
    end if;
    -- Its open and closed vacancies look different now, or are gone, to whoever follows changes.
    with touched as (
        update jobs_vacancy set updated_at = sikas_now()
        where company_id = any(changed) and state in ('published', 'closed')
        returning id, state
    )
    select array_agg(id) filter (where state = 'published') into affected from touched;
    if affected is not null then
        perform jobs_refresh_search(affected);
    end if;
    return null;
end $$;

create function jobs_stamp_update() returns trigger language plpgsql as $$
begin
    new.updated_at = sikas_now();
    return new;
end $$;

create trigger search_inserted after insert on jobs_vacancy
    referencing new table as fresh for each statement execute function jobs_vacancy_inserted();
create trigger search_updated after update on jobs_vacancy
    referencing old table as stale new table as fresh
    for each statement execute function jobs_vacancy_updated();
create trigger search_deleted after delete on jobs_vacancy
    referencing old table as stale for each statement execute function jobs_vacancy_deleted();
create trigger search_truncated after truncate on jobs_vacancy
    for each statement execute function jobs_vacancy_truncated();
create trigger search_company_updated after update on employers_company
    referencing old table as stale new table as fresh
    for each statement execute function jobs_company_updated();
-- Row by row and before the write, so that history sees the stamp.
create trigger stamp_update before update on jobs_vacancy
    for each row when (old is distinct from new and old.updated_at = new.updated_at)
    execute function jobs_stamp_update();
"""

# A row of up to 8 kB stays in its page: reading thousands of `doc`s must not fetch each from TOAST.
STORAGE = "alter table jobs_vacancysearch set (toast_tuple_target = 8160);"

REVERSE = """
drop trigger search_company_updated on employers_company;
drop trigger stamp_update on jobs_vacancy;
drop trigger search_truncated on jobs_vacancy;
drop trigger search_deleted on jobs_vacancy;
drop trigger search_updated on jobs_vacancy;
drop trigger search_inserted on jobs_vacancy;
drop function jobs_stamp_update, jobs_company_updated, jobs_vacancy_truncated,
    jobs_vacancy_deleted, jobs_vacancy_updated, jobs_vacancy_inserted, jobs_refresh_search,
    jobs_is_known, jobs_stop_lexemes, jobs_plain;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0001_initial'),
    ]

    operations = [
        CreateExtension('fuzzystrmatch'),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('vacancies', models.PositiveIntegerField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['word'], name='search_word_trgm', opclasses=['gin_trgm_ops'])],
            },
        ),
        migrations.CreateModel(
            name='VacancySearch',
            fields=[
                ('vacancy', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='search_row', serialize=False, to='jobs.vacancy')),
                ('published_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField()),
                ('doc', django.contrib.postgres.search.SearchVectorField()),
                ('title', models.CharField(max_length=120)),
                ('employer', models.CharField(max_length=150)),
                ('company_id', models.BigIntegerField(null=True)),
                ('place', models.CharField(blank=True, max_length=100)),
                ('district', models.CharField(blank=True, max_length=6)),
                ('occupation', models.CharField(blank=True, max_length=6)),
                ('industry', models.CharField(blank=True, max_length=5)),
                ('education', models.PositiveSmallIntegerField(null=True)),
                ('employment_type', models.CharField(max_length=12)),
                ('openings', models.PositiveIntegerField()),
                ('pay_min', models.PositiveIntegerField(null=True)),
                ('pay_max', models.PositiveIntegerField(null=True)),
                ('disabilities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('source', models.CharField(max_length=12)),
            ],
            options={
                'indexes': [models.Index(models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('vacancy'), descending=True), name='search_newest'), django.contrib.postgres.indexes.GinIndex(models.F('doc'), fastupdate=True, gin_pending_list_limit=65536, name='search_doc')],
            },
        ),
        migrations.RunSQL(
            sql=TEXT + ROWS + TRIGGERS + STORAGE, reverse_sql=REVERSE
        ),
    ]
