"""What is done with private files: taken in, given up, swept."""

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from sikas.documents import sandbox, storage
from sikas.documents.enums import IMAGES, FileType
from sikas.documents.models import NAME_LENGTH, StoredFile
from sikas.documents.refusals import FileRefusedError
from sikas.documents.signatures import HEAD_BYTES, recognise

MAX_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class UploadResult:
    """What became of one file of a form: stored, or refused with the reason."""

    name: str
    file: StoredFile | None = None
    messages: list[str] = field(default_factory=list)


def store_file(*, upload: UploadedFile, accept: Collection[FileType]) -> StoredFile:
    """Check a file as a whole and keep it; images are shrunk and lose all but their pixels.

    Side effects, in order: the bytes are written for good, then the row. Raises FileRefusedError.
    Bytes whose row is never committed are swept a day later, and so is a row that nobody refers to.
    """
    kind = _recognised(upload, accept)
    with storage.incoming() as source, storage.incoming() as output:
        for chunk in upload.chunks():
            source.write(chunk)
        source.flush()
        source.seek(0)
        facts = sandbox.inspect(source, kind, output)
        kept = output if kind.is_image else source
        size, digest = _measured(kept)
        return StoredFile.objects.create(
            path=storage.keep(kept),
            original_name=(upload.name or "berkas")[:NAME_LENGTH],
            content_type=facts.media_type,
            size=size,
            sha256=digest,
            width=facts.width,
            height=facts.height,
            pages=facts.pages,
        )


def store_files(
    *,
    uploads: Iterable[UploadedFile],
    accept: Collection[FileType],
    attach: Callable[[StoredFile], object],
) -> list[UploadResult]:
    """Store each file by itself; one that is refused never loses the others.

    `attach` gives a stored file to its owner in the same transaction; a ValidationError that it
    raises refuses the file too.
    """
    results = []
    for upload in uploads:
        name = (upload.name or "")[:NAME_LENGTH]
        try:
            with transaction.atomic():
                file = store_file(upload=upload, accept=accept)
                attach(file)
        except ValidationError as error:
            results.append(UploadResult(name, messages=error.messages))
        else:
            results.append(UploadResult(name, file))
    return results


def discard_file(*, file: StoredFile) -> None:
    """Delete a file unless somebody refers to it still: its row now, its bytes after the commit.

    A document sent with an application stays with it when its owner replaces it in the profile.
    """
    path = file.path
    if not StoredFile.objects.filter(pk=file.pk).unowned().exists():
        return
    file.delete()
    transaction.on_commit(lambda: storage.remove(path))


def _recognised(upload: UploadedFile, accept: Collection[FileType]) -> FileType:
    if not upload.size:
        raise FileRefusedError("empty")
    if upload.size > MAX_BYTES:
        raise FileRefusedError("too_large")
    upload.seek(0)
    kind = recognise(upload.read(HEAD_BYTES))
    if not isinstance(kind, FileType):
        raise FileRefusedError(kind)
    if kind not in accept:
        raise FileRefusedError("only_pdf" if kind in IMAGES else "only_images")
    return kind


def _measured(file: IO[bytes]) -> tuple[int, str]:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256")  # type: ignore[arg-type]
    return file.tell(), digest.hexdigest()
