"""How often and how soon a company answers those who apply, counted from the steps."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from employers.models import Company


class Responsiveness(models.Model):
    """Applications of the last half year that were due for an answer, and those that got one.

    `usual` is the median time from receiving to the first answer; see `services.answers`.
    """

    company = models.OneToOneField(
        Company, primary_key=True, on_delete=models.CASCADE, related_name="responsiveness"
    )
    due = models.PositiveIntegerField(_("lamaran yang perlu jawaban"))
    answered = models.PositiveIntegerField(_("lamaran yang dijawab"))
    usual = models.DurationField(_("biasanya dijawab dalam"), null=True)
    counted_at = models.DateTimeField(_("dihitung"))

    class Meta:
        verbose_name = _("tingkat tanggapan")
        verbose_name_plural = _("tingkat tanggapan")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(due__gt=0, answered__lte=F("due")),
                name="responsiveness_answers_were_due",
                violation_error_message=_("Yang dijawab tidak boleh melebihi yang perlu jawaban."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.answered}/{self.due}"
