"""Files in forms: several in one box, what became of each, and how a kept one is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sikas.documents.enums import DOCUMENTS, FileType
from sikas.documents.models import StoredFile
from sikas.documents.services import UploadResult
from sikas.ui.formats import format_datetime, format_size

FILES_HINT = _("PDF, JPEG, atau PNG, paling besar 10 MB. Foto dari HP boleh.")


class FilesInput(forms.FileInput):
    """A box that takes several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> list[UploadedFile]:
        """Return all files of the box."""
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class FilesField(forms.FileField):
    """Any number of files; each is judged by itself later, so that one never loses the others."""

    widget = FilesInput

    def __init__(self, *, accept: Iterable[FileType] = DOCUMENTS, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", FILES_HINT)
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ",".join(sorted(accept))

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files that came; an empty one stays among them, with a message of its own."""
        files = [file for file in data or [] if file]
        if self.required and not files and not initial:
            raise ValidationError(self.error_messages["required"], code="required")
        return files


@dataclass(frozen=True)
class FileCard:
    """A kept file as a page shows it: its name, a line about it, its address, its picture."""

    name: str
    details: str | Promise
    url: str
    picture: str = ""

    @classmethod
    def of(cls, file: StoredFile, *, url: str) -> "FileCard":
        """Describe a file that is downloaded at `url`."""
        pages = file.pages
        facts = [
            ngettext("%d halaman", "%d halaman", pages) % pages if pages else _("gambar"),
            format_size(file.size),
            format_datetime(file.created_at),
        ]
        picture = url if file.kind.is_image else ""
        return cls(file.original_name, " · ".join(map(str, facts)), url, picture)


def add_refusals(form: forms.BaseForm, name: str, results: Sequence[UploadResult]) -> int:
    """Say at a field which of its files were refused and why; return how many were kept."""
    refused = [result for result in results if result.file is None]
    for result in refused:
        form.add_error(name, f"{result.name}: {' '.join(result.messages)}")
    return len(results) - len(refused)
