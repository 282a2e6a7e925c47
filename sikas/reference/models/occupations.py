"""Occupations of KBJI and the words by which people look for them."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from sikas.reference.models.hierarchy import wider_code

models.CharField.register_lookup(Length)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Occupation(models.Model):
    """An occupation of KBJI: a major group of one digit down to a job of up to six digits."""

    code = models.CharField(_("kode KBJI"), max_length=6, unique=True)
    digits = models.PositiveSmallIntegerField(_("jumlah angka"))
    title = models.CharField(_("nama jabatan"), max_length=200)
    parent = wider_code()
    is_active = models.BooleanField(_("dipakai"), default=True)

    class Meta:
        verbose_name = _("jabatan")
        verbose_name_plural = _("jabatan")
        ordering = ["code"]
        indexes = [
            GinIndex(fields=["title"], name="occupation_title_trgm", opclasses=["gin_trgm_ops"])
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[0-9]{1,6}$")
                & models.Q(code__length=models.F("digits")),
                name="occupation_code_has_its_digits",
                violation_error_message=_(
                    "Kode terdiri atas 1 sampai 6 angka, sebanyak isian itu."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(digits=1, parent__isnull=True)
                | models.Q(digits__gt=1, parent__isnull=False),
                name="occupation_has_parent_unless_major",
                violation_error_message=_(
                    "Isi kelompok di atasnya untuk kode lebih dari satu angka."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class OccupationSynonym(models.Model):
    """What a person types for an occupation, in lower case; the same words may mean several."""

    term = models.CharField(_("kata pencarian"), max_length=80)
    occupation = models.ForeignKey(
        Occupation, verbose_name=_("jabatan"), on_delete=models.CASCADE, related_name="synonyms"
    )
    is_active = models.BooleanField(_("dipakai"), default=True)

    class Meta:
        verbose_name = _("kata pencarian jabatan")
        verbose_name_plural = _("kata pencarian jabatan")
        ordering = ["term", "occupation"]
        indexes = [GinIndex(fields=["term"], name="synonym_term_trgm", opclasses=["gin_trgm_ops"])]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "occupation"],
                name="synonym_once_per_occupation",
                violation_error_message=_("Kata ini sudah menunjuk ke jabatan itu."),
            ),
            models.CheckConstraint(
                condition=models.Q(term__regex=r"^[a-z0-9]+( [a-z0-9]+)*$"),
                name="synonym_term_plain",
                violation_error_message=_(
                    "Tulis dengan huruf kecil dan angka, satu spasi di antara kata."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.term
