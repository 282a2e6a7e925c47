"""Which of the ministry's companies and residents are ours: by their numbers, never by a name.

One record joins one row here. Of two records with one number the verified, then the newer one is
taken; the other waits for an officer. All of it is set-based and safe to do again, so whatever
appears later on either side is joined by the next settling.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _
from psycopg2.errors import LockNotAvailable

from employers.enums import CompanyState
from integration.enums import Kind, Question
from integration.models import RemoteCompany, RemoteSeeker
from sikas.reference.models import Office
from sikas.reference.selectors import districts

LIKENESS = 0.65  # of two names, 0 to 1; below it a number alone does not show whose name it is
# An officer compared their NIB with its paper. Before, a slip of the pen is another's number.
OURS = [CompanyState.VERIFIED, CompanyState.SUSPENDED]
CHUNK = 20_000  # records in one statement
PATIENCE = "3s"  # of an officer with a settling; what takes longer he tries again
UNDER_REVIEW = [CompanyState.SUBMITTED, CompanyState.RETURNED]  # its verification decides

_LOCK = "select pg_advisory_xact_lock(hashtextextended('integration:settle:' || %s, 0))"
_LOCK_TIMEOUT = "select set_config('lock_timeout', %s, true)"
# Whoever writes many of these rows takes them by their record: pages and settlings meet in them.
_RELEASE = """
with over as materialized (
    select m.record_id
    from {table} m join integration_remoterecord r on r.id = m.record_id
    join {ours} o on o.id = m.{local}
    where ({is_over}) order by m.record_id for no key update of m
)
update {table} m
set {local} = null, matched_at = null, matched_by_id = null, question = ''
from over where over.record_id = m.record_id
"""
_JOIN = """
with offered as (
    select distinct on (o.id) o.id, m.record_id, {question} as question
    from ({same_number}) pair (record_id, id)
    join {table} m on m.record_id = pair.record_id
    join integration_remoterecord r on r.id = m.record_id and r.state = 'live'
    join {ours} o on o.id = pair.id
    where m.{local} is null and m.parted_from is distinct from o.id and {is_ours}
        and not exists (select from {table} other where other.{local} = o.id)
    order by o.id, m.is_verified desc, r.changed_at desc, m.record_id desc
),
single as (
    select distinct on (record_id) * from offered order by record_id, id
),
taken as materialized (
    select s.* from {table} m join single s on s.record_id = m.record_id
    order by m.record_id for no key update of m
)
update {table} m
set {local} = t.id, matched_at = sikas_now(), matched_by_id = null, question = t.question,
    parted_from = null, ignored_at = null, ignored_reason = ''
from taken t where t.record_id = m.record_id
"""
_WAIT = """
with judged as (
    select m.record_id, r.state = 'live' and (m.question <> ''
        or m.{local} is null and m.ignored_at is null and coalesce({is_here}, false)) as waits
    from {table} m join integration_remoterecord r on r.id = m.record_id
    where m.record_id > %(after)s and m.record_id <= %(until)s
),
changed as materialized (
    select j.* from {table} m join judged j on j.record_id = m.record_id
    where j.waits <> (m.waits_since is not null) order by m.record_id for no key update of m
)
update {table} m set waits_since = case when c.waits then sikas_now() end
from changed c where c.record_id = m.record_id
"""
_CHUNK_END = """
select max(record_id)
from (select record_id from {table} where record_id > %s order by record_id limit %s) chunk
"""
_AGREED = """
with agreed as materialized (
    select m.record_id from {table} m join {ours} o on o.id = m.{local}
    where m.question = %(name)s and {question} = '' order by m.record_id for no key update of m
)
update {table} m set question = '' from agreed where agreed.record_id = m.record_id
"""


class BusyError(ValidationError):
    """Records of this kind are being settled; nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("Data Kemnaker sedang dihitung. Coba lagi sebentar."))


@dataclass(frozen=True)
class Pairing:
    """How records of one kind are joined with rows of ours: tables, columns, conditions."""

    kind: Kind
    table: str
    ours: str
    local: str
    same_number: str
    is_ours: str
    is_over: str
    is_here: str
    question: str = "''"

    def sql(self, statement: str) -> str:
        """Return a statement about these tables."""
        return statement.format(**vars(self))


COMPANIES = Pairing(
    kind=Kind.COMPANIES,
    table=RemoteCompany._meta.db_table,
    ours="employers_company",
    local="company_id",
    same_number="""
        select m.record_id, o.id from integration_remotecompany m
        join employers_company o on o.nib = m.nib where m.company_id is null""",
    is_ours="o.state = any(%(ours)s)",
    is_over="r.state <> 'live'",
    is_here="""m.area_id = any(%(areas)s) and not exists (
        select from employers_company c where c.nib = m.nib and c.state = any(%(under_review)s))""",
)
_WITH_INDEX = """select m.record_id, o.id from integration_remoteseeker m
    join seekers_seeker o on o.{0} = m.{0} where m.seeker_id is null"""
_HELD_NIK = "exists (select from seekers_seeker c where c.{0} = m.{0} and c.erased_at is null)"
_SAME_NIK = "(o.nik_index_a = m.nik_index_a or o.nik_index_b = m.nik_index_b)"
SEEKERS = Pairing(
    kind=Kind.SEEKERS,
    table=RemoteSeeker._meta.db_table,
    ours="seekers_seeker",
    local="seeker_id",
    same_number=" union ".join(map(_WITH_INDEX.format, ("nik_index_a", "nik_index_b"))),
    is_ours="o.erased_at is null",
    # A number alone joined them, and it is another's now; nothing rests on the pair yet.
    is_over=f"""r.state <> 'live' or o.erased_at is not null
        or m.matched_by_id is null and {_SAME_NIK} is not true
            and (m.question = %(name)s or not m.is_verified)""",
    # Who never came here is no case: somebody here has his number, or his name and no other day.
    is_here=f"""m.parted_from is not null or {_HELD_NIK.format("nik_index_a")}
        or {_HELD_NIK.format("nik_index_b")} or exists (
            select from seekers_seeker c
            where lower(c.name) collate "C" = lower(m.name) collate "C" and c.erased_at is null
                and coalesce(c.birth_date = m.birth_date, true))""",
    # Whoever types the NIK of somebody else must not be told that person's name.
    question="""case when similarity(lower(o.name), lower(m.name)) >= %(likeness)s
        then '' else %(name)s end""",
)
PAIRINGS = {pairing.kind: pairing for pairing in (COMPANIES, SEEKERS)}


@contextmanager
def settling(kind: Kind, *, patience: str = "0") -> Iterator[None]:
    """Hold what joins records of a kind: one settling, or one officer, at a time.

    Raises BusyError when that takes longer than `patience`, which "0" has without end.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LOCK_TIMEOUT, [patience])
        try:
            cursor.execute(_LOCK, [kind])
        except OperationalError as error:
            if isinstance(error.__cause__, LockNotAvailable):
                raise BusyError from None
            raise
        cursor.execute(_LOCK_TIMEOUT, ["0"])
        yield


def match(kind: Kind) -> int:
    """Part what is gone, join what has one number; return how many pairs were made."""
    pairing = PAIRINGS[kind]
    with settling(kind):
        _execute(pairing, _RELEASE)
        made = _execute(pairing, _JOIN)
        if kind == Kind.SEEKERS:
            _execute(pairing, _AGREED)
        return made


def note_waiting(kind: Kind) -> None:
    """Say of each record since when it waits for an officer, if it does; chunk by chunk."""
    pairing, after = PAIRINGS[kind], 0
    while until := _chunk_end(pairing, after):
        with settling(kind):
            _execute(pairing, _WAIT, after=after, until=until)
        after = until


def _chunk_end(pairing: Pairing, after: int) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(pairing.sql(_CHUNK_END), [after, CHUNK])
        (until,) = cursor.fetchone()
    return until


def _execute(pairing: Pairing, statement: str, **more: int) -> int:
    values: dict[str, Any] = {
        "areas": _areas(),
        "ours": OURS,
        "under_review": UNDER_REVIEW,
        "likeness": LIKENESS,
        "name": Question.NAME,
        **more,
    }
    with connection.cursor() as cursor:
        cursor.execute(pairing.sql(statement), values)
        return int(cursor.rowcount)


def _areas() -> list[int]:
    """Return the keys of this regency and its kecamatan."""
    return [*filter(None, [Office.objects.current().area_id]), *(area.pk for area in districts())]
