"""The first page of a company: what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from employers import profile
from employers.enums import MemberRole
from employers.standing import next_step
from employers.views.acting import acting_company


@require_safe
def dashboard(request: HttpRequest, company_id: int) -> HttpResponse:
    """Show where the company stands and what its people do next."""
    company = acting_company(request, company_id)
    is_owner = company.acting_role == MemberRole.OWNER
    context = {
        "company": company,
        "next": next_step(company, is_owner=is_owner),
        "warnings": list(profile.warnings(company)),
        "team": company.members.filter(is_active=True).count(),
    }
    return render(request, "pages/company_dashboard.html", context)
