"""Industries of KBLI; editions give one letter different meanings."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from sikas.reference.models.hierarchy import wider_code


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Industry(models.Model):
    """An industry of one KBLI edition: a letter, its divisions of two digits, down to five."""

    edition = models.PositiveSmallIntegerField(_("edisi KBLI"))
    code = models.CharField(_("kode KBLI"), max_length=5)
    digits = models.PositiveSmallIntegerField(_("jumlah angka"))
    title = models.CharField(_("nama lapangan usaha"), max_length=300)
    parent = wider_code()
    is_active = models.BooleanField(_("dipakai"), default=True)

    class Meta:
        verbose_name = _("lapangan usaha")
        verbose_name_plural = _("lapangan usaha")
        ordering = ["-edition", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"],
                name="industry_code_unique_in_edition",
                violation_error_message=_("Kode ini sudah ada dalam edisi itu."),
            ),
            models.CheckConstraint(
                condition=models.Q(digits=1, code__regex=r"^[A-Z]$")
                | (
                    models.Q(code__regex=r"^[0-9]{2,5}$")
                    & models.Q(code__length=models.F("digits"))
                ),
                name="industry_code_has_its_digits",
                violation_error_message=_("Kode adalah satu huruf besar atau 2 sampai 5 angka."),
            ),
            models.CheckConstraint(
                condition=models.Q(digits=1, parent__isnull=True)
                | models.Q(digits__gt=1, parent__isnull=False),
                name="industry_has_parent_unless_letter",
                violation_error_message=_("Isi kelompok di atasnya untuk kode angka."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
