"""Vacancies that a job seeker keeps to come back to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jobs.models.vacancies import Vacancy
from sikas.clock import DatabaseNow


class SavedVacancy(models.Model):
    """A vacancy that somebody keeps; it goes with the account and with the vacancy."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("pencari kerja"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    vacancy = models.ForeignKey(
        Vacancy, verbose_name=_("lowongan"), on_delete=models.CASCADE, related_name="saved_by"
    )
    saved_at = models.DateTimeField(_("disimpan"), db_default=DatabaseNow(), editable=False)

    class Meta:
        verbose_name = _("lowongan tersimpan")
        verbose_name_plural = _("lowongan tersimpan")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "vacancy"],
                name="saved_vacancy_once",
                violation_error_message=_("Lowongan ini sudah tersimpan."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.vacancy)
