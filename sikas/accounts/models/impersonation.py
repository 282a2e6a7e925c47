"""The log of administrators who look at the portal as somebody else; rows are only added."""

from datetime import datetime, timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sikas import clock
from sikas.personal_data import FORGOTTEN

LONGEST = timedelta(minutes=15)
MAX_TEXT = 300


class LookPurpose(models.TextChoices):
    """Why an administrator looks as somebody else; the person reads it."""

    HELP = "help", _("Membantu orang ini yang meminta bantuan")
    FAULT = "fault", _("Memeriksa kesalahan yang dilaporkan")
    COMPLAINT = "complaint", _("Menangani pengaduan")


class Impersonation(models.Model):
    """An administrator looks at the portal as a person, read only, for a stated purpose.

    The database lets nobody change what is written; the end is written once, and an erasure empties
    who and the words.
    """

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("petugas"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dilihat sebagai"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    purpose = models.CharField(_("keperluan"), max_length=12, choices=LookPurpose)
    text = models.CharField(_("keterangan"), max_length=MAX_TEXT)
    started_at = models.DateTimeField(_("mulai"), default=clock.now)
    expires_at = models.DateTimeField(_("paling lama sampai"))
    ended_at = models.DateTimeField(_("diakhiri"), null=True)

    class Meta:
        verbose_name = _("melihat sebagai orang lain")
        verbose_name_plural = _("melihat sebagai orang lain")
        ordering = ["-started_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("impersonate", _("Melihat portal sebagai orang lain"))]
        constraints = [
            models.UniqueConstraint(
                fields=["officer"],
                condition=Q(ended_at__isnull=True),
                name="impersonation_one_at_a_time",
                violation_error_message=_("Akhiri dahulu yang sedang berjalan."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at=F("started_at") + LONGEST),
                name="impersonation_fifteen_minutes",
                violation_error_message=_("Paling lama 15 menit."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="impersonation_says_why",
                violation_error_message=_("Tulis mengapa."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="as_written", fields=["purpose", "started_at", "expires_at"]),
            pgtrigger.Protect(
                name="only_emptied",
                operation=pgtrigger.Update,
                condition=(
                    pgtrigger.Q(old__ended_at__isnull=False)
                    & pgtrigger.Q(old__ended_at__df=pgtrigger.F("new__ended_at"))
                )
                | (
                    pgtrigger.Q(old__text__df=pgtrigger.F("new__text"))
                    & ~pgtrigger.Q(new__text=FORGOTTEN)
                )
                | (
                    pgtrigger.Q(new__person__isnull=False)
                    & pgtrigger.Q(old__person__df=pgtrigger.F("new__person"))
                )
                | (
                    pgtrigger.Q(new__officer__isnull=False)
                    & pgtrigger.Q(old__officer__df=pgtrigger.F("new__officer"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.text}"

    @property
    def until(self) -> datetime:
        """Return when it ended, or ends at the latest."""
        return self.ended_at or self.expires_at


class ImpersonatedPage(models.Model):
    """A page that was shown while looking as somebody else."""

    impersonation = models.ForeignKey(Impersonation, on_delete=models.PROTECT, related_name="pages")
    route = models.CharField(_("halaman"), max_length=120)
    at = models.DateTimeField(_("waktu"), default=clock.now)

    class Meta:
        verbose_name = _("halaman yang dilihat")
        verbose_name_plural = _("halaman yang dilihat")
        ordering = ["at", "pk"]
        default_permissions = ()
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.route
