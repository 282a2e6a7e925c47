"""Requests about one's own data: asked, cancelled, decided, and erasures that run by themselves."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sikas import clock, personal_data
from sikas.accounts import messages
from sikas.accounts.enums import RequestKind, RequestState
from sikas.accounts.models import DataRequest, User
from sikas.accounts.models.requests import ANSWER_WITHIN, ERASED_AFTER
from sikas.accounts.services.erasure import OfficerError, erase_person, obstacles
from sikas.clock import DatabaseNow
from sikas.personal_data import Person
from sikas.workflow.transitions import TransitionRefusedError, transition

logger = logging.getLogger(__name__)


@transaction.atomic
def ask(*, user: User, kind: RequestKind, text: str = "") -> DataRequest:
    """Save a request, or return the one that waits; an erasure is told to all one's addresses.

    Raises OfficerError, and ValidationError with every obstacle to an erasure.
    """
    if kind == RequestKind.ERASURE:
        if user.is_staff:
            raise OfficerError
        if found := obstacles(personal_data.identify(Person(user_id=user.pk))):
            raise ValidationError(found)
    now = clock.now()
    request, is_new = DataRequest.objects.get_or_create(
        user=user,
        kind=kind,
        state=RequestState.OPEN,
        defaults={"text": text, "created_at": now, "due_at": now + ANSWER_WITHIN},
    )
    if is_new and kind == RequestKind.ERASURE:
        messages.tell(user, "accounts.erasure_asked")
    return request


def cancel(*, request: DataRequest, by: User) -> None:
    """Take a request back; raises TransitionRefusedError when it has ended."""
    transition(request, RequestState.CANCELLED, by=by)


def decide(*, request: DataRequest, to: str, officer: User, reason: str) -> None:
    """Carry a request out, or refuse it with a reason.

    An erasure is run at once; of other requests the officer says that they are done. Raises
    ValidationError without a reason for a refusal, TransitionRefusedError when it has ended.
    """
    if to == RequestState.REFUSED and not reason.strip():
        raise ValidationError(_("Tulis alasannya. Pemohon membaca alasan ini."))
    if to == RequestState.DONE and request.kind == RequestKind.ERASURE:
        _erase(request, by=officer)
    else:
        transition(request, to, by=officer, reason=reason)


def run_due_erasures() -> int:
    """Run the erasures that nobody cancelled within a day; return how many.

    One that meets an obstacle waits for an officer, one on whose person others work for later.
    """
    due = DataRequest.objects.filter(
        kind=RequestKind.ERASURE,
        state=RequestState.OPEN,
        created_at__lte=DatabaseNow() - ERASED_AFTER,
    )
    return sum(_run(request) for request in due.order_by("created_at", "pk"))


def _run(request: DataRequest) -> bool:
    if obstacles(personal_data.identify(Person(user_id=request.user_id))):
        return False
    try:
        _erase(request, by=None)
    except (TransitionRefusedError, ValidationError):
        logger.info("erasure %s is not to be run now", request.pk)
        return False
    return True


@transaction.atomic
def _erase(request: DataRequest, *, by: User | None) -> None:
    """End the request, which locks it against a cancellation, then forget the person."""
    transition(request, RequestState.DONE, by=by)
    erase_person(Person(user_id=request.user_id))
