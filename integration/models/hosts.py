"""How the servers of the ministry do, and the key with which we come in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from integration.enums import Trouble
from sikas.clock import DatabaseNow


class HostQuerySet(models.QuerySet["Host"]):
    """Reads of hosts; the database's clock decides which rest."""

    def resting(self) -> "HostQuerySet":
        """Hosts that are left alone now, or tried by one caller."""
        return self.filter(opened_until__gt=DatabaseNow())


class Host(models.Model):
    """The breaker of one server; only `integration.kemnaker.breaker` writes it."""

    name = models.CharField(_("server"), max_length=260, unique=True)  # with its port if it has one
    failures = models.PositiveIntegerField(_("gagal berturut-turut"), db_default=0)
    opened_until = models.DateTimeField(_("dibiarkan sampai"), null=True)
    last_trouble = models.CharField(
        _("gangguan terakhir"), max_length=20, choices=Trouble, blank=True, db_default=""
    )
    last_detail = models.CharField(_("keterangan"), max_length=200, blank=True, db_default="")
    last_ok_at = models.DateTimeField(_("terakhir menjawab"), null=True)
    last_failed_at = models.DateTimeField(_("terakhir gagal"), null=True)

    objects = HostQuerySet.as_manager()

    class Meta:
        verbose_name = _("server Kemnaker")
        verbose_name_plural = _("server Kemnaker")
        ordering = ["name"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.name


class AccessToken(models.Model):
    """What a server gave us to come in with, sealed; judged by the time that passed since."""

    host = models.CharField(_("server"), max_length=260, unique=True)
    sealed = models.TextField(_("kunci akses"))
    obtained_at = models.DateTimeField(_("diterima"))
    lifetime = models.PositiveIntegerField(_("masa berlaku (detik)"))

    class Meta:
        verbose_name = _("kunci akses")
        verbose_name_plural = _("kunci akses")
        default_permissions = ()

    def __str__(self) -> str:
        return self.host
