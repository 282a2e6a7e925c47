"""What a seeker learned, did and can do."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seekers.enums import LanguageLevel
from seekers.models.erasure import living_seekers_only
from seekers.models.seekers import Seeker
from sikas.reference.enums import EducationLevel
from sikas.reference.models import Occupation

FIRST_YEAR = 1940
LAST_YEAR = 2100  # the form knows today; the table only keeps out what is no year


class Education(models.Model):
    """A school that a seeker went to; told twice it is one row, so a second tap doubles nothing."""

    seeker = models.ForeignKey(Seeker, on_delete=models.CASCADE, related_name="education")
    level = models.PositiveSmallIntegerField(_("jenjang"), choices=EducationLevel)
    school = models.CharField(_("nama sekolah atau kampus"), max_length=150, blank=True)
    major = models.CharField(_("jurusan"), max_length=100, blank=True)
    graduated = models.PositiveSmallIntegerField(_("tahun lulus"), null=True, blank=True)

    class Meta:
        verbose_name = _("pendidikan")
        verbose_name_plural = _("pendidikan")
        ordering = ["-level", "-graduated", "pk"]
        default_permissions = ("view",)
        triggers = [living_seekers_only()]
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "level", "school", "major"],
                name="education_once_per_seeker",
                violation_error_message=_("Pendidikan ini sudah ada di daftar Anda."),
            ),
            models.CheckConstraint(
                condition=Q(graduated__isnull=True)
                | Q(graduated__gte=FIRST_YEAR, graduated__lte=LAST_YEAR),
                name="education_year_plausible",
                violation_error_message=_("Periksa lagi tahun lulus."),
            ),
            models.CheckConstraint(
                condition=Q(level__in=EducationLevel.values),
                name="education_level_known",
                violation_error_message=_("Jenjang ini tidak dikenal."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.school}".strip()


class Experience(models.Model):
    """A job that a seeker had, from and to the first day of a month; no end: still there."""

    seeker = models.ForeignKey(Seeker, on_delete=models.CASCADE, related_name="experience")
    position = models.CharField(_("jabatan"), max_length=120)
    employer = models.CharField(_("tempat kerja"), max_length=150, blank=True)
    occupation = models.ForeignKey(
        Occupation,
        verbose_name=_("jabatan menurut daftar"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    started = models.DateField(_("mulai"))
    ended = models.DateField(_("sampai"), null=True, blank=True)
    description = models.TextField(_("yang dikerjakan"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("pengalaman kerja")
        verbose_name_plural = _("pengalaman kerja")
        ordering = [F("ended").desc(nulls_first=True), "-started", "pk"]
        default_permissions = ("view",)
        triggers = [living_seekers_only()]
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "position", "employer", "started"],
                name="experience_once_per_seeker",
                violation_error_message=_("Pengalaman ini sudah ada di daftar Anda."),
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(ended__gte=F("started")),
                name="experience_ends_after_start",
                violation_error_message=_("Bulan selesai harus sesudah bulan mulai."),
            ),
        ]

    def __str__(self) -> str:
        return self.position


class Skill(models.Model):
    """Something a seeker can do, in the seeker's words."""

    seeker = models.ForeignKey(Seeker, on_delete=models.CASCADE, related_name="skills")
    name = models.CharField(_("keterampilan"), max_length=60)
    year = models.PositiveSmallIntegerField(_("tahun"), null=True, blank=True)

    class Meta:
        verbose_name = _("keterampilan")
        verbose_name_plural = _("keterampilan")
        ordering = ["pk"]
        default_permissions = ("view",)
        triggers = [living_seekers_only()]
        constraints = [
            models.UniqueConstraint(
                "seeker",
                models.functions.Lower("name"),
                name="skill_once_per_seeker",
                violation_error_message=_("Keterampilan ini sudah ada di daftar Anda."),
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="skill_year_plausible",
                violation_error_message=_("Periksa lagi tahunnya."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Language(models.Model):
    """A language and how well a seeker knows it."""

    seeker = models.ForeignKey(Seeker, on_delete=models.CASCADE, related_name="languages")
    name = models.CharField(_("bahasa"), max_length=40)
    level = models.PositiveSmallIntegerField(_("kemampuan"), choices=LanguageLevel)

    class Meta:
        verbose_name = _("bahasa")
        verbose_name_plural = _("bahasa")
        ordering = ["-level", "name"]
        default_permissions = ("view",)
        triggers = [living_seekers_only()]
        constraints = [
            models.UniqueConstraint(
                "seeker",
                models.functions.Lower("name"),
                name="language_once_per_seeker",
                violation_error_message=_("Bahasa ini sudah ada di daftar Anda."),
            ),
            models.CheckConstraint(
                condition=Q(level__in=LanguageLevel.values),
                name="language_level_known",
                violation_error_message=_("Pilihan ini tidak dikenal."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_level_display()})"
