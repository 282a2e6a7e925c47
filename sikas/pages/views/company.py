"""The first page of a company: what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from employers.views.acting import acting_company


@require_safe
def dashboard(request: HttpRequest, company_id: int) -> HttpResponse:
    """Show where the company stands."""
    company = acting_company(request, company_id)
    return render(request, "pages/company_dashboard.html", {"company": company})
