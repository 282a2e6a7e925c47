"""Which applicants somebody of a company chose, and where he goes back to."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from employers.models import Company
from employers.views.acting import acting_company
from jobs import applicants
from jobs.applicants import LARGEST_KEY, MAX_CHOSEN, Criteria
from jobs.models import Application

MOST_DIGITS = len(str(LARGEST_KEY))


@dataclass(frozen=True)
class Choice:
    """Keys of applications in the order of the page; `too_many` when there are more than go."""

    keys: list[int]
    too_many: bool = False


def acting_applicant(
    request: HttpRequest, company_id: int, application_id: int
) -> tuple[Company, Application]:
    """Return company and application. Raises Http404 for others' rows."""
    company = acting_company(request, company_id)
    own = applicants.applicants_of(company)
    found = own.select_related("vacancy__company", "area__parent", "placement", "seeker")
    return company, get_object_or_404(found, pk=application_id)


def chosen(request: HttpRequest, company: Company, *, else_all: bool = False) -> Choice:
    """Return who was ticked, or, with `semua`, everybody whom the filters leave.

    With `else_all` nobody ticked means everybody, too. `dipilih` holds the keys in one box, so that
    a form of thousands stays one. Raises Http404 for what is no key; whose the keys are is checked
    by the services.
    """
    given = request.POST if request.method == "POST" else request.GET
    ticked = given.get("dipilih") or given.get("pelamar")
    if given.get("semua") or (else_all and not ticked):
        asked = read_criteria(QueryDict(given.get("saringan", "").lstrip("?")))
        found = applicants.chosen(company, asked).values_list("pk", flat=True)
        keys = list(found[: MAX_CHOSEN + 1])
    else:
        joined = [part for part in given.get("dipilih", "").split(",") if part]
        keys = list(dict.fromkeys(_key(text) for text in [*joined, *given.getlist("pelamar")]))
    return Choice(keys[:MAX_CHOSEN], len(keys) > MAX_CHOSEN)


def read_criteria(given: QueryDict, *, vacancy: int = 0) -> Criteria:
    """Return what an address narrows the applicants to."""
    return Criteria.read({name: str(given.get(name, "")) for name in given}, vacancy=vacancy)


def way_back(request: HttpRequest, company: Company) -> str:
    """Return the page of this company from which the form came, else the list of applicants."""
    given = request.POST if request.method == "POST" else request.GET
    asked = given.get("kembali", "")
    own = reverse("company_dashboard", args=[company.pk])
    is_own = asked.startswith(own) and url_has_allowed_host_and_scheme(asked, None)
    return asked if is_own else reverse("company_applicants", args=[company.pk])


def kept_filters(request: HttpRequest) -> str:
    """Return the filters of the list from which one came to an applicant, for addresses."""
    return read_criteria(request.GET).query_string()


def back_to_applicant(request: HttpRequest, found: Application) -> HttpResponse:
    """Lead back to an applicant, whose way to the list keeps its filters."""
    company = found.vacancy.company_id
    page = reverse("company_applicant", args=[company, found.pk])
    return redirect(page + kept_filters(request))


def _key(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise Http404
    number = int(text)
    if number > LARGEST_KEY:
        raise Http404
    return number
