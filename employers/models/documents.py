"""The papers that prove what a company says of itself."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from employers.enums import DocumentKind
from employers.models.companies import Company
from sikas.clock import DatabaseNow
from sikas.documents.models import StoredFile


class CompanyDocumentQuerySet(models.QuerySet["CompanyDocument"]):
    """Reads of documents by who looks."""

    def visible_to(self, user: models.Model) -> "CompanyDocumentQuerySet":
        """Documents of the companies for which `user` acts."""
        return self.filter(company__in=Company.objects.visible_to(user).values("pk"))


class CompanyDocument(models.Model):
    """A private file that a company handed in as proof; locked while an officer looks at it."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("jenis"), max_length=10, choices=DocumentKind)
    file = models.OneToOneField(
        StoredFile, verbose_name=_("berkas"), on_delete=models.PROTECT, related_name="+"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("diunggah oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("diunggah"), db_default=DatabaseNow())

    objects = CompanyDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokumen perusahaan")
        verbose_name_plural = _("dokumen perusahaan")
        default_permissions = ()
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=DocumentKind.values),
                name="company_document_kind_known",
                violation_error_message=_("Jenis dokumen ini tidak dikenal."),
            )
        ]

    def __str__(self) -> str:
        return str(self.file)
