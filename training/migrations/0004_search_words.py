"""Words to correct typing by, and whether any programme on offer has one."""

import django.contrib.postgres.indexes
from django.db import migrations, models


KNOWN = """
create function training_is_known(word text) returns boolean
language sql stable
-- PostgreSQL takes an unknown word for a common one and reads the table in hope of meeting it.
set enable_seqscan = off
set enable_indexscan = off
as 'select exists (
    select from training_programme
    where doc @@ plainto_tsquery(''sikas'', word) and state = ''open'' and not is_hidden
)';
comment on function training_is_known(text) is 'Whether any programme on offer has the word';
"""


class Migration(migrations.Migration):

    dependencies = [
        ('training', '0003_listing'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('programmes', models.PositiveIntegerField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['word'], name='training_word_trgm', opclasses=['gin_trgm_ops'])],
            },
        ),
        migrations.RunSQL(KNOWN, "drop function training_is_known;"),
    ]
