"""Who withdraws the consent to keep a disability takes it back from what was sent, too.

By a trigger, because the profile does not know applications, and whoever deletes the row means it.
"""

from django.db import migrations

SQL = """
create function jobs_disability_withdrawn() returns trigger language plpgsql as $$
declare
    ids bigint[];
begin
    -- In the order in which everybody locks applications.
    ids := array(
        select id from jobs_application
        where seeker_id in (select seeker_id from stale) and profile ->> 'disability' is not null
        order by id for no key update
    );
    update jobs_application set profile = profile || '{"disability": null}' where id = any(ids);
    return null;
end $$;
comment on function jobs_disability_withdrawn is
    'Takes a disability out of the applications of who withdrew the consent';
create trigger withdrawn_from_applications after delete on seekers_seekerdisability
    referencing old table as stale for each statement
    execute function jobs_disability_withdrawn();

update jobs_application a set profile = profile || '{"disability": null}'
where profile ->> 'disability' is not null
    and not exists (select from seekers_seekerdisability d where d.seeker_id = a.seeker_id);
"""
REVERSE = """
drop trigger withdrawn_from_applications on seekers_seekerdisability;
drop function jobs_disability_withdrawn;
"""


class Migration(migrations.Migration):
    """A trigger, and once what it would have done."""

    dependencies = [("jobs", "0016_company_decides"), ("seekers", "0009_snapshot")]
    operations = [migrations.RunSQL(SQL, REVERSE)]
