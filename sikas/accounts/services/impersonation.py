"""An administrator begins and ends looking as somebody else; what he sees is counted."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Least
from django.utils.translation import gettext_lazy as _

from sikas import clock
from sikas.accounts.models import ImpersonatedPage, Impersonation, User
from sikas.accounts.models.impersonation import LONGEST, LookPurpose
from sikas.clock import DatabaseNow

PERMISSION = "accounts.impersonate"


def lookable() -> "QuerySet[User]":
    """Return the people as whom an administrator may look: never officers, nobody switched off."""
    return User.objects.filter(is_active=True, is_staff=False, is_superuser=False)


@transaction.atomic
def start(*, officer: User, person: User, purpose: LookPurpose, text: str) -> Impersonation:
    """Write down that an administrator looks as a person from now on, and no longer as another.

    Raises PermissionDenied for who may not, or a person as whom nobody may; ValidationError without
    a reason in words.
    """
    locked = User.objects.select_for_update(no_key=True).get(pk=officer.pk)  # one after the other
    allowed = locked.is_active and locked.is_staff and locked.has_perm(PERMISSION)
    if not allowed or not lookable().filter(pk=person.pk).exists():
        raise PermissionDenied
    if not text.strip():
        raise ValidationError(_("Tulis mengapa Anda perlu melihat."))
    _end(Impersonation.objects.filter(officer=officer))
    now = clock.now()
    return Impersonation.objects.create(
        officer=officer,
        person=person,
        purpose=purpose,
        text=text.strip(),
        started_at=now,
        expires_at=now + LONGEST,
    )


def end(*, key: Any, officer: User) -> None:
    """Write down the end, if the officer has begun it and it has not ended."""
    _end(Impersonation.objects.filter(pk=key, officer=officer))


def current(*, key: Any, officer: User) -> Impersonation | None:
    """Return what the officer may still look at; None when its time or his right is over."""
    found = Impersonation.objects.filter(
        pk=key,
        officer=officer,
        ended_at__isnull=True,
        expires_at__gt=DatabaseNow(),
        person__in=lookable(),
    )
    may = officer.is_active and officer.is_staff and officer.has_perm(PERMISSION)
    return found.select_related("person").first() if may else None


def note_page(*, impersonation: Impersonation, route: str) -> None:
    """Count a page that was shown."""
    ImpersonatedPage.objects.create(impersonation=impersonation, route=route[:120])


def _end(chosen: "QuerySet[Impersonation]") -> None:
    chosen.filter(ended_at__isnull=True).update(ended_at=Least("expires_at", DatabaseNow()))
