"""The ministry's records as they were last accepted, and what of theirs has no other home here."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from integration.enums import Kind, RecordState
from seekers.models import Seeker
from training.models import Provider


class RemoteRecord(models.Model):
    """One record of the ministry, whatever its kind.

    `content` is a keyed hash of what was accepted: equal content is not written again. `local_id`
    is the vacancy or the programme that mirrors it; companies and seekers are joined by the tables
    below. `is_withdrawn`: the ministry said that it is gone, and the end of the run decides.
    """

    kind = models.CharField(max_length=12, choices=Kind)
    remote_id = models.CharField(_("nomor di Kemnaker"), max_length=64)
    version = models.BigIntegerField()
    content = models.BinaryField(max_length=16)
    state = models.CharField(
        max_length=10, choices=RecordState, default=RecordState.LIVE, db_default=RecordState.LIVE
    )
    local_id = models.BigIntegerField(null=True)
    is_withdrawn = models.BooleanField(default=False, db_default=False)
    first_seen_at = models.DateTimeField(_("pertama dilihat"), db_default=Now())
    changed_at = models.DateTimeField(_("terakhir berubah"), db_default=Now())

    class Meta:
        verbose_name = _("data Kemnaker")
        verbose_name_plural = _("data Kemnaker")
        default_permissions = ("view",)
        indexes = [
            models.Index("kind", "local_id", name="record_of_local"),
            models.Index("kind", condition=Q(is_withdrawn=True), name="record_withdrawn"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "remote_id"],
                name="record_once",
                violation_error_message=_("Data ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=RecordState.values),
                name="record_state_known",
                violation_error_message=_("Keadaan ini tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[Kind.COMPANIES, Kind.SEEKERS]) | Q(local_id__isnull=False),
                name="record_mirrored_has_local",
                violation_error_message=_("Data ini harus punya pasangan di sini."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.remote_id}"


class RemoteProvider(models.Model):
    """A training institution of the ministry; programmes bring theirs along."""

    remote_id = models.CharField(max_length=64, primary_key=True)
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("lembaga di Kemnaker")
        verbose_name_plural = _("lembaga di Kemnaker")
        default_permissions = ()

    def __str__(self) -> str:
        return self.remote_id


class Settlement(models.Model):
    """A record that is joined with a row here by its number, or that an officer settles."""

    record = models.OneToOneField(
        RemoteRecord, primary_key=True, on_delete=models.CASCADE, related_name="%(class)s"
    )
    is_verified = models.BooleanField(_("diverifikasi Kemnaker"), default=False)
    matched_at = models.DateTimeField(_("dihubungkan"), null=True)
    matched_by = models.ForeignKey(  # nobody: its number matched
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ignored_at = models.DateTimeField(_("diabaikan"), null=True)
    ignored_reason = models.CharField(_("alasan"), max_length=300, blank=True, db_default="")

    class Meta:
        abstract = True


class RemoteCompany(Settlement):
    """A company as the ministry knows it."""

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

    class Meta:
        verbose_name = _("perusahaan di Kemnaker")
        verbose_name_plural = _("perusahaan di Kemnaker")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["company"],
                name="remote_company_once",
                violation_error_message=_("Perusahaan ini sudah dihubungkan."),
            )
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
        ]

    def __str__(self) -> str:
        return self.name
