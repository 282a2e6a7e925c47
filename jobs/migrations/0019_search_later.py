"""A writer of thousands of vacancies may have their search rows made afterwards."""

from django.db import migrations

# Function → what it says now, and what it says from here on.
CHANGES = {
    "jobs_refresh_search": (
        (
            "coalesce(nullif(v.country, ''), areas.name, '') as place",
            "coalesce(nullif(v.country, ''), areas.name, v.place_name) as place",
        ),
        ("v.address, v.country,", "v.address, v.country, v.place_name,"),
    ),
    "jobs_vacancy_inserted": (
        ("perform jobs_refresh_search(", "perform jobs_search_soon("),
    ),
    "jobs_vacancy_updated": (
        ("perform jobs_refresh_search(", "perform jobs_search_soon("),
        ("stale.country,", "stale.country, stale.place_name,"),
        ("fresh.country,", "fresh.country, fresh.place_name,"),
    ),
}

SOON = """
create function jobs_search_soon(ids bigint[]) returns void language plpgsql as $$
begin
    if current_setting('jobs.search_later', true) = 'on' then
        insert into jobs_latesearchrow select unnest(ids) on conflict do nothing;
    else
        perform jobs_refresh_search(ids);
    end if;
end $$;
comment on function jobs_search_soon(bigint[]) is
    'Makes search rows now, or leaves them to jobs.search.upkeep when the writer asked for it';
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


def backward(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for name, pairs in CHANGES.items():
            _rewrite(cursor, name, [(new, old) for old, new in pairs])


class Migration(migrations.Migration):

    dependencies = [("jobs", "0018_mirrored_vacancies")]
    operations = [
        migrations.RunSQL(SOON, "drop function jobs_search_soon(bigint[])"),
        migrations.RunPython(forward, backward),
    ]
