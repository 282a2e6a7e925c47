"""Public pages of companies; they stand here because they show vacancies."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jobs import selectors
from jobs.presenters import CompanyPage, CompanyRow
from sikas.microcache import micro_cached
from sikas.reference.selectors import districts

COMPANIES_ON_A_PAGE = 30
LONGEST_NAME = 100  # characters of a search that are read


@micro_cached(10)
@require_safe
@login_not_required
def companies(request: HttpRequest) -> HttpResponse:
    """List the companies that the office has verified, by name; searched by name and kecamatan."""
    typed = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST_NAME]
    places = districts()
    chosen = next((one for one in places if one.code == request.GET.get("kecamatan")), None)
    found = selectors.company_list(name=typed, district=chosen)
    page = Paginator(found, COMPANIES_ON_A_PAGE).get_page(request.GET.get("halaman"))
    counts = selectors.open_vacancies_of(page.object_list)
    context = {
        "page": page,
        "rows": [CompanyRow.of(company, counts.get(company.pk, 0)) for company in page.object_list],
        "typed": typed,
        "districts": places,
        "chosen": chosen.code if chosen else "",
        "is_searched": bool(typed or chosen),
        "address": settings.SITE_URL + reverse("companies"),
    }
    return render(request, "jobs/companies.html", context)


@require_safe
@login_not_required
def company(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a verified company and its open vacancies."""
    found = selectors.verified_company(pk)
    if not found:
        raise Http404
    if slug != found.slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    page = CompanyPage.of(found, selectors.vacancies_of(found))
    return render(request, "jobs/company.html", {"page": page})
