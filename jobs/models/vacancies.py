"""Vacancies, the record of their moderation, and who may see them."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from employers.enums import CompanyState
from employers.models import Company
from jobs.enums import (
    IN_THE_MAKING,
    VACANCY_TRANSITIONS,
    ApplyMode,
    CloseReason,
    Disability,
    EmploymentType,
    Source,
    VacancyState,
)
from sikas import clock
from sikas.clock import DatabaseNow
from sikas.reference.enums import EducationLevel
from sikas.reference.models import Area, Industry, Occupation
from sikas.workflow.models import StatefulModel, TransitionRecord

MAX_TEXT = 8000
MIN_AGE, MAX_AGE, ADULT = 15, 99, 18  # who may work at all, who may work abroad


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    """Reads of vacancies by who looks."""

    def from_trusted(self) -> "VacancyQuerySet":
        """Vacancies of verified companies, and those of other portals."""
        return self.filter(Q(company__state=CompanyState.VERIFIED) | Q(company__isnull=True))

    def public(self) -> "VacancyQuerySet":
        """Open vacancies that anyone may see."""
        return self.from_trusted().filter(state=VacancyState.PUBLISHED, closes_at__gt=DatabaseNow())

    def shown(self) -> "VacancyQuerySet":
        """Vacancies that have a public page: open ones, and closed ones that were open once."""
        return self.from_trusted().filter(state__in=[VacancyState.PUBLISHED, VacancyState.CLOSED])

    def waiting(self) -> "VacancyQuerySet":
        """Vacancies that wait for an officer."""
        return self.filter(state=VacancyState.SUBMITTED)

    def visible_to(self, user: models.Model) -> "VacancyQuerySet":
        """Vacancies of the companies for which `user` acts."""
        return self.filter(company__members__user=user, company__members__is_active=True)


# Only vacancies posted here: bulk flows keep their own journal, and history triples their cost.
@pghistory.track(
    pghistory.InsertEvent(condition=pgtrigger.Q(new__source=Source.LOCAL)),
    pghistory.UpdateEvent(condition=pgtrigger.Q(new__source=Source.LOCAL)),
    pghistory.DeleteEvent(condition=pgtrigger.Q(old__source=Source.LOCAL)),
)
class Vacancy(StatefulModel):
    """A position that an employer wants to fill, with its openings in people."""

    TRANSITIONS = VACANCY_TRANSITIONS
    STATE_TIMESTAMPS: ClassVar = {
        VacancyState.SUBMITTED: "submitted_at",
        VacancyState.PUBLISHED: "published_at",
        VacancyState.CLOSED: "closed_at",
    }

    company = models.ForeignKey(
        Company,
        verbose_name=_("perusahaan"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="vacancies",
    )
    employer_name = models.CharField(
        _("nama pemberi kerja di portal asal"), max_length=150, blank=True
    )
    title = models.CharField(_("judul"), max_length=120, blank=True)
    occupation = models.ForeignKey(
        Occupation, verbose_name=_("jabatan"), null=True, blank=True, on_delete=models.PROTECT
    )
    industry = models.ForeignKey(
        Industry, verbose_name=_("lapangan usaha"), null=True, blank=True, on_delete=models.PROTECT
    )
    area = models.ForeignKey(
        Area, verbose_name=_("tempat kerja"), null=True, blank=True, on_delete=models.PROTECT
    )
    # A place that is not in our list of areas, as the portal of origin writes it.
    place_name = models.CharField(
        _("nama tempat"), max_length=100, blank=True, default="", db_default=""
    )
    address = models.CharField(_("alamat tempat kerja"), max_length=250, blank=True)
    # Loads in bulk name their columns, so the database knows what is empty.
    country = models.CharField(
        _("negara tujuan"), max_length=60, blank=True, default="", db_default=""
    )
    permit_number = models.CharField(
        _("nomor izin penempatan"), max_length=60, blank=True, default="", db_default=""
    )
    description = models.TextField(_("uraian pekerjaan"), max_length=MAX_TEXT, blank=True)
    requirements = models.TextField(_("syarat"), max_length=MAX_TEXT, blank=True)
    skills = ArrayField(
        models.CharField(max_length=60), verbose_name=_("keterampilan"), default=list, blank=True
    )
    education = models.PositiveSmallIntegerField(
        _("pendidikan terendah"), choices=EducationLevel, null=True, blank=True
    )
    experience_years = models.PositiveSmallIntegerField(_("pengalaman (tahun)"), default=0)
    age_min = models.PositiveSmallIntegerField(_("usia terendah"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("usia tertinggi"), null=True, blank=True)
    personal_limits = models.CharField(
        _("syarat pribadi"), max_length=300, blank=True, default="", db_default=""
    )
    limits_reason = models.CharField(
        _("alasan syarat pribadi"), max_length=1000, blank=True, default="", db_default=""
    )
    employment_type = models.CharField(
        _("jenis kerja"), max_length=12, choices=EmploymentType, default=EmploymentType.FULL_TIME
    )
    openings_men = models.PositiveIntegerField(_("kebutuhan laki-laki"), default=0)
    openings_women = models.PositiveIntegerField(_("kebutuhan perempuan"), default=0)
    openings_either = models.PositiveIntegerField(_("kebutuhan laki-laki/perempuan"), default=0)
    pay_min = models.PositiveIntegerField(_("upah terendah sebulan"), null=True, blank=True)
    pay_max = models.PositiveIntegerField(_("upah tertinggi sebulan"), null=True, blank=True)
    disabilities = ArrayField(
        models.CharField(max_length=12, choices=Disability),
        verbose_name=_("terbuka untuk penyandang disabilitas"),
        default=list,
        blank=True,
    )
    source = models.CharField(_("asal"), max_length=12, choices=Source, default=Source.LOCAL)
    apply_mode = models.CharField(
        _("cara melamar"), max_length=12, choices=ApplyMode, default=ApplyMode.INTERNAL
    )
    apply_url = models.URLField(_("alamat di portal asal"), max_length=500, blank=True)
    state = models.CharField(
        _("keadaan"), max_length=20, choices=VacancyState, default=VacancyState.DRAFT
    )
    close_reason = models.CharField(
        _("alasan ditutup"), max_length=12, choices=CloseReason, blank=True
    )
    created_at = models.DateTimeField(
        _("dibuat"), default=clock.now, db_default=DatabaseNow(), editable=False
    )
    updated_at = models.DateTimeField(_("diubah"), db_default=DatabaseNow(), editable=False)
    submitted_at = models.DateTimeField(_("diajukan"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("terbit"), null=True, blank=True, editable=False)
    closes_at = models.DateTimeField(_("batas waktu"), null=True, blank=True)
    closed_at = models.DateTimeField(_("ditutup"), null=True, blank=True, editable=False)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("lowongan")
        verbose_name_plural = _("lowongan")
        ordering = ["-published_at", "-pk"]
        permissions = [("moderate_vacancy", _("Memeriksa lowongan"))]
        indexes = [
            models.Index(
                "submitted_at",
                condition=Q(state=VacancyState.SUBMITTED),
                name="vacancy_waiting",
            ),
            models.Index("updated_at", "id", name="vacancy_updated"),
            models.Index(
                "closes_at", condition=Q(state=VacancyState.PUBLISHED), name="vacancy_due"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=IN_THE_MAKING)
                | ~Q(source=Source.LOCAL)  # other portals may not tell how many they want
                | Q(openings_men__gt=0)
                | Q(openings_women__gt=0)
                | Q(openings_either__gt=0),
                name="vacancy_has_openings",
                violation_error_message=_("Jumlah kebutuhan paling sedikit satu orang."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=IN_THE_MAKING)
                | (~Q(title="") & (~Q(source=Source.LOCAL) | ~Q(description=""))),
                name="vacancy_has_texts",
                violation_error_message=_("Isi judul dan uraian pekerjaan."),
            ),
            # SE M/6/HK.04/V/2025: only where the nature of the work needs it.
            models.CheckConstraint(
                condition=Q(state__in=IN_THE_MAKING)
                | Q(age_min__isnull=True, age_max__isnull=True, personal_limits="")
                | ~Q(limits_reason=""),
                name="vacancy_limits_have_reason",
                violation_error_message=_("Tulis mengapa pekerjaan ini memerlukan syarat itu."),
            ),
            models.CheckConstraint(
                condition=(Q(age_min__isnull=True) | Q(age_min__range=(MIN_AGE, MAX_AGE)))
                & (Q(age_max__isnull=True) | Q(age_max__range=(MIN_AGE, MAX_AGE)))
                & (
                    Q(age_min__isnull=True) | Q(age_max__isnull=True) | Q(age_min__lte=F("age_max"))
                ),
                name="vacancy_age_plausible",
                violation_error_message=_("Periksa lagi batas usia."),
            ),
            # UU 18/2017: abroad only through a licensed placement company, adults only.
            models.CheckConstraint(
                condition=Q(state__in=IN_THE_MAKING)
                | Q(country="")
                | (~Q(permit_number="") & Q(age_min__isnull=False, age_min__gte=ADULT)),
                name="vacancy_abroad_has_permit",
                violation_error_message=_(
                    "Lowongan di luar negeri perlu nomor izin penempatan dan usia paling "
                    "rendah 18 tahun."
                ),
            ),
            models.CheckConstraint(
                condition=Q(pay_min__isnull=True)
                | Q(pay_max__isnull=True)
                | Q(pay_min__lte=F("pay_max")),
                name="vacancy_pay_in_order",
                violation_error_message=_("Upah terendah tidak boleh melebihi upah tertinggi."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[VacancyState.PUBLISHED, VacancyState.CLOSED])
                | Q(published_at__isnull=False, closes_at__gt=F("published_at")),
                name="vacancy_closes_after_publication",
                violation_error_message=_("Batas waktu harus sesudah tanggal terbit."),
            ),
            models.CheckConstraint(
                condition=Q(state=VacancyState.CLOSED, close_reason__in=CloseReason.values)
                | (~Q(state=VacancyState.CLOSED) & Q(close_reason="")),
                name="vacancy_close_reason_when_closed",
                violation_error_message=_("Lowongan yang ditutup harus punya alasannya."),
            ),
            models.CheckConstraint(
                condition=Q(source=Source.LOCAL, company__isnull=False)
                | (~Q(source=Source.LOCAL) & (Q(company__isnull=False) | ~Q(employer_name=""))),
                name="vacancy_has_employer",
                violation_error_message=_("Lowongan harus punya pemberi kerja."),
            ),
            models.CheckConstraint(
                condition=Q(apply_mode=ApplyMode.INTERNAL)
                | ~Q(apply_url="")
                | Q(state=VacancyState.CLOSED),
                name="vacancy_external_has_address",
                violation_error_message=_("Isi alamat di portal asal."),
            ),
            models.CheckConstraint(  # other portals may not tell it
                condition=Q(employment_type__in=EmploymentType.values)
                | (~Q(source=Source.LOCAL) & Q(employment_type="")),
                name="vacancy_employment_type_known",
                violation_error_message=_("Pilih jenis kerja."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=VacancyState.values),
                name="vacancy_state_known",
                violation_error_message=_("Keadaan lowongan tidak dikenal."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Lowongan tanpa judul"))

    @property
    def openings(self) -> int:
        """People wanted in all."""
        return self.openings_men + self.openings_women + self.openings_either

    @property
    def employer(self) -> str:
        """The name of who employs; reads the company where there is one."""
        return self.company.name if self.company else self.employer_name

    @property
    def slug(self) -> str:
        """Readable part of the address."""
        return slugify(self.title) or "lowongan"

    def get_absolute_url(self) -> str:
        """Return the address of the public page."""
        return reverse("vacancy", args=[self.slug, self.pk])


class VacancyTransition(TransitionRecord):
    """A step in the life of a vacancy."""

    subject = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="transitions")

    class Meta(TransitionRecord.Meta):
        verbose_name = _("langkah lowongan")
        verbose_name_plural = _("langkah lowongan")
