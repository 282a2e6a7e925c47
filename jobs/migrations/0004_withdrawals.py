"""Tells the web processes when something stops being visible to the public."""

from django.db import migrations

SQL = """
create function jobs_tell_withdrawal() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'jobs_vacancysearch' then
        perform pg_notify('withdrawals', '') from stale limit 1;
    elsif tg_op = 'DELETE' then
        perform pg_notify('withdrawals', '') from stale where state = 'verified' limit 1;
    else
        perform pg_notify('withdrawals', '') from stale join fresh on fresh.id = stale.id
        where stale.state = 'verified' and fresh.state <> 'verified' limit 1;
    end if;
    return null;
end $$;
comment on function jobs_tell_withdrawal() is
    'Lets web processes drop kept pages; see sikas.withdrawals';

-- A vacancy has a search row exactly while it is open and its employer trusted.
create trigger withdrawal_told after delete on jobs_vacancysearch
    referencing old table as stale
    for each statement execute function jobs_tell_withdrawal();
create trigger withdrawal_told after update on employers_company
    referencing old table as stale new table as fresh
    for each statement execute function jobs_tell_withdrawal();
create trigger withdrawal_told_gone after delete on employers_company
    referencing old table as stale
    for each statement execute function jobs_tell_withdrawal();
"""

REVERSE = """
drop trigger withdrawal_told_gone on employers_company;
drop trigger withdrawal_told on employers_company;
drop trigger withdrawal_told on jobs_vacancysearch;
drop function jobs_tell_withdrawal;
"""


class Migration(migrations.Migration):
    """Triggers alone."""

    dependencies = [("jobs", "0003_company_side"), ("employers", "0003_documents")]
    operations = [migrations.RunSQL(SQL, REVERSE)]
