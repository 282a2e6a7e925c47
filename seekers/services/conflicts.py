"""What the counter decides about a NIK that two profiles gave."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction as database
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seekers.enums import CounterWork, NikConflictState
from seekers.models import NikConflict, Seeker
from seekers.nik import Nik, open_nik
from seekers.services.counter import record
from seekers.services.identity import NO_INDEXES
from seekers.services.merging import merge
from sikas import clock, encryption
from sikas.accounts.models import User
from sikas.notifications.services import tell
from sikas.personal_data import Person, hold
from sikas.workflow.claims import release
from sikas.workflow.transitions import transition

NIK_IN_TEXT = re.compile(r"(?:\d[\s.\-]*){16}")


class NobodyHoldsError(ValidationError):
    """No other profile holds the NIK any more: there is nothing to merge."""

    def __init__(self) -> None:
        super().__init__(
            _("Tidak ada lagi profil lain dengan NIK ini. Pilih “NIK milik profil baru”.")
        )


def holder_of(conflict: NikConflict) -> Seeker | None:
    """Return the profile that holds the NIK which the one of the conflict gave as well."""
    try:
        number = open_nik(conflict.seeker.nik_sealed)
    except encryption.CannotOpenError:
        return None
    others = Seeker.objects.living().with_nik(number).exclude(pk=conflict.seeker_id)
    return others.select_related("user", "area__parent").first()


@database.atomic
def settle(
    *,
    conflict: NikConflict,
    to: str,
    officer: User,
    reason: str,
    keeps_new_account: bool = False,
) -> None:
    """Carry out an officer's decision: merged, corrected (the NIK is the new profile's), rejected.

    Side effects in order: both profiles are held, state and record, the profiles change, messages
    that tell nothing of the other profile, the case is given back. Raises ValidationError for a
    reason that is missing or holds a NIK, NobodyHoldsError, MergeBlockedError, and
    TransitionRefusedError when somebody — the person himself — was quicker.
    """
    reason = checked_reason(reason)
    claimant, holder = _held(conflict)
    transition(conflict, to, by=officer, reason=reason)
    if to == NikConflictState.MERGED:
        _merge(claimant, holder, officer, keeps_new_account)
    elif to == NikConflictState.CORRECTED:
        _give_to_claimant(claimant, holder, officer, conflict)
    else:
        _take_away(claimant, officer, conflict)
    release(conflict, officer)


def checked_reason(reason: str) -> str:
    """Return an officer's reason; raises ValidationError when it is missing or holds a NIK."""
    reason = reason.strip()
    if not reason:
        raise ValidationError(_("Tulis alasannya."))
    if NIK_IN_TEXT.search(reason):
        raise ValidationError(_("Jangan menulis NIK di alasan. Alasan disimpan tanpa disandi."))
    return reason


def _held(conflict: NikConflict) -> tuple[Seeker, Seeker | None]:
    """Return both profiles as they are now, held in the order of their keys.

    Raises ValidationError while others work on one of them.
    """
    other = holder_of(conflict)
    keys = sorted([conflict.seeker_id, *([other.pk] if other else [])])
    hold(*(Person(seeker_id=key) for key in keys))
    rows = {
        row.pk: row for row in Seeker.objects.filter(pk__in=keys).order_by("pk").select_for_update()
    }
    conflict.seeker = rows[conflict.seeker_id]
    fresh = holder_of(conflict)
    return rows[conflict.seeker_id], rows.get(fresh.pk) if fresh else None


def _merge(claimant: Seeker, holder: Seeker | None, officer: User, keeps_new_account: bool) -> None:
    if holder is None:
        raise NobodyHoldsError
    old, new = holder.user, claimant.user
    account = (new or old) if keeps_new_account else (old or new)
    merge(keep=holder, gone=claimant, officer=officer, account=account)
    if account:
        _tell(account, "merged", f"merged:{claimant.pk}")


def _give_to_claimant(
    claimant: Seeker, holder: Seeker | None, officer: User, conflict: NikConflict
) -> None:
    if holder:
        _take_away(holder, officer, conflict)
    number = open_nik(claimant.nik_sealed)
    _write_index(claimant, number)
    record(claimant, officer, CounterWork.NIK_CONFIRMED)
    _tell(claimant.user, "confirmed", f"conflict:{conflict.pk}")


def _write_index(claimant: Seeker, number: Nik) -> None:
    try:
        with database.atomic():
            Seeker.objects.filter(pk=claimant.pk).update(
                **number.blind_indexes(), updated_at=clock.now()
            )
    except IntegrityError:  # a third profile took it this very moment
        raise ValidationError(
            _("NIK ini baru saja dipakai profil lain. Muat ulang kasus.")
        ) from None


def _take_away(seeker: Seeker, officer: User, conflict: NikConflict) -> None:
    Seeker.objects.filter(pk=seeker.pk).update(nik_sealed="", **NO_INDEXES, updated_at=clock.now())
    record(seeker, officer, CounterWork.NIK_RELEASED)
    _tell(seeker.user, "asked", f"conflict:{conflict.pk}")


def _tell(person: User | None, decision: str, key: str) -> None:
    if person:
        tell(
            person=person,
            event="seekers.nik_decision",
            key=key,
            context={"decision": decision, "url": settings.SITE_URL + reverse("account")},
        )
