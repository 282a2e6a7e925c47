"""Reasons and states of reports about vacancies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportReason(models.TextChoices):
    """What somebody reports about a vacancy."""

    FEE = "fee", _("Meminta uang")
    FAKE = "fake", _("Lowongan palsu")
    DISCRIMINATION = "discrimination", _("Diskriminasi")
    OTHER = "other", _("Lainnya")


# Frauds that cost people money while they wait.
GRAVE_REASONS = (ReportReason.FEE, ReportReason.FAKE)


class ReportState(models.TextChoices):
    """Where a report stands; the words are those its reporter reads."""

    OPEN = "open", _("Menunggu diperiksa")
    UPHELD = "upheld", _("Terbukti")
    DISMISSED = "dismissed", _("Tidak terbukti")


REPORT_TRANSITIONS = {
    ReportState.OPEN: frozenset({ReportState.UPHELD, ReportState.DISMISSED}),
    ReportState.UPHELD: frozenset[ReportState](),
    ReportState.DISMISSED: frozenset[ReportState](),
}
