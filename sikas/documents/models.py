"""Private files: one row for each; whom it belongs to is known by the app that refers to it."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from sikas.clock import DatabaseNow
from sikas.documents.enums import FileType

NAME_LENGTH = 150


def _holds(key: models.ForeignKey) -> bool:
    """Tell a reference from a memory: the history of a table keeps keys of rows that are gone."""
    return key.db_constraint  # type: ignore[attr-defined]


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    """Reads of files; who may see one is decided by its owner's queryset."""

    def unowned(self) -> "StoredFileQuerySet":
        """Files to which no row of another table refers by a foreign key."""
        owners = [
            relation
            for relation in self.model._meta.get_fields(include_hidden=True)
            if isinstance(relation, models.ManyToOneRel) and _holds(relation.field)
        ]
        return self.filter(
            *(
                ~Exists(
                    owner.related_model._base_manager.filter(**{owner.field.name: OuterRef("pk")})
                )
                for owner in owners
            )
        )


class StoredFile(models.Model):
    """A file that was read as a whole and found harmless; its bytes lie under a random name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.CharField(_("tempat"), max_length=40, unique=True, editable=False)
    original_name = models.CharField(_("nama berkas"), max_length=NAME_LENGTH)
    content_type = models.CharField(
        _("jenis"), max_length=20, choices=[(kind.value, kind.name) for kind in FileType]
    )
    size = models.PositiveIntegerField(_("ukuran (bita)"))
    sha256 = models.CharField(max_length=64, editable=False)
    width = models.PositiveIntegerField(_("lebar"), null=True, blank=True)
    height = models.PositiveIntegerField(_("tinggi"), null=True, blank=True)
    pages = models.PositiveIntegerField(_("halaman"), null=True, blank=True)
    created_at = models.DateTimeField(_("dibuat"), db_default=DatabaseNow(), editable=False)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("berkas")
        verbose_name_plural = _("berkas")
        constraints = [
            models.CheckConstraint(
                condition=Q(content_type=FileType.PDF, pages__gt=0)
                | Q(
                    content_type__in=[FileType.JPEG, FileType.PNG],
                    width__gt=0,
                    height__gt=0,
                    pages__isnull=True,
                ),
                name="file_has_pages_or_a_size",
                violation_error_message=_("PDF punya halaman, gambar punya ukuran."),
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0),
                name="file_is_not_empty",
                violation_error_message=_("Berkas tidak boleh kosong."),
            ),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def kind(self) -> FileType:
        """Return what the file is."""
        return FileType(self.content_type)
