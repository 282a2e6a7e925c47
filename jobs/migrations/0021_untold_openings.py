"""A vacancy that does not tell how many people are wanted is not for one sex alone."""

from django.db import migrations

REWRITE = """
do $$
declare
    definition text := pg_get_functiondef('jobs_refresh_search'::regproc);
begin
    if definition not like '%{old}%' then
        raise exception 'jobs_refresh_search does not say {old}';
    end if;
    execute replace(definition, '{old}', '{new}');
end $$
"""
OLD = "case when v.openings_women + v.openings_either = 0 then 1"
NEW = (
    "case when v.openings_men + v.openings_women + v.openings_either = 0 then null"
    " when v.openings_women + v.openings_either = 0 then 1"
)
FILL = "update jobs_vacancysearch set wanted_sex = null where openings = 0"


class Migration(migrations.Migration):

    dependencies = [("jobs", "0020_regency_in_search")]
    operations = [
        migrations.RunSQL(REWRITE.format(old=OLD, new=NEW), REWRITE.format(old=NEW, new=OLD)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
