"""Kinds of files that people may hand in."""

from enum import StrEnum


class FileType(StrEnum):
    """A kind that the portal reads, by its media type."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"

    @property
    def extension(self) -> str:
        """Return the end of a file's name, with its dot."""
        return {FileType.PDF: ".pdf", FileType.JPEG: ".jpg", FileType.PNG: ".png"}[self]

    @property
    def is_image(self) -> bool:
        """Tell whether a page may show it."""
        return self is not FileType.PDF


IMAGES = frozenset({FileType.JPEG, FileType.PNG})
DOCUMENTS = IMAGES | {FileType.PDF}
