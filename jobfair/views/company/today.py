"""A company's fairs: all of them, and the page of one with the booth's numbers and inbox."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from employers.models import Company
from employers.views.acting import acting_company
from jobfair import own
from jobfair.enums import BoothState
from jobfair.models import Booth, Fair
from jobfair.own_presenters import FairCard, OwnPosition, Today
from jobfair.views.company.acting import acting_fair
from jobs.applicant_presenters import rows
from jobs.enums import RejectReason

# A booth in another state has had no applications, and its page no numbers.
COUNTED = (BoothState.READY, BoothState.APPROVED, BoothState.SUSPENDED)
REASONS = [reason for reason in RejectReason if reason != RejectReason.OTHER]


@require_safe
def fairs(request: HttpRequest, company_id: int) -> HttpResponse:
    """List the fairs that the company is in or may join, each with its next step."""
    company = acting_company(request, company_id)
    found = list(own.fairs_of(company)[: own.FAIRS_SHOWN])
    booths = own.booths_of(company, found)
    cards = [FairCard.of(company, fair, booths.get(fair.pk)) for fair in found]
    return render(request, "jobfair/company/fairs.html", {"company": company, "cards": cards})


@require_safe
def today(request: HttpRequest, company_id: int, slug: str) -> HttpResponse:
    """Show where the booth stands, its numbers, and who waits for an answer."""
    return fair_page(request, *acting_fair(request, company_id, slug))


def fair_page(
    request: HttpRequest,
    company: Company,
    fair: Fair,
    booth: Booth | None,
    *,
    faults: Sequence[str] = (),
) -> HttpResponse:
    """Render the page of a fair, with what was wrong in what was tried."""
    card = FairCard.of(company, fair, booth)
    context: dict[str, Any] = {
        "company": company,
        "fair": fair,
        "card": card,
        "is_well": bool(booth and booth.state == BoothState.READY and not card.missing),
        "faults": faults,
        "today": None,
    }
    if booth and booth.state in COUNTED:
        context |= _numbers(company, booth)
    return render(request, "jobfair/company/fair.html", context)


def _numbers(company: Company, booth: Booth) -> dict[str, Any]:
    positions = list(own.positions_of(booth))
    applicants = reverse("company_applicants", args=[company.pk])
    newest = own.inbox(booth)[: own.INBOX_SHOWN]
    return {
        "today": Today.of(booth.fair, positions),
        "positions": [
            (OwnPosition.of(one), f"{applicants}?fair={booth.fair_id}&lowongan={one.vacancy_id}")
            for one in positions
        ],
        "rows": rows(company, newest, f"?fair={booth.fair_id}"),
        "applicants_url": f"{applicants}?fair={booth.fair_id}",
        "reasons": [(reason.value, reason.label) for reason in REASONS],
    }
