"""What a company filed, and what an officer found in each part of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from employers.enums import ReviewSubject
from employers.models.companies import Company
from sikas.clock import DatabaseNow

MAX_NOTE = 1000
MAX_ITEM_REASON = 500


class Submission(models.Model):
    """A company as it stood when it asked to be verified.

    `facts` is its text by ReviewSubject, so that the next look shows what changed since.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="submissions")
    at = models.DateTimeField(_("waktu"), db_default=DatabaseNow())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    facts = models.JSONField(_("isian"), default=dict)
    note = models.TextField(_("penjelasan untuk petugas"), blank=True, max_length=MAX_NOTE)

    class Meta:
        verbose_name = _("pengajuan perusahaan")
        verbose_name_plural = _("pengajuan perusahaan")
        default_permissions = ()
        ordering = ["at", "pk"]
        get_latest_by = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.company} {self.at:%Y-%m-%d}"


class ReviewItem(models.Model):
    """What an officer found in one part of a submission; a fault has a reason, a fit has none."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="items")
    subject = models.CharField(_("bagian"), max_length=20, choices=ReviewSubject)
    fits = models.BooleanField(_("sesuai"))
    reason = models.TextField(_("alasan"), blank=True, max_length=MAX_ITEM_REASON)

    class Meta:
        verbose_name = _("hasil pemeriksaan")
        verbose_name_plural = _("hasil pemeriksaan")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "subject"],
                name="review_item_once_per_submission",
                violation_error_message=_("Bagian ini sudah diperiksa."),
            ),
            models.CheckConstraint(
                condition=models.Q(subject__in=ReviewSubject.values),
                name="review_item_subject_known",
                violation_error_message=_("Bagian ini tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=models.Q(fits=True, reason="")
                | (models.Q(fits=False) & ~models.Q(reason="")),
                name="review_item_fault_has_reason",
                violation_error_message=_("Tulis alasan bagian yang perlu diperbaiki."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_subject_display()
