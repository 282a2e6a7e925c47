"""The closing report: frozen once per version, never changed; and who took a file of it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from jobfair.enums import Edition, FileKind
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


class ReportDownload(models.Model):
    """Somebody took a file of a report that is not public; append-only."""

    report = models.ForeignKey(FairReport, on_delete=models.PROTECT, related_name="downloads")
    edition = models.CharField(_("edisi"), max_length=10, choices=Edition)
    kind = models.CharField(_("jenis berkas"), max_length=5, choices=FileKind)
    company = models.ForeignKey(
        Company,
        verbose_name=_("perusahaan"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("waktu"), db_default=DatabaseNow(), editable=False)

    class Meta:
        verbose_name = _("unduhan laporan")
        verbose_name_plural = _("unduhan laporan")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        triggers = [
            # Who it was may be emptied, as the end of an account does; nothing else.
            pgtrigger.ReadOnly(
                name="report_download_is_final",
                fields=["report", "edition", "kind", "company", "at"],
            ),
            pgtrigger.Protect(name="report_download_stays", operation=pgtrigger.Delete),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(edition=Edition.COMPANY, company__isnull=False)
                | Q(edition=Edition.OFFICERS, company__isnull=True),
                name="report_download_edition_fits",
                violation_error_message=_("Edisi perusahaan harus menyebut perusahaannya."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FileKind.values),
                name="report_download_kind_known",
                violation_error_message=_("Pilihan ini tidak dikenal."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.edition} {self.kind}"
