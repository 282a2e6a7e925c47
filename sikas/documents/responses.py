"""A private file on its way to somebody who may have it; the caller has made sure of that."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from sikas.documents import storage
from sikas.documents.models import StoredFile

# Whatever the file holds, a browser that shows it runs nothing of it and asks nobody for more.
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


def file_response(file: StoredFile, *, name: str, inline: bool = False) -> HttpResponseBase:
    """Return the file for download as `name`, whose extension becomes that of the file's kind.

    `inline` shows an image in the page that asks for it; a PDF is always a download. Behind nginx
    the bytes are nginx's to send (X-Accel-Redirect), without it the portal's.
    """
    response: HttpResponseBase
    if settings.FILES_LOCATION:
        response = HttpResponse(
            headers={"X-Accel-Redirect": f"{settings.FILES_LOCATION}{file.path}"}
        )
    else:
        response = FileResponse(storage.locate(file.path).open("rb"))
        response["Content-Length"] = str(file.size)
    for header, value in HEADERS.items():
        response[header] = value
    response["Content-Type"] = file.content_type
    as_attachment = not (inline and file.kind.is_image)
    filename = f"{Path(name).stem}{file.kind.extension}"
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment, filename) or "inline"
    )
    return response
