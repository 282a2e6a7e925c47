"""Who would like to take part in a programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from seekers.models import Seeker
from seekers.models.erasure import living_seekers_only
from sikas.clock import DatabaseNow
from training.models.programmes import Programme


class Interest(models.Model):
    """A seeker would like to take part; deleted when it is taken back."""

    seeker = models.ForeignKey(
        Seeker,
        verbose_name=_("pencari kerja"),
        on_delete=models.CASCADE,
        related_name="training_interests",
    )
    programme = models.ForeignKey(
        Programme,
        verbose_name=_("program pelatihan"),
        on_delete=models.CASCADE,
        related_name="interests",
    )
    created_at = models.DateTimeField(_("sejak"), db_default=DatabaseNow(), editable=False)

    class Meta:
        verbose_name = _("minat pelatihan")
        verbose_name_plural = _("minat pelatihan")
        ordering = ["-created_at", "-pk"]
        triggers = [living_seekers_only()]
        indexes = [models.Index("programme", "created_at", name="interest_of_programme")]
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "programme"],
                name="interest_once_per_programme",
                violation_error_message=_("Anda sudah berminat pada pelatihan ini."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.programme)
