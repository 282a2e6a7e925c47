"""The CV of a profile: on a page, and as a PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from seekers.cv import cv_of, cv_pdf
from seekers.views.own import own_seeker
from sikas.documents.responses import HEADERS


@never_cache
@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """Show the CV as companies will read it."""
    return render(request, "seekers/cv.html", {"cv": cv_of(own_seeker(request))})


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Send the CV as a PDF."""
    seeker = own_seeker(request)
    name = f"cv-{slugify(seeker.name) or 'sikas'}.pdf"
    return HttpResponse(
        cv_pdf(cv_of(seeker)),
        content_type="application/pdf",
        headers={**HEADERS, "Content-Disposition": content_disposition_header(True, name) or ""},
    )
