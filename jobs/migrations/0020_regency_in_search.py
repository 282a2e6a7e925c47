"""A vacancy of which only the regency is told is counted where it lies."""

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
OLD = "length(digits.code) >= 6\n                then left(digits.code, 6) else"
NEW = "length(digits.code) >= 4\n                then left(digits.code, 6) else"
FILL = """
select jobs_refresh_search(array(
    select v.id from jobs_vacancy v join reference_area a on a.id = v.area_id
    where v.state = 'published' and a.level = 'regency'
))
"""


class Migration(migrations.Migration):

    dependencies = [("jobs", "0019_search_later")]
    operations = [
        migrations.RunSQL(REWRITE.format(old=OLD, new=NEW), REWRITE.format(old=NEW, new=OLD)),
        migrations.RunSQL(FILL, FILL),
    ]
