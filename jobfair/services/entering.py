"""A seeker takes part in a fair and applies in it: one call of the database judges and writes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection
from django.db import transaction as database
from django.utils.translation import gettext_lazy as _

from jobfair.enums import Way
from jobfair.models import Fair, Participant, Position
from jobfair.models.people import new_pass_code
from jobs.deadlines import today
from jobs.models.applications import MAX_LETTER, new_receipt
from jobs.services.applying import ATTEMPTS, LetterTooLongError, Receipt
from seekers.models import Seeker

# The function is in the migration 0002_entering.
_APPLY = """
    select made, number, refusal, used, quota from jobfair_apply(
        %(position)s, %(seeker)s, %(receipt)s, %(pass_code)s, %(key)s, %(letter)s,
        %(documents)s::bigint[], %(by)s, %(today)s, %(arrived)s, %(way)s)
"""
_AGAIN = "again"  # the receipt number was taken: draw another

REFUSALS = {
    "early": _("Job fair belum dibuka. Lamaran belum terkirim; kirim lagi setelah dibuka."),
    "late": _("Job fair sudah ditutup. Lamaran yang tiba sesudahnya tidak dihitung."),
    "paused": _("Job fair sedang dijeda. Lamaran belum terkirim; waktunya dikembalikan."),
    "gone": _("Jabatan ini tidak menerima lamaran lagi. Lamaran tidak terkirim."),
    "full": _("Jabatan ini sudah penuh. Lamaran tidak terkirim; jatah Anda tetap."),
    "limit": _("Jatah lamaran Anda di job fair ini sudah habis. Tarik satu untuk melamar lagi."),
    "ineligible": _("Anda tidak termasuk peserta yang ditetapkan untuk job fair ini."),
    "not_ready": _("Lengkapi dulu data pokok Anda. Lamaran belum terkirim."),
}


class RefusedError(ValidationError):
    """The fair did not take it; `code` is one of REFUSALS. Nothing was written."""

    def __init__(self, refusal: str) -> None:
        super().__init__(REFUSALS[refusal], code=refusal)


@dataclass(frozen=True)
class FairReceipt(Receipt):
    """The receipt, and how much of the quota is used."""

    used: int
    quota: int

    @property
    def left(self) -> int:
        """How many more applications the fair takes."""
        return max(0, self.quota - self.used)


def register(*, fair: Fair, seeker: Seeker, way: Way = Way.WEB) -> Participant:
    """Let a seeker take part; once, however often it is called."""
    Participant.objects.bulk_create(
        [Participant(fair=fair, seeker=seeker, pass_code=new_pass_code(), way=way)],
        ignore_conflicts=True,
    )
    return Participant.objects.get(fair=fair, seeker=seeker)


@database.atomic
def apply_in_fair(
    *,
    seeker: Seeker,
    position: Position,
    key: UUID,
    letter: str = "",
    documents: Collection[int] = (),
    arrived: datetime | None = None,
    way: Way = Way.WEB,
) -> FairReceipt:
    """Send an application in a fair; once, however often it is called.

    `arrived` is when the request reached the web server in front (only what that server stamped
    itself). It counts when it is at most the fair's grace older than the database's clock; else,
    and without it, the clock does. Side effects in one call: the participant with one more used of
    the quota, the application as `jobs` makes it, the entry. Raises RefusedError,
    LetterTooLongError.
    """
    if len(letter) > MAX_LETTER:
        raise LetterTooLongError
    values: dict[str, Any] = {
        "position": position.pk,
        "seeker": seeker.pk,
        "key": key,
        "letter": letter.replace("\x00", ""),
        "documents": list(documents),
        "by": seeker.user_id,
        "today": today(),
        "arrived": arrived,
        "way": way.value,
    }
    for _attempt in range(ATTEMPTS):
        if receipt := _apply({**values, "receipt": new_receipt(), "pass_code": new_pass_code()}):
            return receipt
    raise RuntimeError("no free receipt number was found")


def _apply(values: Mapping[str, Any]) -> FairReceipt | None:
    """Return the receipt that holds; None when its number was taken. Raises RefusedError."""
    with connection.cursor() as cursor:
        cursor.execute(_APPLY, values)
        made, number, refusal, used, quota = cursor.fetchone()
    if refusal == _AGAIN:
        return None
    if refusal:
        raise RefusedError(refusal)
    return FairReceipt(made, number, number == values["receipt"], used, quota)
