"""The labour office that this portal belongs to."""

import threading
import time
from typing import Any

import pghistory
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from sikas.digits import digits_pattern, digits_validator
from sikas.reference.enums import TimeZone
from sikas.reference.models.areas import Area

# How long another process may show the old letterhead after a change.
MEMORY_SECONDS = 30
NIP_DIGITS = 18


class OfficeManager(models.Manager["Office"]):
    """Keeps the current office in memory: every page shows it, and it changes once a year."""

    def __init__(self) -> None:
        super().__init__()
        self._memory: tuple[float, Office] | None = None
        self._lock = threading.Lock()

    def current(self) -> "Office":
        """Return the office in force, or an unsaved one with neutral words before there is any.

        The answer is shared between requests: do not change it. Saving an office takes effect at
        once in this process and within MEMORY_SECONDS in the others.
        """
        memory = self._memory
        if memory and memory[0] > time.monotonic():
            return memory[1]
        with self._lock:
            office = self.select_related("area__parent").filter(is_current=True).first() or Office()
            self._memory = (time.monotonic() + MEMORY_SECONDS, office)
            return office

    def forget(self) -> None:
        """Read the office from the database next time."""
        self._memory = None


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Office(models.Model):
    """A regency's labour office: names, address, letterhead and who signs."""

    area = models.ForeignKey(
        Area, verbose_name=_("wilayah kerja"), on_delete=models.PROTECT, null=True
    )
    government = models.CharField(
        _("pemerintah daerah"), max_length=100, default="Pemerintah Kabupaten"
    )
    name = models.CharField(_("nama dinas"), max_length=100, default="Dinas Tenaga Kerja")
    short_name = models.CharField(_("nama pendek"), max_length=40, default="Disnaker")
    letterhead = models.TextField(
        _("kop surat"), blank=True, help_text=_("Satu baris kop surat per baris isian.")
    )
    address = models.CharField(_("alamat"), max_length=200, blank=True)
    postal_code = models.CharField(_("kode pos"), max_length=5, blank=True)
    phone = models.CharField(_("telepon"), max_length=30, blank=True)
    whatsapp = models.CharField(_("nomor WhatsApp"), max_length=20, blank=True)
    email = models.EmailField(_("email"), blank=True)
    website = models.URLField(_("situs"), blank=True)
    opening_hours = models.TextField(
        _("jam pelayanan"), blank=True, help_text=_("Satu hari atau rentang hari per baris.")
    )
    time_zone = models.CharField(
        _("zona waktu"), max_length=20, choices=TimeZone, default=TimeZone.WIB
    )
    head_name = models.CharField(_("nama kepala dinas"), max_length=100, blank=True)
    head_title = models.CharField(_("jabatan"), max_length=100, default="Kepala Dinas")
    head_rank = models.CharField(_("pangkat/golongan"), max_length=60, blank=True)
    head_nip = models.CharField(
        _("NIP"),
        max_length=18,
        blank=True,
        validators=[digits_validator(NIP_DIGITS, message=_("NIP terdiri atas 18 angka."))],
    )
    is_current = models.BooleanField(_("berlaku sekarang"), default=True)

    objects = OfficeManager()

    class Meta:
        verbose_name = _("kantor")
        verbose_name_plural = _("kantor")
        ordering = ["-is_current", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"],
                condition=models.Q(is_current=True),
                name="office_one_current",
                violation_error_message=_("Hanya satu kantor yang berlaku pada satu waktu."),
            ),
            models.CheckConstraint(
                condition=models.Q(head_nip="")
                | models.Q(head_nip__regex=digits_pattern(NIP_DIGITS)),
                name="office_head_nip_18_digits",
                violation_error_message=_("NIP terdiri atas 18 angka."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; what is in memory is forgotten for this transaction and again after it."""
        super().save(*args, **kwargs)
        Office.objects.forget()
        transaction.on_commit(Office.objects.forget)

    @property
    def regency_name(self) -> str:
        """Name of the regency without its level, such as "Asahan"."""
        return self.area.name if self.area else ""

    @property
    def letterhead_lines(self) -> list[str]:
        """Lines of the letterhead, top to bottom."""
        return self.letterhead.splitlines() or [self.government, self.name]

    @property
    def opening_hours_lines(self) -> list[str]:
        """Opening hours, one line per day or range of days."""
        return self.opening_hours.splitlines()
