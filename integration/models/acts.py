"""What officers did with the exchange: who, what, when; append-only."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from integration.enums import ActKind
from integration.models.streams import Stream
from sikas.clock import DatabaseNow


class SyncAct(models.Model):
    """One act of an officer; `subject` is a server or an item, `note` what was set or why."""

    stream = models.ForeignKey(  # none: the act was about a server
        Stream,
        verbose_name=_("aliran data"),
        null=True,
        on_delete=models.PROTECT,
        related_name="acts",
    )
    act = models.CharField(_("tindakan"), max_length=10, choices=ActKind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("petugas"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    subject = models.CharField(_("tentang"), max_length=260, blank=True)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    at = models.DateTimeField(_("waktu"), db_default=DatabaseNow())

    class Meta:
        verbose_name = _("tindakan sinkronisasi")
        verbose_name_plural = _("tindakan sinkronisasi")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=ActKind.values),
                name="sync_act_known",
                violation_error_message=_("Tindakan ini tidak dikenal."),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="sync_act_is_final", fields=["stream", "act", "subject", "note", "at"]
            ),
            pgtrigger.Protect(name="sync_act_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.get_act_display())
