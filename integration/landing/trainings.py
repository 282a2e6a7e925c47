"""National training: programmes with their schedules, and the institutions that they name."""

from integration.enums import Kind
from integration.landing.sinks import Sink
from training.enums import ProgrammeState, Source

_SHAPE = """
    select p.code, p.title, p.description, p.field, p.hours, p.topics, '[]'::jsonb as schedules,
        k.remote_id as provider_key, v.name as provider_name, v.address as provider_address,
        v.area_id as provider_area_id, v.place_name as provider_place,
        v.phone as provider_phone, v.website as provider_website
    from training_programme p, training_provider v, integration_remoteprovider k
"""
# Before the programmes: their search documents hold the institution's name. Only what is new in a
# page speaks: two programmes that tell one institution differently would change it at each reading.
_PROVIDERS = """
with told as (
    select distinct on (provider_key) provider_key, provider_name as name,
        provider_address as address, provider_area_id as area_id, provider_place as place_name,
        provider_phone as phone, provider_website as website
    from incoming_trainings
    order by provider_key, version desc, remote_id desc
),
numbered as materialized (
    select told.*, k.provider_id is null as is_new,
        coalesce(k.provider_id, nextval('training_provider_id_seq')) as provider_id
    from told left join integration_remoteprovider k on k.remote_id = told.provider_key
),
founded as (
    insert into training_provider (id, name, address, area_id, place_name, phone, website, source)
    select provider_id, name, address, area_id, place_name, phone, website, %(source)s
    from numbered where is_new
),
joined as (
    insert into integration_remoteprovider (remote_id, provider_id)
    select provider_key, provider_id from numbered where is_new
)
update training_provider p
set (name, address, area_id, place_name, phone, website) =
    (n.name, n.address, n.area_id, n.place_name, n.phone, n.website)
from numbered n
where not n.is_new and p.id = n.provider_id
    and (p.name, p.address, p.area_id, p.place_name, p.phone, p.website) is distinct from
        (n.name, n.address, n.area_id, n.place_name, n.phone, n.website)
"""
_WRITES = """
with created as (
    insert into training_programme (id, provider_id, code, title, description, field, hours,
        topics, source)
    select local_id, k.provider_id, code, title, description, field, hours, topics, %(source)s
    from incoming_trainings join integration_remoteprovider k on k.remote_id = provider_key
    where outcome = 'inserted'
),
changed as (
    update training_programme p set
        (provider_id, code, title, description, field, hours, topics) =
        (k.provider_id, j.code, j.title, j.description, j.field, j.hours, j.topics),
        state = case when j.was_gone then %(open)s else p.state end,
        closed_at = case when j.was_gone then null else p.closed_at end
    from incoming_trainings j join integration_remoteprovider k on k.remote_id = j.provider_key
    where j.outcome = 'updated' and p.id = j.local_id
),
reopened as (
    insert into training_programmetransition (subject_id, from_state, to_state, reason)
    select p.id, p.state, %(open)s, ''
    from incoming_trainings j join training_programme p on p.id = j.local_id
    where j.outcome = 'updated' and j.was_gone and p.state <> %(open)s
),
cancelled as (
    delete from training_schedule s using incoming_trainings j
    where j.outcome = 'updated' and s.programme_id = j.local_id
)
insert into training_schedule (programme_id, batch, registration_until, starts_on, ends_on, quota,
    registered)
select j.local_id, s.batch, s.registration_until, s.starts_on, s.ends_on, s.quota, s.registered
from incoming_trainings j, jsonb_to_recordset(j.schedules) as s (batch text,
    registration_until date, starts_on date, ends_on date, quota int, registered int)
"""

TRAININGS = Sink(
    kind=Kind.TRAININGS,
    shape=_SHAPE,
    before=_PROVIDERS,
    writes=_WRITES,
    local_id="coalesce(r.local_id, nextval('training_programme_id_seq'))",
    settings={"source": Source.KEMNAKER, "open": ProgrammeState.OPEN},
)
