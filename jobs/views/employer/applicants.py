"""The list of a company's applicants: by stage, filtered, sorted."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from employers.models import Company
from employers.views.acting import acting_company
from jobs import applicant_presenters as shown
from jobs import applicants
from jobs.acts import ACTS
from jobs.applicants import MAX_CHOSEN, ON_A_PAGE, Criteria
from jobs.enums import ApplicationState
from jobs.services.deciding import STAGES
from jobs.views.employer.acting import acting_vacancy
from jobs.views.employer.applicant_markup import row_items
from jobs.views.employer.choosing import read_criteria


@require_safe
def everybody(request: HttpRequest, company_id: int) -> HttpResponse:
    """Show the applicants of all vacancies."""
    company = acting_company(request, company_id)
    address = reverse("company_applicants", args=[company.pk])
    return _page(request, company, read_criteria(request.GET), address, {})


@require_safe
def of_vacancy(request: HttpRequest, company_id: int, vacancy_id: int) -> HttpResponse:
    """Show the applicants of one vacancy."""
    company, vacancy = acting_vacancy(request, company_id, vacancy_id)
    address = reverse("company_vacancy_applicants", args=[company.pk, vacancy.pk])
    asked = read_criteria(request.GET, vacancy=vacancy.pk)
    return _page(request, company, asked, address, {"vacancy": vacancy})


def _page(
    request: HttpRequest, company: Company, asked: Criteria, address: str, more: dict[str, Any]
) -> HttpResponse:
    fixed = "vacancy" in more
    counted = applicants.facets(company, asked, fixed=fixed)
    page = Paginator(applicants.chosen(company, asked), ON_A_PAGE)
    page.count = counted.on(asked.tab)  # counted with the others
    part = page.get_page(request.GET.get("halaman"))
    kept = asked.query_string()
    context = more | {
        "company": company,
        "asked": asked,
        "kept": kept,
        "address": address,
        "here": request.get_full_path(),
        "tabs": shown.tabs(address, asked, counted),
        "filters": shown.filters(asked, counted, fixed=fixed),
        "orders": shown.orders(asked),
        "page": part,
        "rows": row_items(
            shown.rows(company, part.object_list, kept), shows_vacancy=not asked.vacancy
        ),
        "number": page.count,
        "fits_in_one": page.count <= MAX_CHOSEN,
        "has_more": part.paginator.num_pages > 1,
        "stages": [(state.value, state.label) for state in STAGES],
        "acts": [act for act in ACTS.values() if act.word != "pindah"],
        "new": counted.states[ApplicationState.SENT],
        "shows_vacancy": not asked.vacancy,
    }
    return render(request, "jobs/applicants/list.html", context)
