"""What became of a vacancy: how many people were hired, and how they were found."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobs.models.vacancies import Vacancy
from sikas.clock import DatabaseNow


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class FillReport(models.Model):
    """The people hired for a vacancy, as its company reports them (Perpres 57/2023).

    `openings` is what was asked for when it was reported, so that the database can compare.
    """

    vacancy = models.OneToOneField(
        Vacancy, primary_key=True, on_delete=models.CASCADE, related_name="fill_report"
    )
    openings = models.PositiveIntegerField(_("jumlah kebutuhan"))
    men_here = models.PositiveIntegerField(_("laki-laki lewat SIKAS"), default=0)
    women_here = models.PositiveIntegerField(_("perempuan lewat SIKAS"), default=0)
    men_elsewhere = models.PositiveIntegerField(_("laki-laki dari jalan lain"), default=0)
    women_elsewhere = models.PositiveIntegerField(_("perempuan dari jalan lain"), default=0)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dilaporkan oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reported_at = models.DateTimeField(_("dilaporkan"), db_default=DatabaseNow())

    class Meta:
        verbose_name = _("laporan terisi")
        verbose_name_plural = _("laporan terisi")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    openings__gte=F("men_here")
                    + F("women_here")
                    + F("men_elsewhere")
                    + F("women_elsewhere")
                ),
                name="fill_report_within_openings",
                violation_error_message=_("Yang diterima tidak boleh melebihi jumlah kebutuhan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filled}/{self.openings}"

    @property
    def men(self) -> int:
        """Men hired."""
        return self.men_here + self.men_elsewhere

    @property
    def women(self) -> int:
        """Women hired."""
        return self.women_here + self.women_elsewhere

    @property
    def filled(self) -> int:
        """People hired in all."""
        return self.men + self.women
