"""What waits for its search rows waits as one row for each statement that wrote it."""

import django.contrib.postgres.fields
from django.db import migrations, models

SOON = """
create or replace function jobs_search_soon(ids bigint[]) returns void language plpgsql as $$
begin
    if current_setting('jobs.search_later', true) = 'on' then
        insert into {waiting};
    else
        perform jobs_refresh_search(ids);
    end if;
end $$
"""
NOW = SOON.format(waiting="jobs_latesearchrows (vacancies) values (ids)")
BEFORE = SOON.format(waiting="jobs_latesearchrow select unnest(ids) on conflict do nothing")
KEPT = """
lock table jobs_latesearchrow in exclusive mode;  -- whoever still writes there has ended
insert into jobs_latesearchrows (vacancies)
select array_agg(vacancy_id) from jobs_latesearchrow having count(*) > 0
"""


class Migration(migrations.Migration):

    dependencies = [("jobs", "0021_untold_openings")]

    operations = [
        migrations.CreateModel(
            name="LateSearchRows",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("vacancies", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
        ),
        migrations.RunSQL(NOW, BEFORE),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.DeleteModel(name="LateSearchRow"),
    ]
