"""Tells the web processes when a programme stops being visible to the public."""

from django.db import migrations

SQL = """
create function training_tell_withdrawal() returns trigger language plpgsql as $$
begin
    perform pg_notify('withdrawals', '') from stale left join fresh on fresh.id = stale.id
    where stale.state = 'open' and not stale.is_hidden
        and (fresh.state = 'open' and not fresh.is_hidden) is not true
    limit 1;
    return null;
end $$;
comment on function training_tell_withdrawal() is
    'Lets web processes drop kept pages; see sikas.withdrawals';

create trigger withdrawal_told after update on training_programme
    referencing old table as stale new table as fresh
    for each statement execute function training_tell_withdrawal();
"""

REVERSE = """
drop trigger withdrawal_told on training_programme;
drop function training_tell_withdrawal;
"""


class Migration(migrations.Migration):
    """A trigger alone."""

    dependencies = [("training", "0001_initial")]
    operations = [migrations.RunSQL(SQL, REVERSE)]
