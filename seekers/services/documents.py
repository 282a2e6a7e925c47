"""What a seeker does with his files: hand them in, replace one by another, remove one."""

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction as database
from django.utils.translation import gettext_lazy as _

from seekers.enums import SINGLE_DOCUMENTS, DocumentKind
from seekers.models import Seeker, SeekerDocument
from seekers.models.documents import MAX_CERTIFICATES
from seekers.services.profile import locked
from sikas.documents.enums import DOCUMENTS, IMAGES
from sikas.documents.models import StoredFile
from sikas.documents.services import UploadResult, discard_file, store_files

ACCEPTED = dict.fromkeys(DocumentKind, DOCUMENTS) | {DocumentKind.PHOTO: IMAGES}


class SameFileError(ValidationError):
    """This very file is there already: a second tap, or an upload sent again."""

    def __init__(self) -> None:
        super().__init__(_("Berkas ini sudah tersimpan."))


class TooManyFilesError(ValidationError):
    """Every place for a certificate is taken."""

    def __init__(self) -> None:
        super().__init__(_("Sertifikat paling banyak 10. Hapus yang tidak perlu dulu."))


def add_documents(
    *, seeker: Seeker, kind: DocumentKind, uploads: Iterable[UploadedFile]
) -> list[UploadResult]:
    """Keep each file by itself; one that is refused says why and never loses the others.

    A file of a kind of which there is one takes the place of the old one, which is deleted.
    """
    attach = partial(_attach, seeker=seeker, kind=kind)
    return store_files(uploads=uploads, accept=ACCEPTED[kind], attach=attach)


@database.atomic
def remove_document(*, document: SeekerDocument) -> None:
    """Delete a document: its row now, its bytes after the commit."""
    document.delete()
    discard_file(file=document.file)


def _attach(file: StoredFile, *, seeker: Seeker, kind: DocumentKind) -> None:
    fresh = locked(seeker)
    there = list(fresh.documents.filter(kind=kind).select_related("file"))
    if any(row.file.sha256 == file.sha256 for row in there):
        raise SameFileError
    if kind in SINGLE_DOCUMENTS:
        for row in there:
            remove_document(document=row)
        place = 1
    else:
        place = free_place({row.place for row in there})
    SeekerDocument.objects.create(seeker=fresh, kind=kind, place=place, file=file)


def free_place(taken: set[int]) -> int:
    """Return the first place for a certificate that is not taken; raises TooManyFilesError."""
    free = [place for place in range(1, MAX_CERTIFICATES + 1) if place not in taken]
    if not free:
        raise TooManyFilesError
    return free[0]
