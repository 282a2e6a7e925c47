"""Uploads on their way in: what is larger than any file may be is read, but not kept."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from sikas.documents.services import MAX_BYTES


class CappedUploadHandler(FileUploadHandler):
    """Passes on a little more than is allowed, so that the service can say that it was too much.

    Nobody fills the disk with a form, whatever its address does with files.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass on what still fits, and the first piece that does not."""
        return raw_data if start <= MAX_BYTES else None

    def file_complete(self, file_size: int) -> Any:
        """Leave the file to the handlers that follow."""
