"""What officers of the counter did with a profile; never changed, and free of personal values."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from seekers.enums import CounterReason, CounterWork
from seekers.models.seekers import Seeker
from sikas.clock import DatabaseNow


class CounterAct(models.Model):
    """One act of an officer at the counter: what, why and which fields; append-only.

    Values are not kept: what is personal is erased in one place, the row of the seeker.
    """

    seeker = models.ForeignKey(
        Seeker,
        verbose_name=_("pencari kerja"),
        on_delete=models.CASCADE,
        related_name="counter_acts",
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("petugas"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    work = models.CharField(_("tindakan"), max_length=16, choices=CounterWork)
    reason = models.CharField(_("alasan"), max_length=16, choices=CounterReason, blank=True)
    subjects = ArrayField(models.CharField(max_length=20), verbose_name=_("isian"), default=list)
    at = models.DateTimeField(_("waktu"), db_default=DatabaseNow())

    class Meta:
        verbose_name = _("tindakan loket")
        verbose_name_plural = _("tindakan loket")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        triggers = [
            pgtrigger.ReadOnly(
                name="counter_act_is_final", fields=["work", "reason", "subjects", "at"]
            ),
            pgtrigger.Protect(name="counter_act_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.get_work_display())
