"""A company's booth in a fair, who stands in it and when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from employers.enums import CompanyState
from employers.models import Company, Member
from jobfair.enums import BOOTH_TRANSITIONS, BoothState
from jobfair.models.fairs import Fair
from sikas.clock import DatabaseNow
from sikas.documents.models import StoredFile
from sikas.workflow.models import StatefulModel, TransitionRecord


class BoothQuerySet(models.QuerySet["Booth"]):
    """Reads of booths by who looks."""

    def listed(self) -> "BoothQuerySet":
        """Booths that the public sees: ready, of a company that the office vouches for."""
        return self.filter(state=BoothState.READY, company__state=CompanyState.VERIFIED)

    def visible_to(self, user: models.Model) -> "BoothQuerySet":
        """Booths of the companies for which `user` acts."""
        return self.filter(company__members__user=user, company__members__is_active=True)

    def waiting(self) -> "BoothQuerySet":
        """Booths that wait for an officer."""
        return self.filter(state=BoothState.APPLIED)


class Booth(StatefulModel):
    """One company in one fair."""

    TRANSITIONS = BOOTH_TRANSITIONS
    STATE_TIMESTAMPS: ClassVar = {
        BoothState.APPLIED: "applied_at",
        BoothState.READY: "ready_at",
    }

    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="booths")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="booths")
    about = models.TextField(_("sambutan"), max_length=2000, blank=True)
    logo = models.ForeignKey(
        StoredFile,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField(
        _("keadaan"), max_length=20, choices=BoothState, default=BoothState.INVITED
    )
    created_at = models.DateTimeField(_("dibuat"), db_default=DatabaseNow(), editable=False)
    applied_at = models.DateTimeField(_("diajukan"), null=True, blank=True, editable=False)
    ready_at = models.DateTimeField(_("siap"), null=True, blank=True, editable=False)

    objects = BoothQuerySet.as_manager()

    class Meta:
        verbose_name = _("stan")
        verbose_name_plural = _("stan")
        ordering = ["company__name", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "company"],
                name="booth_once_per_fair",
                violation_error_message=_("Perusahaan ini sudah punya stan."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=BoothState.values),
                name="booth_state_known",
                violation_error_message=_("Keadaan stan tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=~Q(state=BoothState.READY)
                | Q(logo__isnull=False, ready_at__isnull=False),
                name="booth_ready_has_logo",
                violation_error_message=_("Stan yang siap harus punya logo."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.fair}"


class BoothTransition(TransitionRecord):
    """A step of a booth."""

    subject = models.ForeignKey(Booth, on_delete=models.CASCADE, related_name="transitions")

    class Meta(TransitionRecord.Meta):
        verbose_name = _("langkah stan")
        verbose_name_plural = _("langkah stan")
        default_permissions = ()


class BoothStaff(models.Model):
    """Somebody of the company's team who stands in the booth."""

    booth = models.ForeignKey(Booth, on_delete=models.CASCADE, related_name="staff")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="booths")

    class Meta:
        verbose_name = _("penjaga stan")
        verbose_name_plural = _("penjaga stan")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["booth", "member"],
                name="booth_staff_once",
                violation_error_message=_("Orang ini sudah menjaga stan."),
            )
        ]

    def __str__(self) -> str:
        return str(self.member)


class BoothHours(models.Model):
    """When a booth is staffed on a day of the fair, in the office's zone."""

    booth = models.ForeignKey(Booth, on_delete=models.CASCADE, related_name="hours")
    day = models.DateField(_("hari"))
    starts = models.TimeField(_("dari"))
    ends = models.TimeField(_("sampai"))

    class Meta:
        verbose_name = _("jam langsung")
        verbose_name_plural = _("jam langsung")
        ordering = ["day", "starts"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["booth", "day", "starts"],
                name="booth_hours_once",
                violation_error_message=_("Jam ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends")),
                name="booth_hours_in_order",
                violation_error_message=_("Jam mulai harus sebelum jam selesai."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.starts:%H.%M}–{self.ends:%H.%M}"
