"""National vacancies: each is a row of jobs, which nobody here may write in."""

from integration.enums import Kind
from integration.landing.sinks import Sink
from integration.mapping import MAPPINGS
from jobs.deadlines import OPEN_ENDED
from jobs.enums import ApplyMode, Source, VacancyState

COLUMNS = ", ".join(MAPPINGS[Kind.VACANCIES].columns)
ADDRESS = "https://karirhub.kemnaker.go.id/lowongan-dalam-negeri/lowongan/"

# A vacancy that had gone at the ministry and is back there is open again. One that an officer
# closed here stays closed, whatever the ministry does. His step is known by its reason, which the
# ministry's has not; who took it may be forgotten by now.
_WRITES = """
back as materialized (
    select v.id from judged join jobs_vacancy v on v.id = local_id
    where outcome = 'updated' and known_state = 'gone' and v.state = %(closed)s and not exists (
        select from jobs_vacancytransition step
        where step.subject_id = v.id and step.to_state = %(closed)s and step.reason <> ''
    )
),
reopened as (
    insert into jobs_vacancytransition (subject_id, from_state, to_state, reason)
    select id, %(closed)s, %(published)s, '' from back
),
created as (
    insert into jobs_vacancy (id, title, employer_name, industry_id, occupation_id, area_id,
        place_name, employment_type, pay_min, pay_max, skills, description, published_at,
        requirements, address, experience_years, openings_men, openings_women, openings_either,
        disabilities, source, apply_mode, apply_url, state, close_reason, created_at, closes_at)
    select local_id, title, employer_name, industry_id, occupation_id, area_id, place_name,
        employment_type, pay_min, pay_max, skills, description, published_at,
        '', '', 0, 0, 0, 0, '{}', %(source)s, %(apply_mode)s, %(address)s || remote_id,
        %(published)s, '', sikas_now(), %(closes_at)s
    from judged where outcome = 'inserted'
),
changed as (
    update jobs_vacancy v set
        (title, employer_name, industry_id, occupation_id, area_id, place_name, employment_type,
         pay_min, pay_max, skills, description, published_at) =
        (j.title, j.employer_name, j.industry_id, j.occupation_id, j.area_id, j.place_name,
         j.employment_type, j.pay_min, j.pay_max, j.skills, j.description, j.published_at),
        apply_url = %(address)s || j.remote_id,
        state = case when j.is_back then %(published)s else v.state end,
        close_reason = case when j.is_back then '' else v.close_reason end,
        closed_at = case when j.is_back then null else v.closed_at end,
        closes_at = case when j.is_back then %(closes_at)s else v.closes_at end
    from (select *, local_id in (select id from back) as is_back from judged) j
    where v.id = j.local_id and j.outcome = 'updated'
)
"""

VACANCIES = Sink(
    kind=Kind.VACANCIES,
    shape=f"select {COLUMNS} from jobs_vacancy",  # noqa: S608 - names of our own
    writes=_WRITES,
    local_id="coalesce(r.local_id, nextval('jobs_vacancy_id_seq'))",
    settings={
        "source": Source.KARIRHUB,
        "apply_mode": ApplyMode.EXTERNAL,
        "address": ADDRESS,
        "published": VacancyState.PUBLISHED,
        "closed": VacancyState.CLOSED,
        "closes_at": OPEN_ENDED,
    },
)
