"""What people agreed to, and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sikas import clock
from sikas.accounts.enums import Document

# The date of the text in force; a new text gets a new date, and people are asked again.
VERSIONS = {Document.TERMS: "2026-11-23", Document.PRIVACY: "2026-11-23"}


class Consent(models.Model):
    """One agreement to one version of one document; never changed."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("pengguna"),
        on_delete=models.CASCADE,
        related_name="consents",
    )
    document = models.CharField(_("dokumen"), max_length=10, choices=Document)
    version = models.CharField(_("versi"), max_length=10)
    given_at = models.DateTimeField(_("disetujui"), default=clock.now)

    class Meta:
        verbose_name = _("persetujuan")
        verbose_name_plural = _("persetujuan")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["user", "document", "version"], name="consent_once_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_document_display()} {self.version}"
