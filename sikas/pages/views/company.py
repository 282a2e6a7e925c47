"""The first page of a company: what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from employers import profile
from employers.enums import CompanyState, MemberRole
from employers.standing import next_step
from employers.views.acting import acting_company
from jobfair.own import booths_that_need
from jobfair.own_presenters import fair_hints
from jobs.applicant_presenters import waiting_line
from jobs.own import applicants_waiting, vacancies_that_need
from jobs.own_presenters import OwnRow


@require_safe
def dashboard(request: HttpRequest, company_id: int) -> HttpResponse:
    """Show where the company stands and what its people do next."""
    company = acting_company(request, company_id)
    is_owner = company.acting_role == MemberRole.OWNER
    rows = [OwnRow.of(vacancy) for vacancy in vacancies_that_need(company)]
    is_verified = company.state == CompanyState.VERIFIED
    context = {
        "company": company,
        "next": next_step(company, is_owner=is_owner),
        "rows": rows,
        "first_vacancy": is_verified and not rows and not company.vacancies.exists(),
        "applicants": waiting_line(applicants_waiting(company)),
        "fairs": fair_hints(company, booths_that_need(company)),
        "warnings": list(profile.warnings(company)),
        "team": company.members.filter(is_active=True).count(),
    }
    return render(request, "pages/company_dashboard.html", context)
