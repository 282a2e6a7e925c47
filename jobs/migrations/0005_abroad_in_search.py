"""Work abroad is found and listed by its country."""

from django.db import migrations

# Function → what it says now, and what it says from here on.
CHANGES = {
    "jobs_refresh_search": (
        (
            "coalesce(areas.name, '') as place",
            "coalesce(nullif(v.country, ''), areas.name, '') as place",
        ),
        (
            "array_to_string(v.skills, ' '), v.address,",
            "array_to_string(v.skills, ' '), v.address, v.country,",
        ),
    ),
    "jobs_vacancy_updated": (
        ("stale.area_id, stale.address,", "stale.area_id, stale.country, stale.address,"),
        ("fresh.area_id, fresh.address,", "fresh.area_id, fresh.country, fresh.address,"),
    ),
}


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

    dependencies = [
        ('jobs', '0004_withdrawals'),
    ]

    operations = [
        migrations.RunPython(forward, backward),
    ]
