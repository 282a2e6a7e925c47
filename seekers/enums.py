"""Fixed lists of a seeker's profile, with the numbers of form AK/II where it has them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.IntegerChoices):
    """Sex as form AK/II numbers it."""

    MALE = 1, _("Laki-laki")
    FEMALE = 2, _("Perempuan")


class MaritalStatus(models.IntegerChoices):
    """Marital status as form AK/II numbers it."""

    MARRIED = 1, _("Kawin")
    SINGLE = 2, _("Belum kawin")


class Religion(models.IntegerChoices):
    """Religion as form AK/II numbers it."""

    ISLAM = 1, _("Islam")
    CATHOLIC = 2, _("Katolik")
    PROTESTANT = 3, _("Protestan")
    HINDU = 4, _("Hindu")
    BUDDHIST = 5, _("Buddha")
    CONFUCIAN = 6, _("Konghucu")
    OTHER = 7, _("Lainnya")


class Visibility(models.TextChoices):
    """Which companies may see the profile; contact data only ever those applied to."""

    APPLIED = "applied", _("Hanya perusahaan yang saya lamar")
    VERIFIED = "verified", _("Semua perusahaan terverifikasi")


class LanguageLevel(models.IntegerChoices):
    """How well a language is known."""

    BASIC = 1, _("Dasar")
    WORKING = 2, _("Cukup untuk bekerja")
    FLUENT = 3, _("Lancar")


class DocumentKind(models.TextChoices):
    """What a file of a seeker is."""

    KTP = "ktp", _("KTP")
    DIPLOMA = "diploma", _("Ijazah terakhir")
    PHOTO = "photo", _("Pas foto 3×4")
    CV = "cv", _("CV")
    CERTIFICATE = "certificate", _("Sertifikat")


# One living file of each of these; certificates may be many.
SINGLE_DOCUMENTS = (
    DocumentKind.KTP,
    DocumentKind.DIPLOMA,
    DocumentKind.PHOTO,
    DocumentKind.CV,
)


class NikConflictState(models.TextChoices):
    """What became of a NIK that two profiles gave."""

    OPEN = "open", _("Menunggu petugas")
    MERGED = "merged", _("Profil disatukan")
    CORRECTED = "corrected", _("NIK diperbaiki")
    REJECTED = "rejected", _("Ditolak")


NIK_CONFLICT_TRANSITIONS = {
    NikConflictState.OPEN: frozenset(
        {NikConflictState.MERGED, NikConflictState.CORRECTED, NikConflictState.REJECTED}
    ),
}


class CounterWork(models.TextChoices):
    """What an officer did at the counter."""

    REGISTERED = "registered", _("Didaftarkan di loket")
    CORRECTED = "corrected", _("Identitas diperbaiki")
    RECOVERED = "recovered", _("Akun dipulihkan ke kontak baru")
    MERGED = "merged", _("Profil disatukan")
    NIK_RELEASED = "nik_released", _("NIK dilepas dari profil")
    NIK_CONFIRMED = "nik_confirmed", _("NIK dipastikan milik profil")
    OFFICIAL = "official", _("Identitas disamakan dengan sumber resmi")


class CounterReason(models.TextChoices):
    """Why an identity was corrected; a list, so that no personal data get into the record."""

    TYPING = "typing", _("Salah ketik waktu mendaftar")
    NEW_KTP = "new_ktp", _("KTP baru atau diganti")
    COURT = "court", _("Penetapan pengadilan")
    CIVIL_REGISTRY = "civil_registry", _("Data Dukcapil diperbaiki")


class NikPurpose(models.TextChoices):
    """What a full NIK is looked at for."""

    KTP = "ktp", _("Mencocokkan dengan KTP di loket")
    CARD = "card", _("Mengisi kartu AK-1 atau surat")
    HOLDER = "holder", _("Diminta oleh orangnya")
    CONFLICT = "conflict", _("Memeriksa NIK ganda")


class MovementKind(models.TextChoices):
    """What happened to a person in the register (IPK: opening + in − placed − struck off)."""

    REGISTERED = "registered", _("Pendaftaran")
    PLACED = "placed", _("Penempatan")
    STRUCK_OFF = "struck_off", _("Dihapuskan")
