"""What belongs to the ministry once a record is joined: numbers and names, as verified there.

The rest, and what the ministry has not verified, stays ours.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from employers.services.official import take_over as take_over_company
from employers.services.profile import TakenNibError
from integration.enums import Kind, Question
from integration.matching import settling
from integration.models import RemoteCompany
from seekers.services.official import Told
from seekers.services.official import take_over as take_over_seekers

SOURCE = _("Kemnaker")
CHUNK = 1_000  # residents in one transaction, for which officers wait

_DIFFERENT_SEEKERS = """
select s.id, m.name, m.birth_date, m.sex, m.nik_sealed, m.nik_index_a, m.nik_index_b
from integration_remoteseeker m join seekers_seeker s on s.id = m.seeker_id
where m.is_verified and m.question <> %(name)s and s.erased_at is null and s.id > %(last)s
    and (%(only)s::bigint is null or m.record_id = %(only)s)
    and (s.name <> m.name
        or m.birth_date is not null and s.birth_date is distinct from m.birth_date
        or m.sex is not null and s.sex is distinct from m.sex
        or (s.nik_index_a = m.nik_index_a or s.nik_index_b = m.nik_index_b) is not true)
order by s.id limit %(chunk)s
"""
_QUESTION = """
with changed as materialized (
    select record_id from integration_remoteseeker
    where seeker_id is not null
        and (seeker_id = any(%(taken)s) and question = '' or question = %(number)s)
        and (%(only)s::bigint is null or record_id = %(only)s)
    order by record_id for no key update
)
update integration_remoteseeker m
set question = case when m.seeker_id = any(%(taken)s) then %(number)s else '' end
from changed c where c.record_id = m.record_id
"""


def take_over(kind: Kind, *, only: int | None = None) -> None:
    """Write what the ministry owns where it differs, of all pairs or of one record.

    A number that somebody else holds here makes a question for an officer; once it is free again
    the next settling takes it. Pairs are read and written while no officer parts them.
    """
    if kind == Kind.COMPANIES:
        _companies(only)
    else:
        _seekers(only)


def _companies(only: int | None) -> None:
    keys = [only] if only else _unlike_companies().order_by("pk").values_list("pk", flat=True)
    for key in list(keys):
        with settling(Kind.COMPANIES):
            pair = _unlike_companies().select_related("company").filter(pk=key).first()
            if pair is not None:
                _take_company(pair)


def _unlike_companies() -> "QuerySet[RemoteCompany]":
    """Return pairs that differ, and those with a question, which may have its answer by now."""
    same_industry = Q(industry_id__isnull=True) | Q(company__industry=F("industry_id"))
    same = Q(same_industry, company__nib=F("nib"), company__name=F("name"))
    return RemoteCompany.objects.filter(~same | ~Q(question=""), company__isnull=False)


def _take_company(pair: RemoteCompany) -> None:
    values = {"nib": pair.nib, "name": pair.name, "industry_id": pair.industry_id}
    question = ""
    try:
        take_over_company(company=pair.company, values=values, source=str(SOURCE))  # type: ignore[arg-type]
    except TakenNibError:
        question = Question.NUMBER
    if question != pair.question:
        RemoteCompany.objects.filter(pk=pair.pk).update(question=question)


def _seekers(only: int | None) -> None:
    taken: list[int] = []
    last: int | None = 0
    while last is not None:
        with settling(Kind.SEEKERS):
            rows = _different(last, only)
            taken += take_over_seekers(told=[Told(*row) for row in rows], source=str(SOURCE))
        last = rows[-1][0] if rows else None
    values: dict[str, Any] = {"taken": taken, "number": Question.NUMBER, "only": only}
    with settling(Kind.SEEKERS), connection.cursor() as cursor:
        cursor.execute(_QUESTION, values)


def _different(last: int, only: int | None) -> Sequence[tuple[Any, ...]]:
    values = {"last": last, "only": only, "name": Question.NAME, "chunk": CHUNK}
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENT_SEEKERS, values)
        return list(cursor.fetchall())
