"""Files of a seeker: one of each kind, several certificates."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seekers.enums import SINGLE_DOCUMENTS, DocumentKind
from seekers.models.erasure import living_seekers_only
from seekers.models.seekers import Seeker
from sikas.clock import DatabaseNow
from sikas.documents.models import StoredFile

MAX_CERTIFICATES = 10


class SeekerDocumentQuerySet(models.QuerySet["SeekerDocument"]):
    """Reads of documents by who looks."""

    def visible_to(self, user: models.Model) -> "SeekerDocumentQuerySet":
        """Return one's own documents.

        Nobody else's: a KTP shows the whole NIK, and an officer's look at one must be noted.
        """
        return self.filter(seeker__erased_at__isnull=True, seeker__user_id=user.pk)


class SeekerDocument(models.Model):
    """A file that a seeker gave; a new one replaces it, and nothing of the old one is kept.

    `place` is 1 but for certificates, which have as many places as there may be of them.
    """

    seeker = models.ForeignKey(Seeker, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("jenis"), max_length=12, choices=DocumentKind)
    place = models.PositiveSmallIntegerField(_("nomor"), default=1)
    file = models.OneToOneField(
        StoredFile, verbose_name=_("berkas"), on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("diunggah"), db_default=DatabaseNow())

    objects = SeekerDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokumen pencari kerja")
        verbose_name_plural = _("dokumen pencari kerja")
        ordering = ["kind", "place"]
        default_permissions = ("view",)
        triggers = [living_seekers_only()]
        constraints = [
            models.UniqueConstraint(
                fields=["seeker", "kind", "place"],
                name="document_one_of_each_kind",
                violation_error_message=_("Dokumen jenis ini sudah ada."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SINGLE_DOCUMENTS, place=1)
                | Q(kind=DocumentKind.CERTIFICATE, place__gte=1, place__lte=MAX_CERTIFICATES),
                name="document_place_fits_kind",
                violation_error_message=_("Sertifikat paling banyak 10."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
