"""Areas by code system, and the minimum wage that holds in one of them."""

import functools
import operator

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from sikas.reference.enums import CODE_PATTERNS, AreaLevel, CodeSystem
from sikas.reference.models.hierarchy import wider_code

CODE_FITS = functools.reduce(
    operator.or_,
    (
        models.Q(system=system, level=level, code__regex=f"^{pattern}$")
        for (system, level), pattern in CODE_PATTERNS.items()
    ),
)


class AreaQuerySet(models.QuerySet["Area"]):
    """Reads of areas."""

    def active(self) -> "AreaQuerySet":
        """Areas that may be chosen."""
        return self.filter(is_active=True)

    def districts(self, regency: "Area") -> "AreaQuerySet":
        """Kecamatan of a regency by name."""
        return self.active().filter(parent=regency, level=AreaLevel.DISTRICT).order_by("name")

    def villages(self, district: "Area") -> "AreaQuerySet":
        """Desa and kelurahan of a kecamatan by name."""
        levels = (AreaLevel.VILLAGE, AreaLevel.URBAN_VILLAGE)
        return self.active().filter(parent=district, level__in=levels).order_by("name", "code")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Area(models.Model):
    """A province down to a desa or kelurahan; a code means nothing without its system."""

    system = models.CharField(_("sistem kode"), max_length=12, choices=CodeSystem)
    code = models.CharField(_("kode"), max_length=13)
    name = models.CharField(_("nama"), max_length=100)
    level = models.CharField(_("tingkat"), max_length=16, choices=AreaLevel)
    parent = wider_code()
    is_active = models.BooleanField(_("dipakai"), default=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("wilayah")
        verbose_name_plural = _("wilayah")
        ordering = ["system", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["system", "code"],
                name="area_code_unique_in_system",
                violation_error_message=_("Kode ini sudah dipakai dalam sistem kode itu."),
            ),
            models.CheckConstraint(
                condition=CODE_FITS,
                name="area_code_fits_system_and_level",
                violation_error_message=_(
                    "Kode tidak sesuai sistem dan tingkatnya. "
                    "Contoh kecamatan: 12.09.19 (Kemendagri). Contoh kabupaten: 1208 (BPS)."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(level=AreaLevel.PROVINCE, parent__isnull=True)
                | (~models.Q(level=AreaLevel.PROVINCE) & models.Q(parent__isnull=False)),
                name="area_has_parent_unless_province",
                violation_error_message=_(
                    "Isi wilayah di atasnya. Hanya provinsi yang tidak punya wilayah di atasnya."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.name}"

    def clean(self) -> None:
        """Refuse a parent of another system or one whose code this code does not begin with."""
        lies_in_an_area = self.parent and self.level != AreaLevel.PROVINCE
        if lies_in_an_area and not (
            self.parent.system == self.system
            and self.parent.code != self.code
            and self.code.startswith(self.parent.code)
        ):
            raise ValidationError(
                {"parent": _("Pilih wilayah yang kodenya menjadi awal kode ini, dari sistem sama.")}
            )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class MinimumWage(models.Model):
    """The monthly minimum wage of an area in one year, in rupiah."""

    area = models.ForeignKey(Area, verbose_name=_("wilayah"), on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField(_("tahun"))
    amount = models.DecimalField(_("upah minimum sebulan"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("upah minimum")
        verbose_name_plural = _("upah minimum")
        ordering = ["area", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year"],
                name="minimum_wage_once_a_year",
                violation_error_message=_("Upah minimum wilayah ini untuk tahun itu sudah ada."),
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0),
                name="minimum_wage_positive",
                violation_error_message=_("Upah minimum harus lebih dari nol."),
            ),
            models.CheckConstraint(
                condition=models.Q(year__range=(1990, 2100)),
                name="minimum_wage_year_plausible",
                violation_error_message=_("Isi tahun antara 1990 dan 2100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}"
