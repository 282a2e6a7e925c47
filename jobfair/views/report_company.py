"""A company's own report of a fair: its booth alone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from employers.models import Company
from employers.views.acting import acting_company
from jobfair.enums import FileKind
from jobfair.models import Booth, Fair, FairReport
from jobfair.report import editions, files, parts, sheets, words
from jobfair.services.reporting import due_at, record_download
from sikas.accounts.views.account import signed_in
from sikas.posting import posted_from


@require_safe
def report(request: HttpRequest, company_id: int, slug: str) -> HttpResponse:
    """Show what became of the company's booth, version beside version."""
    company, fair, frozen = _own(request, company_id, slug)
    context: dict[str, Any] = {"company": company, "fair": fair, "due": due_at(fair, 0)}
    if frozen:
        context |= {
            "report": frozen[-1],
            "version": words.version_name(frozen[-1].version),
            "parts": parts.company(frozen, company),
        }
    return render(request, "jobfair/report_company.html", context)


@posted_from("company_fair_report", "company_id", "slug")
def download(request: HttpRequest, company_id: int, slug: str) -> HttpResponseBase:
    """Hand out the company's edition of the last version, and take down who took it."""
    company, _fair, frozen = _own(request, company_id, slug)
    if not frozen:
        raise Http404
    last = frozen[-1]
    record_download(report=last, kind=FileKind.XLSX, by=signed_in(request), company=company)
    return files.xlsx_response(sheets.company(last, company), last, "perusahaan")


def _own(
    request: HttpRequest, company_id: int, slug: str
) -> tuple[Company, Fair, list[FairReport]]:
    """Return a fair in which the company has a booth, with the versions of its report."""
    company = acting_company(request, company_id)
    booths = Booth.objects.visible_to(signed_in(request)).select_related("fair")
    booth = get_object_or_404(booths, company=company, fair__slug=slug)
    return company, booth.fair, editions.frozen(booth.fair)
