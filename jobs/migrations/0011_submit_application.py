"""An application is judged and written by one statement, kept planned for the session."""

from django.db import migrations

# The share locks make closing a vacancy or suspending its company wait until what was accepted is
# written, and make this wait for one that has begun and look again. Whoever comes second with the
# same form, or for the same vacancy, writes nothing.
SQL = """
create function jobs_submit_application(
    p_seeker bigint, p_vacancy bigint, p_receipt text, p_key uuid, p_letter text,
    p_documents bigint[], p_by uuid, p_today date, p_answer_by timestamptz default null
) returns table (made bigint, is_ready boolean, is_open boolean) language plpgsql as $$
begin
    return query
    with person as materialized (
        select * from seekers_snapshot(p_seeker, p_today)
    ), target as materialized (
        select v.id
        from jobs_vacancy v join employers_company c on c.id = v.company_id
        where v.id = p_vacancy and v.state = 'published' and v.apply_mode = 'internal'
            and v.closes_at > sikas_now() and c.state = 'verified'
        for share of v, c
    ), sent as (
        insert into jobs_application (receipt, key, seeker_id, vacancy_id, name, sex, birth_date,
            area_id, education, experience_months, profile, letter, state, reject_reason,
            reject_note, tags, answer_by)
        select p_receipt, p_key, p.seeker_id, t.id, p.name, p.sex, p.birth_date, p.area_id,
            p.education, p.experience_months, p.profile, p_letter, 'sent', '', '', '{}',
            p_answer_by
        from person p cross join target t where p.is_ready
        on conflict do nothing
        returning id
    ), attached as (
        -- A KTP shows the whole NIK: no company needs it to judge an application.
        insert into jobs_applicationdocument (application_id, kind, file_id)
        select sent.id, d.kind, d.file_id
        from sent cross join seekers_seekerdocument d
        where d.seeker_id = p_seeker and d.id = any(p_documents) and d.kind <> 'ktp'
    ), recorded as (
        insert into jobs_applicationtransition (subject_id, from_state, to_state, by_id, reason)
        select sent.id, '', 'sent', p_by, '' from sent
    )
    select (select id from sent), (select p.is_ready from person p),
        exists (select from target);
end $$;
comment on function jobs_submit_application is 'See jobs.services.applying.submit_application';
"""


class Migration(migrations.Migration):
    """One function."""

    dependencies = [("jobs", "0010_reports"), ("seekers", "0009_snapshot")]
    operations = [migrations.RunSQL(SQL, "drop function jobs_submit_application;")]
