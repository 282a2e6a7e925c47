"""Tables of the ground modules sikas.cache and sikas.beat, which are read and written in SQL."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("notifications", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="""
                create unlogged table cache_entry (
                    key bytea primary key,  -- sha256 of the key
                    number bigint,
                    value bytea,
                    expires_at timestamptz not null,
                    constraint cache_entry_number_or_value check ((number is null) <> (value is null))
                );
                create index cache_entry_expires_at on cache_entry (expires_at);
                comment on table cache_entry is 'Stands in for Redis while it is away';
            """,
            reverse_sql="drop table cache_entry;",
        ),
        migrations.RunSQL(
            sql="""
                create table beat_run (
                    name text primary key,
                    started_at timestamptz not null,
                    finished_at timestamptz
                );
                comment on table beat_run is 'When each job of the timetable last ran';
            """,
            reverse_sql="drop table beat_run;",
        ),
    ]
