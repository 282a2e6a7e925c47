"""Which booth in which fair the person who is signed in works on."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from employers.models import Company
from employers.views.acting import acting_company
from jobfair import own
from jobfair.models import Booth, Fair


def acting_fair(
    request: HttpRequest, company_id: int, slug: str
) -> tuple[Company, Fair, Booth | None]:
    """Return company, fair and the company's booth in it, for owners and recruiters alike.

    Raises Http404 for others' companies, and for fairs that the company may not join and is not in.
    """
    company = acting_company(request, company_id)
    fair = get_object_or_404(own.fairs_of(company), slug=slug)
    return company, fair, own.booths_of(company, [fair]).get(fair.pk)


def acting_booth(request: HttpRequest, company_id: int, slug: str) -> Booth:
    """Return the company's booth with company and fair read; Http404 when it has none."""
    _company, _fair, booth = acting_fair(request, company_id, slug)
    if booth is None:
        raise Http404
    return booth
