"""What a company's team writes: notes for itself, messages to applicants, texts to use again."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from jobs.models.applications import Application
from sikas.clock import DatabaseNow

MAX_NOTE = 1000
MAX_MESSAGE = 2000


class ApplicationNote(models.Model):
    """What the team of a company says about an applicant, for itself alone."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    text = models.TextField(_("catatan"), max_length=MAX_NOTE)
    at = models.DateTimeField(_("waktu"), db_default=DatabaseNow(), editable=False)

    class Meta:
        verbose_name = _("catatan pelamar")
        verbose_name_plural = _("catatan pelamar")
        default_permissions = ()
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text


class ApplicationMessage(models.Model):
    """What a company wrote to an applicant; it stands in the timeline of the application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    text = models.TextField(_("pesan"), max_length=MAX_MESSAGE)
    at = models.DateTimeField(_("waktu"), db_default=DatabaseNow(), editable=False)

    class Meta:
        verbose_name = _("pesan kepada pelamar")
        verbose_name_plural = _("pesan kepada pelamar")
        default_permissions = ()
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text


class ReplyTemplate(models.Model):
    """A text that a company uses again, for messages and for reasons."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="reply_templates")
    title = models.CharField(_("judul"), max_length=80)
    text = models.TextField(_("isi"), max_length=MAX_MESSAGE)

    class Meta:
        verbose_name = _("templat pesan")
        verbose_name_plural = _("templat pesan")
        default_permissions = ()
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                "company",
                Lower("title"),
                name="reply_template_title_once",
                violation_error_message=_("Templat dengan judul ini sudah ada."),
            )
        ]

    def __str__(self) -> str:
        return self.title
