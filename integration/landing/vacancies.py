"""National vacancies: each is a row of jobs, which nobody here may write in."""

from integration.enums import Kind
from integration.landing.judging import Change
from integration.landing.sinks import Rows, Sink
from integration.mapping import MAPPINGS
from jobs.deadlines import OPEN_ENDED
from jobs.enums import ApplyMode, Source, VacancyState
from jobs.models import Vacancy
from sikas import bulk

COLUMNS = ", ".join(MAPPINGS[Kind.VACANCIES].columns)
ADDRESS = "https://karirhub.kemnaker.go.id/lowongan-dalam-negeri/lowongan/"

# A vacancy that had gone at the ministry and is back there is open again. One that an officer
# closed here stays closed, whatever the ministry does. His step is known by its reason, which the
# ministry's has not; who took it may be forgotten by now.
_WRITES = """
with back as materialized (
    select v.id from incoming_vacancies join jobs_vacancy v on v.id = local_id
    where was_gone and v.state = %(closed)s and not exists (
        select from jobs_vacancytransition step
        where step.subject_id = v.id and step.to_state = %(closed)s and step.reason <> ''
    )
),
reopened as (
    insert into jobs_vacancytransition (subject_id, from_state, to_state, reason)
    select id, %(closed)s, %(published)s, '' from back
)
update jobs_vacancy v set
    (title, employer_name, industry_id, occupation_id, area_id, place_name, employment_type,
     pay_min, pay_max, skills, description, published_at) =
    (i.title, i.employer_name, i.industry_id, i.occupation_id, i.area_id, i.place_name,
     i.employment_type, i.pay_min, i.pay_max, i.skills, i.description, i.published_at),
    apply_url = %(address)s || i.remote_id,
    state = case when i.is_back then %(published)s else v.state end,
    close_reason = case when i.is_back then '' else v.close_reason end,
    closed_at = case when i.is_back then null else v.closed_at end,
    closes_at = case when i.is_back then %(closes_at)s else v.closes_at end
from (select *, local_id in (select id from back) as is_back from incoming_vacancies) i
where v.id = i.local_id
"""
# What the catalogue does not tell; ours are created open, until it no longer has them.
_UNTOLD: dict[str, bulk.Value] = {
    "requirements": "",
    "address": "",
    "experience_years": 0,
    "openings_men": 0,
    "openings_women": 0,
    "openings_either": 0,
    "disabilities": (),
    "source": Source.KARIRHUB,
    "apply_mode": ApplyMode.EXTERNAL,
    "state": VacancyState.PUBLISHED,
    "close_reason": "",
    "closes_at": OPEN_ENDED,
}
_CONSTANT = bulk.fields(_UNTOLD.values())


def _first(change: Change) -> str:
    address = ADDRESS + bulk.text(change.item.remote_id)
    return f"{change.local_id}\t{address}\t{_CONSTANT}\t"


VACANCIES = Sink(
    kind=Kind.VACANCIES,
    shape=f"select {COLUMNS} from jobs_vacancy",  # noqa: S608 - names of our own
    new=Rows(Vacancy, ("id", "apply_url", *_UNTOLD, *MAPPINGS[Kind.VACANCIES].columns), _first),
    writes=_WRITES,
    local_id="coalesce(r.local_id, nextval('jobs_vacancy_id_seq'))",
    settings={
        "address": ADDRESS,
        "published": VacancyState.PUBLISHED,
        "closed": VacancyState.CLOSED,
        "closes_at": OPEN_ENDED,
    },
)
