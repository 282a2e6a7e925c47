"""Search rows of programmes: what the list shows of each, and from when to when it is so."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

ROWS = r"""
create function training_refresh_search(ids bigint[]) returns void
language plpgsql
-- What is known of the tables changes while a large load goes on, and a plan would not.
set plan_cache_mode = force_custom_plan
as $$
begin
    -- Who renames a provider or writes one of these at this moment is waited for, and waits: the
    -- next statement sees what he did. Providers first, as a change of a provider does it.
    perform from training_provider
    where id in (select provider_id from training_programme where id = any(ids))
    order by id for share;
    perform from training_programme where id = any(ids) order by id for no key update;

    delete from training_programmesearch where programme_id = any(ids);

    with chosen as materialized (
        select p.id, p.published_at, p.title, p.field, p.hours, p.source, v.name as provider,
            coalesce(nullif(v.place_name, ''), a.name, '') as place,
            training_doc(p) || array_to_tsvector(array_remove(array[
                case when p.field <> '' then 'kej' || md5(p.field) end,
                'wil' || a.id, 'wil' || up.id, 'wil' || above.id, 'wil' || top.id
            ], null)) as doc
        from training_programme p join training_provider v on v.id = p.provider_id
        left join reference_area a on a.id = v.area_id
        left join reference_area up on up.id = a.parent_id
        left join reference_area above on above.id = up.parent_id
        left join reference_area top on top.id = above.parent_id
        where p.id = any(ids) and p.state = 'open' and not p.is_hidden
    ), ends as (
        -- A day for those whose today is not the server's.
        select distinct on (programme_id, registration_until) programme_id as id,
            registration_until as last_day, quota, registered
        from training_schedule
        where programme_id = any(ids) and (quota is null or registered < quota)
            and registration_until >= sikas_now()::date - 1
        order by programme_id, registration_until, training_schedule.id
    ), spans as (
        select * from ends union all select id, 'infinity', null, null from chosen
    )
    insert into training_programmesearch (programme_id, since, last_day, published_at, doc, title,
        field, hours, source, provider, place, quota, registered)
    select id,
        coalesce(lag(last_day) over (partition by id order by last_day) + 1, '-infinity'),
        last_day, published_at, doc, title, field, hours, source, provider, place, quota, registered
    from chosen join spans using (id)
    order by last_day, published_at desc, id desc;

    -- Entered together, words cost a sixth; the migration that fills the table makes the index last.
    perform gin_clean_pending_list(word_index)
    from (select to_regclass('training_doc_words') as word_index) found
    where word_index is not null;
end $$;
comment on function training_refresh_search(bigint[]) is
    'Makes the search rows of these programmes what they must be now, and removes the others''';

create or replace function training_is_known(word text) returns boolean
language sql stable
-- PostgreSQL takes an unknown word for a common one and reads the table in hope of meeting it.
set enable_seqscan = off
set enable_indexscan = off
as 'select exists (
    select from training_programmesearch where doc @@ plainto_tsquery(''sikas'', word)
)';
"""

TRIGGERS = r"""
create or replace function training_programme_written() returns trigger language plpgsql as $$
begin
    if new is distinct from old and new.updated_at = old.updated_at then
        new.updated_at := sikas_now();
    end if;
    return new;
end $$;
drop trigger programme_written on training_programme;
create trigger programme_written before update on training_programme
    for each row execute function training_programme_written();

create function training_search_programmes() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        perform training_refresh_search(array_agg(id)) from fresh having count(*) > 0;
    elsif tg_op = 'DELETE' then
        delete from training_programmesearch using stale where programme_id = stale.id;
    else
        perform training_refresh_search(array_agg(fresh.id))
        from fresh join stale on stale.id = fresh.id
        -- Writes that change neither text nor place in lists leave the search rows alone.
        where (stale.state, stale.is_hidden, stale.title, stale.code, stale.field, stale.topics,
            stale.description, stale.hours, stale.source, stale.provider_id, stale.published_at)
        is distinct from
            (fresh.state, fresh.is_hidden, fresh.title, fresh.code, fresh.field, fresh.topics,
            fresh.description, fresh.hours, fresh.source, fresh.provider_id, fresh.published_at)
        having count(*) > 0;
    end if;
    return null;
end $$;
create trigger search_inserted after insert on training_programme
    referencing new table as fresh
    for each statement execute function training_search_programmes();
create trigger search_updated after update on training_programme
    referencing old table as stale new table as fresh
    for each statement execute function training_search_programmes();
create trigger search_deleted after delete on training_programme
    referencing old table as stale
    for each statement execute function training_search_programmes();

create function training_search_schedules() returns trigger language plpgsql as $$
declare
    ids bigint[];
begin
    if tg_op = 'INSERT' then
        select array_agg(distinct programme_id) into ids from fresh;
    elsif tg_op = 'DELETE' then
        select array_agg(distinct programme_id) into ids from stale;
    else
        select array_agg(programme_id) into ids
        from (select programme_id from stale union select programme_id from fresh) either;
    end if;
    if ids is not null then
        perform training_refresh_search(ids);
    end if;
    return null;
end $$;
create trigger search_inserted after insert on training_schedule
    referencing new table as fresh
    for each statement execute function training_search_schedules();
create trigger search_updated after update on training_schedule
    referencing old table as stale new table as fresh
    for each statement execute function training_search_schedules();
create trigger search_deleted after delete on training_schedule
    referencing old table as stale
    for each statement execute function training_search_schedules();

create or replace function training_provider_renamed() returns trigger language plpgsql as $$
begin
    perform training_refresh_search(array_agg(id)) from training_programme
    where provider_id = new.id having count(*) > 0;
    return null;
end $$;

create function training_area_renamed() returns trigger language plpgsql as $$
begin
    perform training_refresh_search(array_agg(p.id))
    from training_programme p join training_provider v on v.id = p.provider_id
    join reference_area a on a.id = v.area_id where new.id in (a.id, a.parent_id)
    having count(*) > 0;
    return null;
end $$;
create trigger training_area_renamed after update on reference_area
    for each row when ((old.name, old.parent_id) is distinct from (new.name, new.parent_id))
    execute function training_area_renamed();
"""

# A row of up to 8 kB stays in its page: reading hundreds of `doc`s must not fetch each from TOAST.
STORAGE = "alter table training_programmesearch set (toast_tuple_target = 8160);"

FILL = "select training_refresh_search(array(select id from training_programme order by id));"


class Migration(migrations.Migration):

    dependencies = [
        ('training', '0004_search_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProgrammeSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('last_day', models.DateField()),
                ('published_at', models.DateTimeField()),
                ('doc', django.contrib.postgres.search.SearchVectorField()),
                ('title', models.CharField(max_length=200)),
                ('field', models.CharField(blank=True, max_length=100)),
                ('hours', models.PositiveIntegerField(null=True)),
                ('source', models.CharField(max_length=12)),
                ('provider', models.CharField(max_length=200)),
                ('place', models.CharField(blank=True, max_length=150)),
                ('quota', models.PositiveIntegerField(null=True)),
                ('registered', models.PositiveIntegerField(null=True)),
                ('programme', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, to='training.programme')),
            ],
        ),
        migrations.RunSQL(ROWS + TRIGGERS + STORAGE + FILL),
        migrations.RemoveIndex(
            model_name='programme',
            name='programme_doc',
        ),
        migrations.RemoveField(
            model_name='programme',
            name='doc',
        ),
        migrations.RemoveIndex(
            model_name='programme',
            name='programme_newest',
        ),
        migrations.RemoveIndex(
            model_name='schedule',
            name='schedule_open',
        ),
        migrations.AddIndex(
            model_name='programmesearch',
            index=models.Index(models.F('last_day'), models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('programme'), descending=True), name='training_next'),
        ),
        migrations.AddIndex(
            model_name='programmesearch',
            index=models.Index(models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('programme'), descending=True), name='training_newest'),
        ),
        migrations.AddIndex(
            model_name='programmesearch',
            index=django.contrib.postgres.indexes.GinIndex(models.F('doc'), fastupdate=True, gin_pending_list_limit=65536, name='training_doc_words'),
        ),
        migrations.AddConstraint(
            model_name='programmesearch',
            constraint=models.UniqueConstraint(fields=('programme', 'last_day'), name='search_once_a_day'),
        ),
    ]
