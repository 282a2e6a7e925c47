"""The booth as the public will see it, for its own company."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobfair import own
from jobfair.enums import BoothState
from jobfair.own_presenters import preview_rows
from jobfair.presenters import FairFace
from jobfair.views.company.acting import acting_booth
from jobs.presenters import CompanyPage
from sikas.documents.responses import file_response


@require_safe
def preview(request: HttpRequest, company_id: int, slug: str) -> HttpResponse:
    """Show the booth as visitors see it."""
    booth = acting_booth(request, company_id, slug)
    context = {
        "company": booth.company,
        "fair": booth.fair,
        "face": FairFace.of(booth.fair),
        "booth": booth,
        "page": CompanyPage.of(booth.company, ()),
        "hours": booth.hours.all(),
        "rows": preview_rows(booth.company, list(own.shown_positions(booth)), slug),
        "is_shown": booth.state == BoothState.READY,
    }
    return render(request, "jobfair/company/preview.html", context)


@require_safe
def logo_picture(request: HttpRequest, company_id: int, slug: str) -> HttpResponseBase:
    """Send the booth's logo to its own company, shown or not."""
    booth = acting_booth(request, company_id, slug)
    if not booth.logo:
        raise Http404
    return file_response(booth.logo, name=booth.logo.original_name, inline=True)
