"""Counters of attempts; kept in PostgreSQL, so they survive a lost Redis."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attempt(models.Model):
    """How often one thing was tried by or against one subject since its window began."""

    key = models.CharField(_("kunci"), max_length=64, primary_key=True)
    count = models.PositiveIntegerField(_("jumlah"))
    resets_at = models.DateTimeField(_("mulai lagi"))

    class Meta:
        verbose_name = _("percobaan")
        verbose_name_plural = _("percobaan")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"
