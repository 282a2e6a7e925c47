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
from jobs.enums import UNDECIDED, ApplicationState
from jobs.models import Application, Vacancy
from jobs.models.applications import MAX_LETTER, new_receipt
from jobs.services.ending import end_interviews
from jobs.services.interviewing import tell_of_withdrawal
from seekers.models import Seeker
from sikas.accounts.models import User
from sikas.workflow.transitions import transition, transition_many

ATTEMPTS = 5  # at a receipt number that nobody has; one is enough but for one in 10^11

# The function is in the migration 0011_submit_application.
_SUBMIT = """
    select made, is_ready, is_open from jobs_submit_application(
        %(seeker)s, %(vacancy)s, %(receipt)s, %(key)s, %(letter)s, %(documents)s::bigint[],
        %(by)s, %(today)s)
"""


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

    pk: int
    number: str
    is_new: bool

    @property
    def application(self) -> Application:
        """Read the application whole."""
        return Application.objects.get(pk=self.pk)


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
    and a KTP always is. Side effects, in one statement: the application with its snapshot, its
    documents, its first step. The company is told by its digest. Raises LetterTooLongError,
    ProfileNotReadyError, VacancyNotOpenError.
    """
    if len(letter) > MAX_LETTER:
        raise LetterTooLongError
    values: dict[str, Any] = {
        "seeker": seeker.pk,
        "vacancy": vacancy.pk,
        "key": key,
        "letter": letter.replace("\x00", ""),
        "documents": list(documents),
        "by": seeker.user_id,
        "today": today(),
    }
    for _attempt in range(ATTEMPTS):
        number = new_receipt()
        made, is_ready, is_open = _submit({**values, "receipt": number})
        if made:
            return Receipt(made, number, is_new=True)
        if found := _sent_before(seeker, vacancy, key):
            return Receipt(found.pk, found.receipt, is_new=False)
        if not is_open:
            raise VacancyNotOpenError
        if not is_ready:
            raise ProfileNotReadyError
    raise RuntimeError("no free receipt number was found")


@database.atomic
def withdraw_application(*, application: Application, by: User) -> Application:
    """Take an application back; the seeker may apply to the vacancy again while it is open.

    Side effects in order: state and record, its living interview ends, of which the company's team
    is told. Raises TransitionRefusedError when there is an outcome already.
    """
    transition(application, ApplicationState.WITHDRAWN, by=by)
    tell_of_withdrawal(end_interviews([application.pk], by=by))
    return application


@database.atomic
def withdraw_others(*, hired: Application, keys: Collection[int], by: User) -> int:
    """Take back the other applications of somebody who has found work; return how many.

    Of `keys` only those count that are the same person's and still wait; companies read why. Side
    effects in order: states and records, living interviews end, of which the teams are told.
    """
    mine = Application.objects.filter(seeker=hired.seeker_id, pk__in=keys, state__in=UNDECIDED)
    reason = str(_("Sudah diterima bekerja di tempat lain."))
    others = mine.exclude(pk=hired.pk)
    withdrawn = transition_many(others, ApplicationState.WITHDRAWN, by=by, reason=reason)
    tell_of_withdrawal(end_interviews(withdrawn, by=by))
    return len(withdrawn)


def _submit(values: Mapping[str, Any]) -> tuple[int | None, bool, bool]:
    with connection.cursor() as cursor:
        cursor.execute(_SUBMIT, values)
        row: tuple[int | None, bool, bool] = cursor.fetchone()
    return row


def _sent_before(seeker: Seeker, vacancy: Vacancy, key: UUID) -> Application | None:
    mine = Application.objects.filter(seeker=seeker)
    living = mine.filter(vacancy=vacancy).exclude(state=ApplicationState.WITHDRAWN)
    return mine.filter(key=key).first() or living.first()
