"""Lists of applicants that left the portal: who took which, when."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from jobs.enums import ExportKind
from sikas.clock import DatabaseNow


class ApplicantExport(models.Model):
    """Somebody of a company downloaded data of applicants; append-only.

    `applications` are the keys of those whose data it held, so that each of them can read of it in
    Data Saya; `asked` is what the list was narrowed to, as the page's query string without the
    words, which may be somebody's name.
    """

    company = models.ForeignKey(
        Company, verbose_name=_("perusahaan"), on_delete=models.PROTECT, related_name="exports"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    kind = models.CharField(_("jenis"), max_length=8, choices=ExportKind)
    asked = models.CharField(_("saringan"), max_length=500, blank=True)
    applications = ArrayField(models.BigIntegerField(), verbose_name=_("lamaran"))
    at = models.DateTimeField(_("waktu"), db_default=DatabaseNow(), editable=False)

    class Meta:
        verbose_name = _("unduhan data pelamar")
        verbose_name_plural = _("unduhan data pelamar")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        indexes = [
            models.Index("company", "at", name="export_of_company"),
            GinIndex("applications", name="export_of_application"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="as_written", exclude=["by"]),  # accounts end
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ExportKind.values),
                name="export_kind_known",
                violation_error_message=_("Jenis unduhan ini tidak dikenal."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
