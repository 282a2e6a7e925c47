"""The closing report: frozen once per version, never changed."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobfair.models.fairs import Fair
from sikas.clock import DatabaseNow

VERSIONS = (0, 14, 30, 60)  # days after the end: hires become known later


class FairReport(models.Model):
    """The figures of a fair as they stood when a version was frozen; append-only."""

    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField(_("hari setelah selesai"))
    figures = models.JSONField(_("angka"))
    frozen_at = models.DateTimeField(_("dibekukan"), db_default=DatabaseNow(), editable=False)

    class Meta:
        verbose_name = _("laporan job fair")
        verbose_name_plural = _("laporan job fair")
        ordering = ["fair", "version"]
        default_permissions = ("view",)
        triggers = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "version"],
                name="fair_report_once_per_version",
                violation_error_message=_("Laporan versi ini sudah dibekukan."),
            ),
            models.CheckConstraint(
                condition=Q(version__in=VERSIONS),
                name="fair_report_version_known",
                violation_error_message=_("Versi laporan ini tidak dikenal."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fair} +{self.version}"
