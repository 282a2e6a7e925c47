"""Who takes part in a fair, and what was sent in it."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobfair.enums import Way
from jobfair.models.fairs import Fair
from jobfair.models.positions import Position
from jobs.models import Application
from jobs.models.applications import RECEIPT_LETTERS
from seekers.models import Seeker
from seekers.models.erasure import new_rows_of_living_seekers
from sikas.clock import DatabaseNow

PASS_LENGTH = 16  # more than 10^22: nobody guesses one


def new_pass_code() -> str:
    """Return the code that the QR of a participant's pass holds."""
    return "".join(secrets.choice(RECEIPT_LETTERS) for _place in range(PASS_LENGTH))


class Participant(models.Model):
    """A seeker in a fair; `used` counts the applications that stand against the fair's quota."""

    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="participants")
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="fairs")
    pass_code = models.CharField(_("kode kartu peserta"), max_length=PASS_LENGTH, unique=True)
    way = models.CharField(_("lewat"), max_length=10, choices=Way, default=Way.WEB)
    used = models.PositiveSmallIntegerField(_("lamaran terpakai"), default=0, db_default=0)
    registered_at = models.DateTimeField(_("terdaftar"), db_default=DatabaseNow(), editable=False)

    class Meta:
        verbose_name = _("peserta")
        verbose_name_plural = _("peserta")
        ordering = ["registered_at", "pk"]
        default_permissions = ("view",)
        triggers = [new_rows_of_living_seekers()]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "seeker"],
                name="participant_once_per_fair",
                violation_error_message=_("Anda sudah terdaftar di job fair ini."),
            ),
            models.CheckConstraint(
                condition=Q(way__in=Way.values),
                name="participant_way_known",
                violation_error_message=_("Pilihan ini tidak dikenal."),
            ),
        ]

    def __str__(self) -> str:
        return self.pass_code

    @property
    def left(self) -> int:
        """How many more applications the fair takes of this person; `fair` is read."""
        return max(0, self.fair.quota - self.used)


class Entry(models.Model):
    """That an application was sent in a fair: when it arrived, and when it was written.

    `is_counted` turns false once, when the application was withdrawn while the fair ran.
    """

    application = models.OneToOneField(
        Application, primary_key=True, on_delete=models.PROTECT, related_name="fair_entry"
    )
    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="entries")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="entries")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="entries")
    way = models.CharField(_("lewat"), max_length=10, choices=Way, default=Way.WEB)
    is_counted = models.BooleanField(default=True, db_default=True, editable=False)
    arrived_at = models.DateTimeField(_("tiba"))
    committed_at = models.DateTimeField(_("tercatat"), db_default=DatabaseNow(), editable=False)

    class Meta:
        verbose_name = _("lamaran di job fair")
        verbose_name_plural = _("lamaran di job fair")
        ordering = ["arrived_at", "pk"]
        default_permissions = ("view",)
        indexes = [models.Index("fair", "arrived_at", name="entry_of_fair")]
        constraints = [
            models.CheckConstraint(
                condition=Q(way__in=Way.values),
                name="entry_way_known",
                violation_error_message=_("Pilihan ini tidak dikenal."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)
