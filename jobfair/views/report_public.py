"""The public edition of a fair's report: no person, and no number that points to one."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jobfair.models import Fair
from jobfair.report import editions, files, parts, sheets, words
from jobfair.report.editions import Public
from sikas.microcache import micro_cached

KEPT = 60  # seconds


@micro_cached(KEPT)
@require_safe
@login_not_required
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the public edition."""
    fair, edition = _public(slug)
    context = {
        "fair": fair,
        "report": edition.report,
        "version": words.version_name(edition.report.version),
        "tiles": parts.tiles(edition.summary),
        "parts": parts.public(edition),
    }
    return render(request, "jobfair/report_public.html", context)


@micro_cached(KEPT)
@require_safe
@login_not_required
def csv_file(_request: HttpRequest, slug: str) -> HttpResponse:
    """Hand out the public edition as one CSV."""
    _fair, edition = _public(slug)
    return files.csv_response(sheets.public(edition), edition.report)


@require_safe
@login_not_required
def xlsx_file(_request: HttpRequest, slug: str) -> HttpResponseBase:
    """Hand out the public edition as a workbook."""
    _fair, edition = _public(slug)
    return files.xlsx_response(sheets.public(edition), edition.report, "publik")


def _public(slug: str) -> tuple[Fair, Public]:
    fair = get_object_or_404(Fair.objects.public(), slug=slug)
    frozen = editions.frozen(fair)
    if not frozen:
        raise Http404
    return fair, editions.public(frozen)
