"""The register's ledger: who came in, was placed or struck off, and in which month it counts."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seekers.enums import MovementKind
from seekers.models.seekers import Seeker
from sikas.clock import DatabaseNow


class Movement(models.Model):
    """One movement of one person; append-only, read by the IPK reports.

    `happened_on` is the day it is about, `month` the first day of the month in which it is counted
    (a later one when the month of the day is closed already). `source` names what it came from and
    is unique, so that nothing is counted twice. The row stays when the person is erased: it then
    says that somebody was counted, and of whom nothing.
    """

    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(_("gerakan"), max_length=12, choices=MovementKind)
    happened_on = models.DateField(_("tanggal kejadian"))
    month = models.DateField(_("bulan laporan"))
    source = models.CharField(_("asal"), max_length=60, unique=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dicatat oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    entered_at = models.DateTimeField(_("dicatat"), db_default=DatabaseNow(), editable=False)

    class Meta:
        verbose_name = _("gerakan pencari kerja")
        verbose_name_plural = _("gerakan pencari kerja")
        ordering = ["entered_at", "pk"]
        default_permissions = ("view",)
        indexes = [models.Index("month", "kind", name="movement_by_month")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
            # Accounts end, profiles are merged: only that may change.
            pgtrigger.ReadOnly(name="as_entered", exclude=["entered_by", "seeker"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=MovementKind.values),
                name="movement_kind_known",
                violation_error_message=_("Gerakan ini tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="movement_month_is_first_day",
                violation_error_message=_("Bulan laporan ditulis sebagai tanggal satu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"
