"""A seeker applies, and takes an application back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection
from django.db import transaction as database
from django.utils.translation import gettext_lazy as _

from jobs.deadlines import today
from jobs.enums import ApplicationState
from jobs.models import Application, Vacancy
from jobs.models.applications import MAX_LETTER, new_receipt
from seekers.models import Seeker
from seekers.snapshot import EDUCATION_SQL, EXPERIENCE_SQL, PROFILE_SQL, READY_SQL
from sikas.accounts.models import User
from sikas.workflow.transitions import transition

ATTEMPTS = 5  # at a receipt number that nobody has; one is enough but for one in 10^11

# One statement judges and writes. The share locks make closing a vacancy or suspending its company
# wait until what was accepted is written, and make this wait for one that has begun and look again.
_SUBMIT = f"""
with person as materialized (
    select s.id, s.name, s.sex, s.birth_date, s.area_id, {EDUCATION_SQL} as education,
        {EXPERIENCE_SQL} as experience, {PROFILE_SQL} as profile, ({READY_SQL}) as is_ready
    from seekers_seeker s left join accounts_user u on u.id = s.user_id
    where s.id = %(seeker)s and s.erased_at is null
), target as materialized (
    select v.id
    from jobs_vacancy v join employers_company c on c.id = v.company_id
    where v.id = %(vacancy)s and v.state = 'published' and v.apply_mode = 'internal'
        and v.closes_at > sikas_now() and c.state = 'verified'
    for share of v, c
), sent as (
    insert into jobs_application (receipt, key, seeker_id, vacancy_id, name, sex, birth_date,
        area_id, education, experience_months, profile, letter, state, reject_reason, reject_note,
        tags)
    select %(receipt)s, %(key)s, p.id, t.id, p.name, p.sex, p.birth_date, p.area_id, p.education,
        p.experience, p.profile, %(letter)s, 'sent', '', '', '{{}}'
    from person p cross join target t where p.is_ready
    on conflict do nothing
    returning id
), attached as (
    insert into jobs_applicationdocument (application_id, kind, file_id)
    select sent.id, d.kind, d.file_id
    from sent cross join seekers_seekerdocument d
    where d.seeker_id = %(seeker)s and d.id = any(%(documents)s) and d.kind <> 'ktp'
), recorded as (
    insert into jobs_applicationtransition (subject_id, from_state, to_state, by_id, reason)
    select sent.id, '', 'sent', %(by)s, '' from sent
)
select (select id from sent), (select is_ready from person), exists (select from target)
"""  # noqa: S608 - expressions of our own; values are parameters


class VacancyNotOpenError(ValidationError):
    """The vacancy is not open (any more), or its company is not to be seen; nothing was sent."""

    def __init__(self) -> None:
        super().__init__(_("Lowongan ini sudah ditutup. Lamaran tidak terkirim."))


class ProfileNotReadyError(ValidationError):
    """The basics of the profile are missing; nothing was sent."""

    def __init__(self) -> None:
        super().__init__(_("Lengkapi dulu data pokok Anda. Lamaran belum terkirim."))


class LetterTooLongError(ValidationError):
    """More than MAX_LETTER characters."""

    def __init__(self) -> None:
        super().__init__(_("Pesan paling panjang %s huruf.") % MAX_LETTER)


@dataclass(frozen=True)
class Receipt:
    """The application that holds; `is_new` is False when it had been sent before."""

    application: Application
    is_new: bool


@database.atomic
def submit_application(
    *,
    seeker: Seeker,
    vacancy: Vacancy,
    key: UUID,
    letter: str = "",
    documents: Collection[int] = (),
) -> Receipt:
    """Send the profile as it is now to the vacancy's company; once, however often it is called.

    `key` names the form; `documents` are keys of the seeker's own documents, others are left out,
    and a KTP always is. Side effects in one statement: the application with its snapshot, its
    documents, its first step. The company is told by its digest. Raises LetterTooLongError,
    ProfileNotReadyError, VacancyNotOpenError.
    """
    if len(letter) > MAX_LETTER:
        raise LetterTooLongError
    values: dict[str, Any] = {
        "seeker": seeker.pk,
        "vacancy": vacancy.pk,
        "key": str(key),
        "letter": letter.replace("\x00", ""),
        "documents": list(documents),
        "by": str(seeker.user_id) if seeker.user_id else None,
        "today": today(),
    }
    for _attempt in range(ATTEMPTS):
        made, is_ready, is_open = _submit(values)
        if made:
            return Receipt(Application.objects.get(pk=made), is_new=True)
        if found := _sent_before(seeker, vacancy, key):
            return Receipt(found, is_new=False)
        if not is_open:
            raise VacancyNotOpenError
        if not is_ready:
            raise ProfileNotReadyError
    raise RuntimeError("no free receipt number was found")


def withdraw_application(*, application: Application, by: User) -> Application:
    """Take an application back; the seeker may apply to the vacancy again while it is open.

    Raises TransitionRefusedError when there is an outcome already.
    """
    return transition(application, ApplicationState.WITHDRAWN, by=by)


def _submit(values: Mapping[str, Any]) -> tuple[int | None, bool, bool]:
    with connection.cursor() as cursor:
        cursor.execute(_SUBMIT, {**values, "receipt": new_receipt()})
        row: tuple[int | None, bool, bool] = cursor.fetchone()
    return row


def _sent_before(seeker: Seeker, vacancy: Vacancy, key: UUID) -> Application | None:
    mine = Application.objects.filter(seeker=seeker)
    living = mine.filter(vacancy=vacancy).exclude(state=ApplicationState.WITHDRAWN)
    return mine.filter(key=key).first() or living.first()
