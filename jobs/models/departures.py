"""Who left for another portal to apply there: that a click was made, and what was agreed to."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.models.vacancies import Vacancy
from sikas.clock import DatabaseNow

# The date of the words in force on the page from which one leaves; new words get a new date.
CONSENT_VERSION = "2026-11-26"


class Departure(models.Model):
    """One click that led to a vacancy's portal of origin; append-only, without address or device.

    Whether the person applied there is not known here.
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="departures")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("pengguna"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    consent_version = models.CharField(_("versi persetujuan"), max_length=10)
    at = models.DateTimeField(_("waktu"), db_default=DatabaseNow(), editable=False)

    class Meta:
        verbose_name = _("kunjungan ke portal asal")
        verbose_name_plural = _("kunjungan ke portal asal")
        ordering = ["at", "pk"]
        default_permissions = ()
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
            # Accounts end: only that may change.
            pgtrigger.ReadOnly(name="as_made", exclude=["user"]),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy_id} {self.at:%Y-%m-%d}"
