"""The SQL of the figures: two tables of facts for one transaction, and what is counted from them.

Everything is read once, in one statement and so at one moment, into `jobfair_facts` (a row for each
application) and `jobfair_people` (a row for each person with a valid one); counting comes after.
"""

# Which of two states a thing stood in at any time of the fair: it does so now and began before the
# end, or it left that state after the opening and had begun before the end.
_STOOD = """
    (x.state = '{state}' and coalesce((
        select max(t.at) from {steps} t where t.subject_id = x.id and t.to_state = '{state}'
    ), '-infinity') < %(closes)s)
    or exists (
        select from {steps} t
        where t.subject_id = x.id and t.from_state = '{state}' and t.at > %(opens)s
            and coalesce((select max(r.at) from {steps} r
                where r.subject_id = x.id and r.to_state = '{state}' and r.at <= t.at
            ), '-infinity') < %(closes)s)
"""
BOOTH_STOOD = _STOOD.format(state="ready", steps="jobfair_boothtransition")
POSITION_STOOD = _STOOD.format(state="verified", steps="jobfair_positiontransition")

FORGET = "drop table if exists jobfair_facts, jobfair_people, jobfair_places"

FACTS = """
    create temporary table jobfair_facts on commit drop as
    with answers as (
        select t.subject_id, min(t.at) as at
        from jobfair_entry e join jobs_applicationtransition t on t.subject_id = e.application_id
        where e.fair_id = %(fair)s and t.to_state = any(%(answers)s)
        group by t.subject_id
    )
    select e.application_id, e.position_id, place.booth_id, p.seeker_id, p.way, e.is_counted,
        e.arrived_at, a.state, answers.at as answered_at,
        a.state = 'hired' and coalesce(hire.state, '') <> 'void' as is_hired,
        a.sex, a.education, extract(year from age(%(day)s, a.birth_date))::int as age,
        case when district.parent_id = %(home)s then district.name end as district,
        district.id is null as is_homeless, d.seeker_id is not null as has_disability
    from jobfair_entry e
        join jobfair_participant p on p.id = e.participant_id
        join jobfair_position place on place.id = e.position_id
        join jobs_application a on a.id = e.application_id
        left join answers on answers.subject_id = a.id
        left join jobs_placement hire on hire.application_id = a.id
        left join reference_area area on area.id = a.area_id
        left join reference_area district on district.id = case
            when area.level in ('village', 'urban_village') then area.parent_id else area.id end
        left join seekers_seekerdisability d on d.seeker_id = p.seeker_id and d.released
    where e.fair_id = %(fair)s
"""
# A person is described as in the first valid application.
PEOPLE = """
    create temporary table jobfair_people on commit drop as
    select distinct on (seeker_id) * from jobfair_facts where is_counted
    order by seeker_id, arrived_at, application_id
"""
COUNT_ROWS = "analyze jobfair_facts, jobfair_people"  # so that the planner knows their size
PLACES = f"""
    create temporary table jobfair_places on commit drop as
    with live as (
        select x.id from jobfair_booth x
        where x.fair_id = %(fair)s and ({BOOTH_STOOD}
            or x.id in (select booth_id from jobfair_facts))
    ), stood as (
        select x.id from jobfair_position x
        where x.fair_id = %(fair)s and x.booth_id in (select id from live) and ({POSITION_STOOD}
            or x.id in (select position_id from jobfair_facts))
    )
    select booth.id as booth_id, company.id as company_id, company.name as company,
        place.id as position_id, vacancy.title, coalesce(vacancy.openings_men
            + vacancy.openings_women + vacancy.openings_either, 0) as openings
    from live
        join jobfair_booth booth on booth.id = live.id
        join employers_company company on company.id = booth.company_id
        left join (jobfair_position place join stood on stood.id = place.id
            join jobs_vacancy vacancy on vacancy.id = place.vacancy_id) on place.booth_id = booth.id
"""  # noqa: S608 - the pieces are above

SUMMARY = """
    select (select count(distinct booth_id) from jobfair_places) as companies,
        (select count(position_id) from jobfair_places) as positions,
        (select coalesce(sum(openings), 0) from jobfair_places) as openings,
        (select count(*) from jobfair_participant where fair_id = %(fair)s) as registered,
        (select count(*) from jobfair_people) as applicants,
        count(*) filter (where is_counted) as applications,
        count(*) filter (where not is_counted) as withdrawn,
        count(distinct seeker_id) filter (where not is_counted) as withdrawers,
        count(answered_at) filter (where is_counted) as answered,
        count(*) filter (where is_counted and is_hired) as hired
    from jobfair_facts
"""
STATES = """
    select state, count(*), count(distinct seeker_id) from jobfair_facts
    where is_counted group by state
"""
COMPANIES = """
    select p.company_id, p.company as name, count(distinct p.position_id) as positions,
        (select coalesce(sum(q.openings), 0) from jobfair_places q where q.booth_id = p.booth_id)
            as openings,
        coalesce(max(c.applicants), 0) as applicants,
        coalesce(max(c.applications), 0) as applications,
        coalesce(max(c.withdrawn), 0) as withdrawn, coalesce(max(c.answered), 0) as answered,
        coalesce(max(c.hired), 0) as hired, max(c.usual) as usual
    from jobfair_places p left join (
        select booth_id, count(distinct seeker_id) filter (where is_counted) as applicants,
            count(*) filter (where is_counted) as applications,
            count(*) filter (where not is_counted) as withdrawn,
            count(answered_at) filter (where is_counted) as answered,
            count(*) filter (where is_counted and is_hired) as hired,
            percentile_cont(0.5) within group (order by extract(epoch from answered_at - arrived_at)
            ) filter (where is_counted) as usual
        from jobfair_facts group by booth_id
    ) c on c.booth_id = p.booth_id
    group by p.booth_id, p.company_id, p.company order by p.company, p.company_id
"""
COMPANIES_STATES = """
    select booth.company_id, f.state, count(*) from jobfair_facts f
        join jobfair_booth booth on booth.id = f.booth_id
    where f.is_counted group by 1, 2
"""
POSITIONS = """
    select p.position_id, p.company_id, p.company, p.title, p.openings,
        count(f.*) filter (where f.is_counted) as applications,
        count(f.*) filter (where not f.is_counted) as withdrawn,
        count(f.answered_at) filter (where f.is_counted) as answered,
        count(f.*) filter (where f.is_counted and f.is_hired) as hired
    from jobfair_places p left join jobfair_facts f on f.position_id = p.position_id
    where p.position_id is not null
    group by p.position_id, p.company_id, p.company, p.title, p.openings
    order by p.company, p.company_id, p.title, p.position_id
"""
HOURS = """
    select date_trunc('hour', arrived_at at time zone %(zone)s), count(*), count(distinct seeker_id)
    from jobfair_facts where is_counted group by 1 order by 1
"""
# Column of jobfair_people → people for each of its values.
GROUPS = {
    name: f"select {column}, count(*) from jobfair_people group by 1 order by 1"  # noqa: S608
    for name, column in {
        "district": "case when is_homeless then '?' else coalesce(district, '') end",
        "sex": "sex",
        "age": "age",
        "education": "education",
        "disability": "has_disability",
        "way": "way",
    }.items()
}
# Counted once more from the rows themselves, by another way than the figures.
DIRECTLY = """
    select
        (select count(*) from jobfair_entry where fair_id = %(fair)s) as received,
        (select count(*) from jobfair_entry where fair_id = %(fair)s and is_counted)
            as applications,
        (select coalesce(sum(used), 0) from jobfair_participant where fair_id = %(fair)s) as used,
        (select count(*) from jobfair_participant where fair_id = %(fair)s and used > 0)
            as users,
        (select count(distinct a.seeker_id) from jobfair_entry e
            join jobs_application a on a.id = e.application_id
            where e.fair_id = %(fair)s and e.is_counted) as applicants,
        (select count(*) from jobs_placement h join jobfair_entry e
            on e.application_id = h.application_id where e.fair_id = %(fair)s and e.is_counted
            and h.state <> 'void') as placements,
        (select count(*) from jobfair_entry where fair_id = %(fair)s
            and (arrived_at < %(opens)s or arrived_at >= %(closes)s)) as outside
"""
# Every application, with its state at the moment of the report: the last step taken until then.
APPLICATIONS = """
    select a.receipt, s.name, company.name, vacancy.title, e.arrived_at at time zone %(zone)s,
        e.way, e.is_counted,
        coalesce((select t.to_state from jobs_applicationtransition t
            where t.subject_id = a.id and t.at <= %(as_of)s
            order by t.at desc, t.id desc limit 1), 'sent')
    from jobfair_entry e
        join jobs_application a on a.id = e.application_id
        join seekers_seeker s on s.id = a.seeker_id
        join jobfair_position place on place.id = e.position_id
        join jobs_vacancy vacancy on vacancy.id = place.vacancy_id
        join jobfair_booth booth on booth.id = place.booth_id
        join employers_company company on company.id = booth.company_id
    where e.fair_id = %(fair)s and (%(company)s is null or company.id = %(company)s)
    order by e.arrived_at, a.id
"""
