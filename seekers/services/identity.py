"""A seeker gives his NIK; whether somebody else gave it too is for the counter to find out."""

from django.db import IntegrityError
from django.db import transaction as database
from django.utils.translation import gettext as _

from seekers.enums import NikConflictState
from seekers.models import NikConflict, Seeker
from seekers.nik import Nik, open_nik
from seekers.services.profile import locked
from sikas import clock, encryption, origins
from sikas.accounts import limits
from sikas.workflow.transitions import transition

NO_INDEXES = {f"nik_index_{slot}": None for slot in encryption.SLOTS}


def give_nik(*, seeker: Seeker, number: Nik) -> None:
    """Keep the NIK sealed; its index is this seeker's unless another profile holds it.

    Side effects, in this order: seal it, note a conflict, try to take the index — the unique index
    decides, also between two who give one NIK at the same moment — and settle the conflict when
    that succeeded. Known or not, the caller learns nothing and the statements are the same, so
    that neither the page nor its time tells whether a NIK is registered here. Raises
    OfficialFieldError.
    """
    with database.atomic():
        row = locked(seeker)
        origins.refuse(row, ["nik"])
        _write(row, nik_sealed=number.sealed(), updated_at=clock.now(), **NO_INDEXES)
        conflict, is_new = NikConflict.objects.get_or_create(
            seeker=row, state=NikConflictState.OPEN
        )
        if _take_index(row, number):
            _settle(conflict, is_new=is_new)
    seeker.refresh_from_db(fields=["nik_sealed", *NO_INDEXES])


def count_attempt(seeker: Seeker) -> None:
    """Count a NIK that a person gives; raises TooManyAttemptsError."""
    limits.take("give_nik", person=str(seeker.user_id))


def birth_date_warning(seeker: Seeker) -> str:
    """Return what to tell somebody whose birth date is not the one in his NIK, else nothing.

    It only warns: the civil registry itself issued numbers that disagree.
    """
    if not seeker.nik_sealed or not seeker.birth_date:
        return ""
    try:
        agrees = open_nik(seeker.nik_sealed).agrees_with(seeker.birth_date)
    except encryption.CannotOpenError:
        return ""
    return "" if agrees else _("Tanggal lahir berbeda dengan NIK. Periksa lagi keduanya di KTP.")


def _take_index(seeker: Seeker, number: Nik) -> bool:
    try:
        with database.atomic():
            _write(seeker, **number.blind_indexes())
    except IntegrityError as error:
        if "nik_index" in str(error):
            return False
        raise
    return True


def _settle(conflict: NikConflict, *, is_new: bool) -> None:
    if is_new:
        conflict.delete()
    else:  # the person found the mistake before the counter did
        transition(conflict, NikConflictState.CORRECTED, by=conflict.seeker.user)


def _write(seeker: Seeker, **values: object) -> None:
    Seeker.objects.filter(pk=seeker.pk).update(**values)
