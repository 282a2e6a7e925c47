"""What a company does with its papers: hand them in, replace one, take one back."""

from collections.abc import Callable, Iterable
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction as database
from django.utils.translation import gettext_lazy as _

from employers.enums import DocumentKind
from employers.models import Company, CompanyDocument
from employers.profile import is_editable
from employers.services.profile import LockedError
from sikas.accounts.models import User
from sikas.documents.enums import DOCUMENTS
from sikas.documents.models import StoredFile
from sikas.documents.services import UploadResult, discard_file, store_files

MAX_FILES = 10  # of one kind: the pages of a deed, photographed one by one


class SameFileError(ValidationError):
    """This very file is there already: a second tap, or an upload sent again."""

    def __init__(self) -> None:
        super().__init__(_("Berkas ini sudah ada."))


class TooManyFilesError(ValidationError):
    """There are as many files of this kind as an officer will ever read."""

    def __init__(self) -> None:
        super().__init__(_("Sudah ada 10 berkas di sini. Hapus yang tidak perlu dulu."))


def add_documents(
    *, company: Company, kind: DocumentKind, uploads: Iterable[UploadedFile], by: User
) -> list[UploadResult]:
    """Keep each file by itself; what is refused says why and never loses the others."""
    attach = partial(_attach, company=company, kind=kind, by=by)
    return store_files(uploads=uploads, accept=DOCUMENTS, attach=attach)


def replace_document(*, document: CompanyDocument, upload: UploadedFile, by: User) -> UploadResult:
    """Put a file in the place of another; when it is refused, the old one stays."""

    def attach(file: StoredFile) -> None:
        _attach(
            file,
            company=document.company,
            kind=DocumentKind(document.kind),
            by=by,
            first=lambda: _discard(document),
        )

    return store_files(uploads=[upload], accept=DOCUMENTS, attach=attach)[0]


@database.atomic
def remove_document(*, document: CompanyDocument) -> None:
    """Take a document back; raises LockedError while an officer looks at it."""
    _locked(document.company, DocumentKind(document.kind))
    _discard(document)


def _attach(
    file: StoredFile,
    *,
    company: Company,
    kind: DocumentKind,
    by: User,
    first: Callable[[], object] = lambda: None,
) -> None:
    """Give a stored file to the company, after what must be done `first`."""
    fresh = _locked(company, kind)
    first()
    there = fresh.documents.filter(kind=kind)
    if there.filter(file__sha256=file.sha256).exists():
        raise SameFileError
    if there.count() >= MAX_FILES:
        raise TooManyFilesError
    CompanyDocument.objects.create(company=fresh, kind=kind, file=file, uploaded_by=by)


def _locked(company: Company, kind: DocumentKind) -> Company:
    """Hold the company, so that nothing is filed in between; raises LockedError."""
    fresh = Company.objects.select_for_update(no_key=True, of=("self",)).get(pk=company.pk)
    if not is_editable(fresh, kind.subject):
        raise LockedError
    return fresh


def _discard(document: CompanyDocument) -> None:
    """Delete a document; nothing is left to do when a colleague was quicker."""
    found = CompanyDocument.objects.select_related("file").filter(pk=document.pk).first()
    if found:
        found.delete()
        discard_file(file=found.file)
