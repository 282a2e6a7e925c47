"""States of a fair, its booths and positions; phases that follow from the clock."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FairState(models.TextChoices):
    """What people decided about a fair; when it opens and closes follows from its times."""

    DRAFT = "draft", _("Disiapkan")
    ANNOUNCED = "announced", _("Diumumkan")
    PAUSED = "paused", _("Dijeda")
    CANCELLED = "cancelled", _("Dibatalkan")
    REPORTED = "reported", _("Dilaporkan")


FAIR_TRANSITIONS = {
    FairState.DRAFT: frozenset({FairState.ANNOUNCED, FairState.CANCELLED}),
    FairState.ANNOUNCED: frozenset(
        {FairState.DRAFT, FairState.PAUSED, FairState.CANCELLED, FairState.REPORTED}
    ),
    FairState.PAUSED: frozenset({FairState.ANNOUNCED, FairState.CANCELLED}),
    FairState.CANCELLED: frozenset[FairState](),
    FairState.REPORTED: frozenset[FairState](),
}
# A fair in one of these has its place in the calendar.
STANDING = (FairState.ANNOUNCED, FairState.PAUSED, FairState.REPORTED)


class Phase(models.TextChoices):
    """Where a fair is now, by the database's clock (SQL function jobfair_phase)."""

    DRAFT = "draft", _("Disiapkan")
    ANNOUNCED = "announced", _("Diumumkan")
    REGISTRATION = "registration", _("Pendaftaran")
    OPEN = "open", _("Berlangsung")
    CLOSING = "closing", _("Sedang ditutup")
    CLOSED = "closed", _("Selesai")
    PAUSED = "paused", _("Dijeda")
    CANCELLED = "cancelled", _("Dibatalkan")
    REPORTED = "reported", _("Selesai, dilaporkan")


class BoothState(models.TextChoices):
    """Where a company's booth stands; whether it is live follows from the fair's clock."""

    INVITED = "invited", _("Diundang")
    APPLIED = "applied", _("Diajukan")
    RETURNED = "returned", _("Perlu perbaikan")
    APPROVED = "approved", _("Menyiapkan stan")
    REJECTED = "rejected", _("Ditolak")
    READY = "ready", _("Siap")
    SUSPENDED = "suspended", _("Dibekukan")
    DECLINED = "declined", _("Tidak ikut")


BOOTH_TRANSITIONS = {
    BoothState.INVITED: frozenset({BoothState.APPLIED, BoothState.DECLINED}),
    BoothState.DECLINED: frozenset({BoothState.APPLIED}),
    BoothState.APPLIED: frozenset(
        {BoothState.APPROVED, BoothState.RETURNED, BoothState.REJECTED, BoothState.DECLINED}
    ),
    BoothState.RETURNED: frozenset({BoothState.APPLIED, BoothState.DECLINED}),
    BoothState.APPROVED: frozenset({BoothState.READY, BoothState.SUSPENDED, BoothState.DECLINED}),
    # What a booth needs may be taken away again: then it is built anew.
    BoothState.READY: frozenset({BoothState.APPROVED, BoothState.SUSPENDED}),
    BoothState.SUSPENDED: frozenset({BoothState.APPROVED}),
    BoothState.REJECTED: frozenset[BoothState](),
}


class PositionState(models.TextChoices):
    """Whether a company's vacancy is shown in a fair; open and full follow from clock and cap."""

    PROPOSED = "proposed", _("Diajukan")
    VERIFIED = "verified", _("Disetujui")
    RETURNED = "returned", _("Perlu perbaikan")
    CLOSED = "closed", _("Ditutup")


POSITION_TRANSITIONS = {
    PositionState.PROPOSED: frozenset(
        {PositionState.VERIFIED, PositionState.RETURNED, PositionState.CLOSED}
    ),
    PositionState.RETURNED: frozenset({PositionState.PROPOSED, PositionState.CLOSED}),
    PositionState.VERIFIED: frozenset({PositionState.CLOSED, PositionState.RETURNED}),
    PositionState.CLOSED: frozenset({PositionState.PROPOSED}),
}


class Way(models.TextChoices):
    """By which way somebody takes part."""

    WEB = "web", _("Situs")
    COUNTER = "counter", _("Loket")
    HALL = "hall", _("Aula")


class Edition(models.TextChoices):
    """For whom a file of the closing report is."""

    OFFICERS = "officers", _("Petugas (lengkap)")
    COMPANY = "company", _("Perusahaan")


class FileKind(models.TextChoices):
    """What kind of file a report is handed out as."""

    XLSX = "xlsx", "XLSX"
    PDF = "pdf", "PDF"
