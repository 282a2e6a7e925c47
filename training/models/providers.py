"""Who gives training: the training centres (BLK) of the regency, and those known from elsewhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sikas.reference.models import Area
from training.enums import Source


class Provider(models.Model):
    """An institution that trains people.

    `area` is the narrowest area of our code list in which it lies; `place_name` names the place as
    the source does where our list is too coarse ("Kab. Karawang, Jawa Barat"). Its name and place
    are in the search rows of its programmes, which a trigger keeps true.
    """

    name = models.CharField(_("nama lembaga"), max_length=200)
    address = models.CharField(_("alamat"), max_length=250, blank=True, default="", db_default="")
    area = models.ForeignKey(
        Area, verbose_name=_("wilayah"), null=True, blank=True, on_delete=models.PROTECT
    )
    place_name = models.CharField(
        _("nama tempat di luar daftar wilayah"),
        max_length=150,
        blank=True,
        default="",
        db_default="",
    )
    phone = models.CharField(_("telepon"), max_length=40, blank=True, default="", db_default="")
    website = models.URLField(_("situs"), max_length=300, blank=True, default="", db_default="")
    source = models.CharField(
        _("asal"), max_length=12, choices=Source, default=Source.LOCAL, db_default=Source.LOCAL
    )

    class Meta:
        verbose_name = _("lembaga pelatihan")
        verbose_name_plural = _("lembaga pelatihan")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="provider_has_name",
                violation_error_message=_("Isi nama lembaga pelatihan."),
            ),
            models.CheckConstraint(
                condition=Q(source__in=Source.values),
                name="provider_source_known",
                violation_error_message=_("Asal lembaga pelatihan tidak dikenal."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """Where it lies, in words; reads the area where the source did not name the place."""
        return self.place_name or (self.area.name if self.area else "")
