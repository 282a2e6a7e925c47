"""A person who looks for work, with or without an account."""

import pghistory
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Collate, Lower
from django.utils.translation import gettext_lazy as _

from seekers import nik
from seekers.enums import MaritalStatus, Religion, Sex, Visibility
from seekers.models.erasure import erased_is_final
from sikas import clock
from sikas.reference.enums import EmploymentType
from sikas.reference.models import Area, Occupation


class SeekerQuerySet(models.QuerySet["Seeker"]):
    """Reads of seekers by who looks."""

    def living(self) -> "SeekerQuerySet":
        """Leave out those whose data were erased."""
        return self.filter(erased_at__isnull=True)

    def visible_to(self, user: AbstractBaseUser) -> "SeekerQuerySet":
        """Return the profile of `user`."""
        return self.living().filter(user_id=user.pk)

    def with_nik(self, number: nik.Nik) -> "SeekerQuerySet":
        """Return the seeker who holds this NIK, under whichever key it is indexed."""
        places = {name: index for name, index in number.blind_indexes().items() if index}
        return self.filter(Q.create([*places.items()], connector=Q.OR))


# What is personal stays out of the history: it is erased in one place. Events say who changed
# the profile and when; what a profile says now is its row.
@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="SeekerEvent",
    fields=["user", "registered_by", "visibility", "erased_at"],
)
class Seeker(models.Model):
    """A job seeker; everything but the name may still be missing.

    The NIK is sealed. `nik_index_a` and `nik_index_b` find it and keep it unique; a second profile
    that gives a known NIK keeps it sealed without an index, and an open NikConflict says so.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("akun"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="seeker",
    )
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("didaftarkan oleh"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    name = models.CharField(_("nama lengkap"), max_length=150)
    nik_sealed = models.CharField(_("NIK"), max_length=120, blank=True, editable=False)
    nik_index_a = models.CharField(max_length=64, null=True, unique=True, editable=False)
    nik_index_b = models.CharField(max_length=64, null=True, unique=True, editable=False)
    birth_place = models.CharField(_("tempat lahir"), max_length=80, blank=True)
    birth_date = models.DateField(_("tanggal lahir"), null=True, blank=True)
    sex = models.PositiveSmallIntegerField(_("jenis kelamin"), choices=Sex, null=True, blank=True)
    marital_status = models.PositiveSmallIntegerField(
        _("status perkawinan"), choices=MaritalStatus, null=True, blank=True
    )
    religion = models.PositiveSmallIntegerField(_("agama"), choices=Religion, null=True, blank=True)
    phone = models.CharField(_("nomor HP"), max_length=16, blank=True)
    area = models.ForeignKey(
        Area, verbose_name=_("desa/kelurahan"), null=True, blank=True, on_delete=models.PROTECT
    )
    address = models.CharField(_("alamat"), max_length=250, blank=True)
    summary = models.TextField(_("tentang saya"), max_length=1000, blank=True)
    wished_occupations = models.ManyToManyField(
        Occupation, verbose_name=_("jabatan yang dicari"), blank=True, related_name="+"
    )
    wished_areas = models.ManyToManyField(
        Area, verbose_name=_("kecamatan yang dicari"), blank=True, related_name="+"
    )
    wished_employment = ArrayField(
        models.CharField(max_length=12, choices=EmploymentType),
        verbose_name=_("jenis kerja"),
        default=list,
        blank=True,
    )
    wished_pay = models.PositiveIntegerField(_("upah yang diharapkan"), null=True, blank=True)
    ready_to_move = models.BooleanField(_("bersedia pindah tempat"), default=False)
    visibility = models.CharField(
        _("yang boleh melihat profil"),
        max_length=10,
        choices=Visibility,
        default=Visibility.APPLIED,
    )
    created_at = models.DateTimeField(_("dibuat"), default=clock.now, editable=False)
    updated_at = models.DateTimeField(_("diubah"), default=clock.now, editable=False)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("disatukan ke"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="merged_from",
    )
    erased_at = models.DateTimeField(_("dihapus"), null=True, blank=True, editable=False)

    objects = SeekerQuerySet.as_manager()

    class Meta:
        verbose_name = _("pencari kerja")
        verbose_name_plural = _("pencari kerja")
        ordering = ["name", "pk"]
        default_permissions = ("view",)
        permissions = [
            ("serve_counter", _("Melayani pencari kerja di loket")),
            ("reveal_nik", _("Melihat NIK lengkap")),
        ]
        triggers = [erased_is_final()]
        indexes = [
            GinIndex(OpClass(Lower("name"), "gin_trgm_ops"), name="seeker_name_like"),
            # Words as people begin to type them, in the order of the index itself.
            models.Index(
                Collate(Lower("name"), "C"),
                condition=Q(erased_at__isnull=True),
                name="seeker_name_begins",
            ),
            models.Index("phone", condition=~Q(phone=""), name="seeker_phone"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=False) | ~Q(name=""),
                name="seeker_has_name",
                violation_error_message=_("Isi nama sesuai KTP."),
            ),
            models.CheckConstraint(
                condition=Q(nik_index_a__isnull=True, nik_index_b__isnull=True) | ~Q(nik_sealed=""),
                name="seeker_index_needs_nik",
                violation_error_message=_("NIK harus tersimpan bersama indeksnya."),
            ),
            models.CheckConstraint(
                condition=Q(nik_sealed="") | Q(nik_sealed__contains="."),
                name="seeker_nik_is_sealed",
                violation_error_message=_("NIK hanya boleh disimpan tersandi."),
            ),
            models.CheckConstraint(
                condition=Q(birth_date__isnull=True) | Q(birth_date__gte="1900-01-01"),
                name="seeker_birth_date_plausible",
                violation_error_message=_("Periksa lagi tahun lahir."),
            ),
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=r"^\+628[0-9]{8,11}$"),
                name="seeker_phone_is_indonesian",
                violation_error_message=_("Tulis nomor HP Indonesia 10 sampai 13 angka."),
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values),
                name="seeker_visibility_known",
                violation_error_message=_("Pilihan ini tidak dikenal."),
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(
                    name="",
                    user__isnull=True,
                    nik_sealed="",
                    phone="",
                    address="",
                    birth_place="",
                    birth_date__isnull=True,
                    summary="",
                ),
                name="seeker_erased_is_empty",
                violation_error_message=_("Data yang dihapus tidak boleh tersisa."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("(data dihapus)"))

    @property
    def masked_nik(self) -> str:
        """The NIK as every page shows it; empty while there is none or its key is gone."""
        return nik.masked_nik(self.nik_sealed)
