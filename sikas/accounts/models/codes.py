"""Codes sent by e-mail or phone, and what happens when one is confirmed."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sikas import clock
from sikas.accounts.contacts import Contact
from sikas.accounts.enums import Purpose


class Code(models.Model):
    """A code on its way to `address`; the session that asked for it holds the id.

    Nothing but the code's keyed hash is stored. `digest` is empty when there is nothing to
    confirm (an address already in use or unknown): no code fits, and nobody can tell.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(_("tujuan"), max_length=10, choices=Purpose)
    channel = models.CharField(_("jalur"), max_length=10)
    address = models.CharField(_("alamat"), max_length=254)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("pengguna"), null=True, on_delete=models.CASCADE
    )
    data = models.JSONField(_("isian"), default=dict)
    digest = models.CharField(_("sidik kode"), max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    sent = models.PositiveSmallIntegerField(_("pengiriman"), default=0)
    created_at = models.DateTimeField(_("dibuat"), default=clock.now)
    expires_at = models.DateTimeField(_("berlaku sampai"))
    confirmed_at = models.DateTimeField(_("dipastikan"), null=True)

    class Meta:
        verbose_name = _("kode")
        verbose_name_plural = _("kode")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.contact.masked}"

    @property
    def contact(self) -> Contact:
        """Return where the code was sent."""
        return Contact("email" if self.channel == "email" else "phone", self.address)
