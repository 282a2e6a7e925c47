"""Interviews: an invitation with a time and a place, and the applicant's answer."""

from datetime import datetime, timedelta

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobs.enums import INTERVIEW_TRANSITIONS, InterviewKind, InterviewState
from jobs.models.applications import Application
from sikas.clock import DatabaseNow
from sikas.workflow.models import StatefulModel, TransitionRecord

MAX_MINUTES = 480
LIVING_INTERVIEWS = (
    InterviewState.INVITED,
    InterviewState.ACCEPTED,
    InterviewState.OTHER_TIME,
)


class Interview(StatefulModel):
    """When and how a company wants to talk to an applicant; one living one per application.

    `where` is an address, a phone number or a link, by its kind. `revision` counts changes of time
    or place, as calendars want it (RFC 5545 SEQUENCE). `wish` is what the applicant asks instead.
    """

    TRANSITIONS = INTERVIEW_TRANSITIONS

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="interviews"
    )
    kind = models.CharField(_("cara"), max_length=10, choices=InterviewKind)
    starts_at = models.DateTimeField(_("waktu"))
    minutes = models.PositiveSmallIntegerField(
        _("lama (menit)"), default=30, validators=[MinValueValidator(5)]
    )
    where = models.CharField(_("tempat, nomor telepon, atau tautan"), max_length=500)
    note = models.TextField(_("catatan untuk pelamar"), max_length=1000, blank=True)
    wish = models.CharField(_("waktu yang diminta pelamar"), max_length=500, blank=True)
    revision = models.PositiveSmallIntegerField(default=0, editable=False)
    state = models.CharField(
        _("keadaan"), max_length=20, choices=InterviewState, default=InterviewState.INVITED
    )
    created_at = models.DateTimeField(_("dibuat"), db_default=DatabaseNow(), editable=False)

    class Meta:
        verbose_name = _("wawancara")
        verbose_name_plural = _("wawancara")
        ordering = ["starts_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=LIVING_INTERVIEWS),
                name="interview_one_living",
                violation_error_message=_("Undangan wawancara untuk pelamar ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=InterviewState.values),
                name="interview_state_known",
                violation_error_message=_("Keadaan wawancara tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=InterviewKind.values) & ~Q(where=""),
                name="interview_has_place",
                violation_error_message=_("Isi tempat, nomor telepon, atau tautan wawancara."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=MAX_MINUTES),
                name="interview_length_plausible",
                violation_error_message=_("Lama wawancara 5 sampai 480 menit."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def ends_at(self) -> datetime:
        """When it is expected to be over."""
        return self.starts_at + timedelta(minutes=self.minutes)


class InterviewTransition(TransitionRecord):
    """A step of an interview."""

    subject = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="transitions")

    class Meta(TransitionRecord.Meta):
        verbose_name = _("langkah wawancara")
        verbose_name_plural = _("langkah wawancara")
        default_permissions = ()
