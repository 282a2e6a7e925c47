"""What the counter does for a person: register, correct who somebody is, look at a full NIK."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction as database
from django.utils.translation import gettext_lazy as _

from seekers.enums import CounterReason, CounterWork, NikConflictState, NikPurpose
from seekers.models import CounterAct, NikView, Seeker
from seekers.nik import Nik, open_nik
from seekers.services.profile import ChangedMeanwhileError, fingerprint, locked
from sikas import clock, origins
from sikas.accounts import limits
from sikas.accounts.contacts import Contact
from sikas.accounts.models import User
from sikas.accounts.services.recovery import NotRecoverableError, recover_account
from sikas.workflow.transitions import transition

IDENTITY = ("name", "birth_place", "birth_date", "sex")  # what officers alone correct
SEEN = (*IDENTITY, "nik_sealed")


class KnownNikError(ValidationError):
    """Another profile holds this NIK; an officer may know which: `holder`."""

    def __init__(self, holder: Seeker | None) -> None:
        self.holder = holder
        name = holder.name if holder else "?"
        super().__init__(
            _("NIK ini sudah terdaftar atas nama %(name)s."),
            code="known_nik",
            params={"name": name},
        )


def register(*, officer: User, number: Nik, fields: Mapping[str, Any]) -> Seeker:
    """Make the profile of somebody without an account; the rest may come later.

    Side effects in order: the profile with its NIK, the record. Raises KnownNikError.
    """
    values = {"sex": number.sex, **fields, "nik_sealed": number.sealed()}
    try:
        with database.atomic():
            seeker = Seeker.objects.create(
                registered_by=officer, **values, **number.blind_indexes()
            )
            record(seeker, officer, CounterWork.REGISTERED)
    except IntegrityError as error:
        raise _known(error, number) from None
    return seeker


def correct_identity(
    *,
    seeker: Seeker,
    officer: User,
    values: Mapping[str, Any],
    number: Nik | None,
    reason: CounterReason,
    seen: str,
) -> list[str]:
    """Write what differs and return the names of those fields; a NIK that is None stays.

    Side effects in order: the profile, the name of the account, the record, an open conflict of
    this NIK is settled. Raises KnownNikError, OfficialFieldError, and ChangedMeanwhileError when
    somebody saved something else since `seen`.
    """
    try:
        with database.atomic():
            fresh = locked(seeker)
            if fingerprint(fresh, SEEN) != seen:
                raise ChangedMeanwhileError(fresh)
            changed = [name for name, value in values.items() if getattr(fresh, name) != value]
            writes: dict[str, Any] = {name: values[name] for name in changed}
            if number and not _holds(fresh, number):
                changed.append("nik")
                writes |= {"nik_sealed": number.sealed(), **number.blind_indexes()}
            origins.refuse(fresh, changed, is_officer=True)
            if changed:
                _write_identity(fresh, writes)
                record(fresh, officer, CounterWork.CORRECTED, reason=reason, subjects=changed)
            if "nik" in changed:
                _settle_conflict(fresh, officer)
    except IntegrityError as error:
        raise _known(error, number) from None
    return changed


def reveal_nik(*, seeker: Seeker, officer: User, purpose: NikPurpose) -> Nik:
    """Return the full NIK and note who looked at it, when and what for.

    Raises TooManyAttemptsError and, for a key that is gone, CannotOpenError.
    """
    limits.take("reveal_nik", person=str(officer.pk))
    number = open_nik(seeker.nik_sealed)
    NikView.objects.create(seeker=seeker, officer=officer, purpose=str(purpose.label))
    return number


class OtherKtpError(ValidationError):
    """The NIK on the KTP is not the one of the profile."""

    def __init__(self) -> None:
        super().__init__(
            _("NIK ini berbeda dengan NIK profil. Periksa KTP-nya, atau perbaiki identitas dulu.")
        )


def recover_login(*, seeker: Seeker, officer: User, number: Nik, contact: Contact) -> None:
    """Give a person whose KTP the officer holds the way back into the account.

    Side effects in order: see `recover_account`; the record. Raises TooManyAttemptsError,
    OtherKtpError, NotRecoverableError, ContactTakenError.
    """
    limits.take("recover_login", person=str(officer.pk), target=str(seeker.pk))
    if not _holds(seeker, number):
        raise OtherKtpError
    if seeker.user is None:
        raise NotRecoverableError
    with database.atomic():
        recover_account(user=seeker.user, contact=contact)
        record(seeker, officer, CounterWork.RECOVERED)


def record(
    seeker: Seeker,
    officer: User | None,
    work: CounterWork,
    *,
    reason: str = "",
    subjects: list[str] | None = None,
) -> None:
    """Note what an officer did."""
    CounterAct.objects.create(
        seeker=seeker, officer=officer, work=work, reason=reason, subjects=subjects or []
    )


def _holds(seeker: Seeker, number: Nik) -> bool:
    return Seeker.objects.with_nik(number).filter(pk=seeker.pk).exists()


def _write_identity(seeker: Seeker, writes: Mapping[str, Any]) -> None:
    Seeker.objects.filter(pk=seeker.pk).update(**writes, updated_at=clock.now())
    if "name" in writes and seeker.user_id:
        User.objects.filter(pk=seeker.user_id).update(name=writes["name"])


def _settle_conflict(seeker: Seeker, officer: User) -> None:
    conflict = seeker.nik_conflicts.filter(state=NikConflictState.OPEN).first()
    if conflict:
        transition(conflict, NikConflictState.CORRECTED, by=officer)


def _known(error: IntegrityError, number: Nik | None) -> Exception:
    """Say whose NIK it is when that is what the database refused; else hand its fault on."""
    if number is None or "nik_index" not in str(error):
        return error
    return KnownNikError(Seeker.objects.with_nik(number).first())
