"""Companies and residents as the ministry knows them, and what joins them with ours."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from integration.enums import Question, SettlementWork
from integration.models.records import RemoteRecord
from seekers import nik
from seekers.models import Seeker
from sikas.clock import DatabaseNow

MAX_REASON = 300


class Settlement(models.Model):
    """A record that is joined with a row here by its number, or that an officer settles.

    `waits_since` is set while an officer must look. A `question` keeps a joined record from being
    used. `parted_from` is the row from which an officer separated it: its number does not join
    these two again.
    """

    record = models.OneToOneField(
        RemoteRecord, primary_key=True, on_delete=models.CASCADE, related_name="%(class)s"
    )
    is_verified = models.BooleanField(_("diverifikasi Kemnaker"), default=False)
    matched_at = models.DateTimeField(_("dihubungkan"), null=True)
    matched_by = models.ForeignKey(  # nobody: its number matched
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    question = models.CharField(
        _("perlu dilihat"), max_length=10, choices=Question, blank=True, db_default=""
    )
    parted_from = models.BigIntegerField(null=True)
    waits_since = models.DateTimeField(_("menunggu sejak"), null=True)
    ignored_at = models.DateTimeField(_("diabaikan"), null=True)
    ignored_reason = models.CharField(_("alasan"), max_length=MAX_REASON, blank=True, db_default="")

    class Meta:
        abstract = True


class RemoteCompany(Settlement):
    """A company as the ministry knows it; `area_id` is its kecamatan or regency, if we know it."""

    company = models.ForeignKey(
        Company,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("perusahaan"),
    )
    nib = models.CharField(_("NIB"), max_length=13, db_index=True)
    name = models.CharField(_("nama resmi"), max_length=150)
    industry_id = models.BigIntegerField(_("lapangan usaha"), null=True)
    place = models.CharField(_("tempat"), max_length=150, blank=True)
    area_id = models.BigIntegerField(_("wilayah"), null=True)

    class Meta:
        verbose_name = _("perusahaan di Kemnaker")
        verbose_name_plural = _("perusahaan di Kemnaker")
        default_permissions = ("view",)
        indexes = [
            models.Index(
                "waits_since",
                "record",
                condition=Q(waits_since__isnull=False),
                name="remote_company_waits",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["company"],
                name="remote_company_once",
                violation_error_message=_("Perusahaan ini sudah dihubungkan."),
            ),
            models.CheckConstraint(
                condition=Q(question="") | Q(question__in=Question.values, company__isnull=False),
                name="remote_company_question_of_pair",
                violation_error_message=_("Hanya pasangan yang dapat dipertanyakan."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RemoteSeeker(Settlement):
    """A resident as the ministry knows him; the NIK is sealed as everywhere."""

    seeker = models.ForeignKey(
        Seeker,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("pencari kerja"),
    )
    nik_sealed = models.CharField(max_length=120, editable=False)
    nik_index_a = models.CharField(max_length=64, null=True, db_index=True, editable=False)
    nik_index_b = models.CharField(max_length=64, null=True, db_index=True, editable=False)
    name = models.CharField(_("nama lengkap"), max_length=150)
    birth_date = models.DateField(_("tanggal lahir"), null=True)
    sex = models.PositiveSmallIntegerField(_("jenis kelamin"), null=True)
    registered_at = models.DateTimeField(_("terdaftar di Kemnaker"), null=True)

    class Meta:
        verbose_name = _("pencari kerja di Kemnaker")
        verbose_name_plural = _("pencari kerja di Kemnaker")
        default_permissions = ("view",)
        indexes = [
            models.Index(
                "waits_since",
                "record",
                condition=Q(waits_since__isnull=False),
                name="remote_seeker_waits",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["seeker"],
                name="remote_seeker_once",
                violation_error_message=_("Pencari kerja ini sudah dihubungkan."),
            ),
            models.CheckConstraint(
                condition=Q(nik_sealed__contains="."),
                name="remote_seeker_nik_is_sealed",
                violation_error_message=_("NIK hanya boleh disimpan tersandi."),
            ),
            models.CheckConstraint(
                condition=Q(question="") | Q(question__in=Question.values, seeker__isnull=False),
                name="remote_seeker_question_of_pair",
                violation_error_message=_("Hanya pasangan yang dapat dipertanyakan."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_nik(self) -> str:
        """The NIK as every page shows it."""
        return nik.masked_nik(self.nik_sealed)


class SettlementAct(models.Model):
    """What an officer did with a record, and why; only the words go when a person is erased."""

    record = models.ForeignKey(RemoteRecord, on_delete=models.CASCADE, related_name="acts")
    local_id = models.BigIntegerField(null=True)  # the company or seeker that it was about
    work = models.CharField(_("tindakan"), max_length=12, choices=SettlementWork)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("petugas"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.CharField(_("alasan"), max_length=MAX_REASON, blank=True)
    at = models.DateTimeField(_("waktu"), db_default=DatabaseNow())

    class Meta:
        verbose_name = _("tindakan data Kemnaker")
        verbose_name_plural = _("tindakan data Kemnaker")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        triggers = [
            pgtrigger.ReadOnly(
                name="settlement_act_is_final", fields=["record", "local_id", "work", "at"]
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(work__in=SettlementWork.values),
                name="settlement_act_work_known",
                violation_error_message=_("Tindakan ini tidak dikenal."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_work_display())
