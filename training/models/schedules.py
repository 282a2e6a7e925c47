"""When a programme is taught, and for how many people."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from sikas.clock import DatabaseNow
from training.models.programmes import Programme


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    """Reads of schedules."""

    def registrable(self) -> "ScheduleQuerySet":
        """Batches for which one may register today and that have a place left, the next first."""
        has_place = Q(quota__isnull=True) | Q(registered__lt=F("quota"))
        in_time = Q(registration_until__gte=TruncDate(DatabaseNow()))
        return self.filter(has_place, in_time).order_by("registration_until", "pk")


class Schedule(models.Model):
    """One batch of a programme; what the provider has not said yet is empty.

    `registered` is the provider's own count: interest told here is not in it, and a batch may have
    more registrations than places.
    """

    programme = models.ForeignKey(
        Programme,
        verbose_name=_("program pelatihan"),
        on_delete=models.CASCADE,
        related_name="schedules",
    )
    batch = models.CharField(_("angkatan"), max_length=60, blank=True, default="", db_default="")
    registration_until = models.DateField(_("pendaftaran sampai"), null=True, blank=True)
    starts_on = models.DateField(_("mulai"), null=True, blank=True)
    ends_on = models.DateField(_("selesai"), null=True, blank=True)
    quota = models.PositiveIntegerField(_("kuota (orang)"), null=True, blank=True)
    registered = models.PositiveIntegerField(
        _("sudah mendaftar (orang)"), default=0, db_default=0, blank=True
    )

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("jadwal pelatihan")
        verbose_name_plural = _("jadwal pelatihan")
        ordering = [F("starts_on").asc(nulls_last=True), "pk"]
        indexes = [
            models.Index("programme", "registration_until", name="schedule_registration"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="schedule_ends_after_start",
                violation_error_message=_("Tanggal selesai tidak boleh sebelum tanggal mulai."),
            ),
            models.CheckConstraint(
                condition=Q(registration_until__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("registration_until")),
                name="schedule_registration_before_end",
                violation_error_message=_("Pendaftaran harus berakhir sebelum pelatihan selesai."),
            ),
            models.CheckConstraint(
                condition=Q(quota__isnull=True) | Q(quota__gt=0),
                name="schedule_quota_positive",
                violation_error_message=_("Kuota paling sedikit satu orang."),
            ),
        ]

    def __str__(self) -> str:
        return self.batch or str(self.starts_on or _("Jadwal"))
