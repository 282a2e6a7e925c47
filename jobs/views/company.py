"""Public pages of companies; they stand here because they show vacancies."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs import selectors
from jobs.presenters import CompanyPage

COMPANIES_ON_A_PAGE = 30


@require_safe
@login_not_required
def companies(request: HttpRequest) -> HttpResponse:
    """List the companies that the office has verified."""
    page = Paginator(selectors.company_list(), COMPANIES_ON_A_PAGE).get_page(
        request.GET.get("halaman")
    )
    return render(request, "jobs/companies.html", {"page": page})


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
