"""Which vacancy of which company the person who is signed in works on."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from employers.models import Company
from employers.views.acting import acting_company
from jobs.models import Vacancy


def acting_vacancy(
    request: HttpRequest, company_id: int, vacancy_id: int
) -> tuple[Company, Vacancy]:
    """Return company and vacancy; owners and recruiters alike. Raises Http404 for others' rows."""
    company = acting_company(request, company_id)
    own = Vacancy.objects.filter(company=company)
    found = own.select_related("company", "occupation", "area__parent", "fill_report")
    return company, get_object_or_404(found, pk=vacancy_id)
