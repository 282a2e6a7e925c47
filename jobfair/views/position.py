"""The page of a position: the vacancy, and what one can do about it in this phase of the fair."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobfair import selectors
from jobfair.enums import Phase
from jobfair.presenters import FairFace, is_full
from jobfair.views.finding import place_or_404
from jobfair.views.public import SECONDS
from jobs.presenters import VacancyPage
from jobs.selectors import is_open, vacancy_page
from jobs.standing import standing_of
from sikas.microcache import micro_cached


@micro_cached(SECONDS)
@require_safe
@login_not_required
def position(request: HttpRequest, slug: str, position_id: int) -> HttpResponse:
    """Show a position; a fair that is over leads to the vacancy while that is open."""
    fair, found = place_or_404(slug, position_id)
    vacancy = vacancy_page(found.vacancy_id)
    if not vacancy:
        raise Http404
    open_ = is_open(vacancy)
    participant = selectors.participant_of(request.user, fair)
    has_quota = participant is None or participant.left > 0
    context = {
        "fair": fair,
        "face": FairFace.of(fair),
        "position": found,
        "page": VacancyPage.of(vacancy, is_open=open_),
        "standing": standing_of(request.user, found.vacancy_id),
        "participant": participant,
        "is_full": is_full(found),
        "takes": open_ and fair.phase == Phase.OPEN and not is_full(found) and has_quota,
    }
    return render(request, "jobfair/position.html", context)
