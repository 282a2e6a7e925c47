"""What people report about a vacancy: fees, fakes, discrimination; the office settles it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from jobs.models.vacancies import Vacancy
from jobs.report_enums import REPORT_TRANSITIONS, ReportReason, ReportState
from sikas import clock
from sikas.workflow.models import StatefulModel, TransitionRecord

MAX_REPORT, MAX_CONTACT = 2000, 120
SETTLED = (ReportState.UPHELD, ReportState.DISMISSED)
NUMBER_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that looks like another one


def new_number() -> str:
    """Return a reference to read out on the phone; it tells nothing of how many there are."""
    return "L-" + get_random_string(8, NUMBER_LETTERS)


class VacancyReport(StatefulModel):
    """One person's report about a vacancy; the company never learns whose it is.

    Its key is random, so that only who reported knows the address of the receipt.
    """

    TRANSITIONS = REPORT_TRANSITIONS
    STATE_TIMESTAMPS: ClassVar = dict.fromkeys(SETTLED, "settled_at")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("nomor"), max_length=12, unique=True, default=new_number)
    vacancy = models.ForeignKey(
        Vacancy, verbose_name=_("lowongan"), on_delete=models.CASCADE, related_name="reports"
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("pelapor"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact = models.CharField(_("kontak pelapor"), max_length=MAX_CONTACT, blank=True)
    reason = models.CharField(_("alasan"), max_length=16, choices=ReportReason)
    text = models.CharField(_("keterangan"), max_length=MAX_REPORT, blank=True)
    state = models.CharField(
        _("keadaan"), max_length=20, choices=ReportState, default=ReportState.OPEN
    )
    created_at = models.DateTimeField(_("dilaporkan"), default=clock.now, editable=False)
    settled_at = models.DateTimeField(_("diputuskan"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("laporan lowongan")
        verbose_name_plural = _("laporan lowongan")
        ordering = ["created_at", "pk"]
        default_permissions = ()
        permissions = [
            ("settle_report", _("Memutuskan laporan lowongan")),
            ("watch_reports", _("Membaca laporan lowongan")),
        ]
        indexes = [
            models.Index(
                "vacancy", "created_at", condition=Q(state=ReportState.OPEN), name="report_open"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "reporter"],
                name="report_once_per_person",
                violation_error_message=_("Anda sudah melaporkan lowongan ini."),
            ),
            models.CheckConstraint(
                condition=Q(reason__in=ReportReason.values),
                name="report_reason_known",
                violation_error_message=_("Pilih alasan laporan."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=ReportReason.OTHER) | ~Q(text=""),
                name="report_other_says_what",
                violation_error_message=_("Tulis apa yang terjadi."),
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.OPEN, settled_at__isnull=True)
                | Q(state__in=SETTLED, settled_at__isnull=False),
                name="report_settled_has_time",
                violation_error_message=_("Laporan yang diputuskan harus punya waktunya."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Tell whether the office has still to settle it."""
        return self.state == ReportState.OPEN


class VacancyReportTransition(TransitionRecord):
    """How a report was settled."""

    subject = models.ForeignKey(VacancyReport, on_delete=models.CASCADE, related_name="transitions")

    class Meta(TransitionRecord.Meta):
        verbose_name = _("langkah laporan lowongan")
        verbose_name_plural = _("langkah laporan lowongan")
        default_permissions = ()
