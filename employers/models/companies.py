"""Companies and the record of their verification."""

from typing import ClassVar

import pghistory
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from employers.enums import COMPANY_TRANSITIONS, CompanyState
from sikas import clock
from sikas.digits import digits_pattern, digits_validator
from sikas.reference.models import Area, Industry
from sikas.workflow.models import StatefulModel, TransitionRecord

NIB = digits_pattern(13)  # nomor induk berusaha
TAKEN_NIB = _(
    "NIB ini sudah terdaftar. Minta undangan dari pemilik akun perusahaan, atau hubungi kami bila "
    "itu keliru."
)
NPWP = digits_pattern(15, 16)  # 15 digits until 2023, 16 since PMK 112/2022


class CompanyQuerySet(models.QuerySet["Company"]):
    """Reads of companies by who looks."""

    def public(self) -> "CompanyQuerySet":
        """Companies that the office vouches for."""
        return self.filter(state=CompanyState.VERIFIED)

    def waiting(self) -> "CompanyQuerySet":
        """Companies that wait for an officer."""
        return self.filter(state=CompanyState.SUBMITTED)

    def visible_to(self, user: models.Model) -> "CompanyQuerySet":
        """Companies for which `user` acts, each with his role as `acting_role`."""
        mine = self.filter(members__user=user, members__is_active=True)
        return mine.annotate(acting_role=models.F("members__role"))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Company(StatefulModel):
    """An employer; its vacancies are visible anywhere only while it is verified."""

    TRANSITIONS = COMPANY_TRANSITIONS
    STATE_TIMESTAMPS: ClassVar = {
        CompanyState.SUBMITTED: "submitted_at",
        CompanyState.VERIFIED: "verified_at",
    }

    name = models.CharField(_("nama perusahaan"), max_length=150)
    nib = models.CharField(
        _("NIB"),
        max_length=13,
        null=True,
        blank=True,
        unique=True,
        validators=[digits_validator(13, message=_("NIB terdiri atas 13 angka."))],
        error_messages={"unique": TAKEN_NIB},
    )
    npwp = models.CharField(_("NPWP"), max_length=16, blank=True)
    wlkp_number = models.CharField(_("nomor WLKP"), max_length=40, blank=True)
    wlkp_date = models.DateField(_("tanggal WLKP"), null=True, blank=True)
    industry = models.ForeignKey(
        Industry, verbose_name=_("lapangan usaha"), null=True, blank=True, on_delete=models.PROTECT
    )
    area = models.ForeignKey(
        Area, verbose_name=_("wilayah"), null=True, blank=True, on_delete=models.PROTECT
    )
    address = models.CharField(_("alamat"), max_length=250, blank=True)
    description = models.TextField(_("tentang perusahaan"), max_length=8000, blank=True)
    employees = models.PositiveIntegerField(_("jumlah pekerja"), null=True, blank=True)
    website = models.URLField(_("situs"), blank=True)
    phone = models.CharField(_("telepon"), max_length=20, blank=True)
    email = models.EmailField(_("email"), blank=True)
    state = models.CharField(
        _("keadaan"), max_length=20, choices=CompanyState, default=CompanyState.DRAFT
    )
    created_at = models.DateTimeField(_("didaftarkan"), default=clock.now, editable=False)
    submitted_at = models.DateTimeField(_("diajukan"), null=True, blank=True, editable=False)
    verified_at = models.DateTimeField(_("diverifikasi"), null=True, blank=True, editable=False)
    ownerless_since = models.DateTimeField(
        _("tanpa pemilik akun sejak"), null=True, blank=True, editable=False
    )

    objects = CompanyQuerySet.as_manager()
    acting_role: str  # of who looks; set by visible_to

    class Meta:
        verbose_name = _("perusahaan")
        verbose_name_plural = _("perusahaan")
        ordering = ["name", "pk"]
        permissions = [("verify_company", _("Memeriksa perusahaan"))]
        indexes = [
            models.Index(
                "submitted_at",
                condition=models.Q(state=CompanyState.SUBMITTED),
                name="company_waiting",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=CompanyState.values),
                name="company_state_known",
                violation_error_message=_("Keadaan perusahaan tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=models.Q(nib__isnull=True) | models.Q(nib__regex=NIB),
                name="company_nib_13_digits",
                violation_error_message=_("NIB terdiri atas 13 angka."),
            ),
            models.CheckConstraint(
                condition=models.Q(npwp="") | models.Q(npwp__regex=NPWP),
                name="company_npwp_digits",
                violation_error_message=_("NPWP terdiri atas 15 atau 16 angka."),
            ),
            models.CheckConstraint(
                condition=models.Q(state=CompanyState.DRAFT) | models.Q(nib__isnull=False),
                name="company_nib_before_submission",
                violation_error_message=_("Isi NIB sebelum mengajukan perusahaan."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[CompanyState.VERIFIED, CompanyState.SUSPENDED])
                | models.Q(verified_at__isnull=False),
                name="company_verified_has_date",
                violation_error_message=_("Perusahaan terverifikasi harus punya tanggalnya."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def may_submit(self) -> bool:
        """Tell whether the company may ask to be verified now."""
        return CompanyState.SUBMITTED in self.TRANSITIONS[CompanyState(self.state)]

    @property
    def slug(self) -> str:
        """Readable part of the address."""
        return slugify(self.name) or "perusahaan"

    def get_absolute_url(self) -> str:
        """Return the address of the public page."""
        return reverse("company", args=[self.slug, self.pk])


class CompanyTransition(TransitionRecord):
    """A step in a company's verification."""

    subject = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="transitions")

    class Meta(TransitionRecord.Meta):
        verbose_name = _("langkah verifikasi perusahaan")
        verbose_name_plural = _("langkah verifikasi perusahaan")
