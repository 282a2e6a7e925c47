"""Fixed lists of the accounts app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What somebody is to the labour office; decides which pages are theirs."""

    SEEKER = "seeker", _("Pencari kerja")
    COMPANY = "company", _("Perusahaan")
    OFFICER = "officer", _("Petugas")


class Purpose(models.TextChoices):
    """What a confirmed code does."""

    SIGNUP = "signup", _("Pendaftaran")
    RESET = "reset", _("Kata sandi baru")
    CONTACT = "contact", _("Ganti kontak")


class RequestKind(models.TextChoices):
    """What somebody asks about his data (UU 27/2022)."""

    ERASURE = "erasure", _("Hapus akun dan data")
    CORRECTION = "correction", _("Perbaiki data")
    OBJECTION = "objection", _("Keberatan atas pemrosesan")


class RequestState(models.TextChoices):
    """Where such a request stands."""

    OPEN = "open", _("Menunggu")
    DONE = "done", _("Selesai")
    REFUSED = "refused", _("Ditolak")
    CANCELLED = "cancelled", _("Dibatalkan")


REQUEST_TRANSITIONS = {
    RequestState.OPEN: frozenset({RequestState.DONE, RequestState.REFUSED, RequestState.CANCELLED}),
}


class Document(models.TextChoices):
    """What people agree to when they register."""

    TERMS = "terms", _("Ketentuan layanan")
    PRIVACY = "privacy", _("Pemberitahuan privasi")
