"""The clock of a fair, and the one call by which an application enters it."""

from django.db import migrations

# Where a fair is follows from its times alone, so that it opens and closes without any worker.
PHASE = """
create function jobfair_phase(
    state text, registration_at timestamptz, opens_at timestamptz, closes_at timestamptz,
    grace interval, moment timestamptz
) returns text language sql immutable as $$
    select case
        when state <> 'announced' then state
        when moment < registration_at then 'announced'
        when moment < opens_at then 'registration'
        when moment < closes_at then 'open'
        when moment < closes_at + grace then 'closing'
        else 'closed'
    end
$$;
comment on function jobfair_phase is 'See jobfair.enums.Phase';
"""

# Order of the locks: the fair shared (whoever freezes its report waits until all that was accepted
# is written), the participant (one person's taps come one after the other), the position when it
# has a cap, then what jobs_submit_application locks. Nothing else is shared by all who apply.
APPLY = """
create function jobfair_apply(
    p_position bigint, p_seeker bigint, p_receipt text, p_pass_code text, p_key uuid,
    p_letter text, p_documents bigint[], p_by uuid, p_today date, p_arrived timestamptz,
    p_way text
) returns table (made bigint, number text, refusal text, used integer, quota integer)
language plpgsql as $$
declare
    f record;
    sent record;
    clock timestamptz := sikas_now();
    arrived timestamptz;
    took integer;
    mine bigint;
begin
    select fair.id, fair.state, fair.quota, fair.opens_at, fair.closes_at, fair.grace,
        fair.closes_at + make_interval(days => fair.outcome_days) as answer_by,
        place.vacancy_id, place.cap,
        place.state = 'verified' and booth.state = 'ready' and company.state = 'verified'
            and vacancy.state = 'published' and vacancy.closes_at > clock as is_listed,
        (fair.age_min is null or s.birth_date <= p_today - make_interval(years => fair.age_min))
            and (fair.age_max is null
                or s.birth_date > p_today - make_interval(years => fair.age_max + 1))
            and (fair.education is null or exists (select from seekers_education e
                where e.seeker_id = s.id and e.level >= fair.education / 10 * 10))
            and (not fair.residents_only or exists (
                select from reference_area a, reference_office o
                join reference_area home on home.id = o.area_id
                where a.id = s.area_id and a.system = home.system
                    and (a.code = home.code or a.code like home.code || '.%'))) as is_eligible,
        s.birth_date is not null and s.area_id is not null as is_known
    into f
    from jobfair_position place
        join jobfair_fair fair on fair.id = place.fair_id
        join jobfair_booth booth on booth.id = place.booth_id
        join employers_company company on company.id = booth.company_id
        join jobs_vacancy vacancy on vacancy.id = place.vacancy_id
        cross join seekers_seeker s
    where place.id = p_position and s.id = p_seeker and s.erased_at is null
    for key share of fair;
    if not found then
        return query select null::bigint, ''::text, 'gone'::text, 0, 0;
        return;
    end if;
    quota := f.quota;

    -- Whoever sends again what was taken gets the first receipt, also after the end.
    select a.id, a.receipt into made, number from jobs_application a
    where a.seeker_id = p_seeker and (a.key = p_key
        or (a.vacancy_id = f.vacancy_id and a.state <> 'withdrawn'))
    order by a.key = p_key desc limit 1;
    if found then
        select p.used into used from jobfair_participant p
        where p.fair_id = f.id and p.seeker_id = p_seeker;
        used := coalesce(used, 0);
        return next;
        return;
    end if;

    clock := sikas_now();  -- the lock may have been waited for
    arrived := case when p_arrived between clock - f.grace and clock then p_arrived else clock end;
    refusal := case
        when f.state = 'paused' then 'paused'
        when f.state <> 'announced' then 'gone'
        when arrived < f.opens_at then 'early'
        when arrived >= f.closes_at then 'late'
        when not f.is_listed then 'gone'
        when not f.is_known then 'not_ready'
        when not f.is_eligible then 'ineligible'
    end;
    if refusal is not null then
        return next;
        return;
    end if;

    insert into jobfair_participant as p (fair_id, seeker_id, pass_code, way, used)
    values (f.id, p_seeker, p_pass_code, p_way, 1)
    on conflict (fair_id, seeker_id) do update set used = p.used + 1 where p.used < f.quota
    returning p.id, p.used into mine, used;
    if mine is null then
        refusal := 'limit';
    elsif f.cap is not null then
        update jobfair_position set taken = taken + 1 where id = p_position and taken < cap;
        get diagnostics took = row_count;
        if took = 0 then refusal := 'full'; end if;
    end if;

    if refusal is null then
        select * into sent from jobs_submit_application(p_seeker, f.vacancy_id, p_receipt, p_key,
            p_letter, p_documents, p_by, p_today, f.answer_by);
        if sent.made is not null then
            made := sent.made;
            number := p_receipt;
            insert into jobfair_entry (application_id, fair_id, position_id, participant_id, way,
                arrived_at) values (made, f.id, p_position, mine, p_way, arrived);
            return next;
            return;
        end if;
        refusal := case
            when not sent.is_open then 'gone'
            when not sent.is_ready then 'not_ready'
            else 'again'
        end;
    end if;

    -- Refused after all: what was taken is given back, and the other tab's receipt holds.
    if mine is not null then
        update jobfair_participant p set used = p.used - 1 where p.id = mine;
        used := used - 1;
    end if;
    if took = 1 then
        update jobfair_position set taken = taken - 1 where id = p_position;
    end if;
    select a.id, a.receipt into made, number from jobs_application a
    where a.seeker_id = p_seeker and (a.key = p_key
        or (a.vacancy_id = f.vacancy_id and a.state <> 'withdrawn'))
    order by a.key = p_key desc limit 1;
    if found then refusal := null; end if;
    return next;
end $$;
comment on function jobfair_apply is 'See jobfair.services.entering.apply_in_fair';
"""

# Withdrawing gives the place in the quota back, once, and only while the fair takes applications.
# Before the row is written: whoever applies at the same moment holds the participant and still sees
# the application as it was, so neither waits for the other in a circle.
GIVE_BACK = """
create function jobfair_give_back() returns trigger language plpgsql as $$
declare
    entry record;
begin
    select e.participant_id, e.position_id into entry
    from jobfair_entry e join jobfair_fair f on f.id = e.fair_id
    where e.application_id = new.id and e.is_counted
        and jobfair_phase(f.state, f.registration_at, f.opens_at, f.closes_at, f.grace,
            sikas_now()) in ('open', 'paused');
    if found then
        update jobfair_participant set used = used - 1 where id = entry.participant_id;
        update jobfair_position set taken = taken - 1
            where id = entry.position_id and cap is not null and taken > 0;
        update jobfair_entry set is_counted = false where application_id = new.id;
    end if;
    return new;
end $$;
comment on function jobfair_give_back is 'Gives a place in the quota of a fair back';
create trigger jobfair_give_back before update on jobs_application
    for each row when (new.state = 'withdrawn' and old.state <> 'withdrawn')
    execute function jobfair_give_back();
"""


class Migration(migrations.Migration):
    """Three functions and a trigger."""

    dependencies = [("jobfair", "0001_initial"), ("jobs", "0011_submit_application")]
    operations = [
        migrations.RunSQL(PHASE, "drop function jobfair_phase;"),
        migrations.RunSQL(APPLY, "drop function jobfair_apply;"),
        migrations.RunSQL(
            GIVE_BACK,
            "drop trigger jobfair_give_back on jobs_application;"
            " drop function jobfair_give_back;",
        ),
    ]
