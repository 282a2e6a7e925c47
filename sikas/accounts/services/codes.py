"""Six digits by e-mail or phone: send, send again, check; for sign-up, reset and new contacts."""

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from sikas import clock
from sikas.accounts import messages
from sikas.accounts.contacts import Contact
from sikas.accounts.enums import Purpose
from sikas.accounts.models import Code, User
from sikas.accounts.services import outside

MINUTES = 15  # messages reach the villages late
LIFETIME = timedelta(minutes=MINUTES)
MAX_ATTEMPTS = 5
MAX_SENT = 4  # the first and three more
DIGITS = 6

# What is sent instead of a code, when there is no account to reset or one already.
_WITHOUT_CODE = {
    Purpose.SIGNUP: "accounts.account_exists",
    Purpose.RESET: "accounts.account_unknown",
    Purpose.CONTACT: "accounts.contact_taken",
}


def send_code(
    *, purpose: Purpose, contact: Contact, user: User | None, usable: bool, data: dict[str, Any]
) -> Code:
    """Make a code and queue its message, in one transaction.

    With `usable=False` the code can never be confirmed and the owner of the address is told why:
    same rows, same time, so that the asker learns nothing.
    """
    code = Code(
        purpose=purpose,
        channel=contact.kind,
        address=contact.address,
        user=user,
        data=data,
        expires_at=clock.now() + LIFETIME,
    )
    with transaction.atomic():
        _send(code, usable=usable)
        code.save(force_insert=True)
    return code


def send_again(*, code: Code) -> bool:
    """Send a fresh code to the same address; False when it was sent often enough."""
    with transaction.atomic():
        locked = Code.objects.select_for_update().get(pk=code.pk)
        if locked.sent >= MAX_SENT or locked.confirmed_at:
            return False
        _send(locked, usable=bool(locked.digest))
        locked.save(update_fields=["digest", "sent", "expires_at"])
    return True


def check_code(*, code_id: UUID, digits: str) -> Code | None:
    """Return the code, now confirmed, when `digits` fit; None otherwise.

    The attempt is counted in one statement before anything is compared, so parallel guesses
    get no more than MAX_ATTEMPTS looks.
    """
    counted = Code.objects.filter(
        pk=code_id,
        attempts__lt=MAX_ATTEMPTS,
        confirmed_at__isnull=True,
        expires_at__gt=clock.DatabaseNow(),
    ).update(attempts=F("attempts") + 1)
    if not counted:
        return None
    code = Code.objects.get(pk=code_id)
    if not constant_time_compare(code.digest, _digest(code_id, digits)):
        return None
    if not Code.objects.filter(pk=code_id, confirmed_at__isnull=True).update(
        confirmed_at=clock.DatabaseNow()
    ):
        return None
    return code


def is_open(code: Code) -> bool:
    """Return whether the code can still be entered."""
    return (
        code.confirmed_at is None and code.attempts < MAX_ATTEMPTS and code.expires_at > clock.now()
    )


def _send(code: Code, *, usable: bool) -> None:
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    code.digest = _digest(code.id, digits) if usable else ""
    code.sent += 1
    code.expires_at = clock.now() + LIFETIME
    event = "code" if usable else _WITHOUT_CODE[Purpose(code.purpose)]
    context = {"code": digits, "minutes": MINUTES} if usable else {"link": _name_of_link(code)}
    messages.queue(
        event=event,
        key=f"{code.id}:{code.sent}",
        contact=code.contact,
        recipient=code.user,
        context=context,
        expires_at=code.expires_at,
    )


def _name_of_link(code: Code) -> str:
    """Return what the account elsewhere is called with which somebody signed up; empty for none."""
    link = code.data.get("link")
    return outside.name_of(link["provider"]) if link else ""


def _digest(code_id: UUID, digits: str) -> str:
    return salted_hmac("sikas.accounts.code", f"{code_id}:{digits}", algorithm="sha256").hexdigest()
