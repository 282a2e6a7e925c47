"""The lobby of a fair, its booths, its timetable, its results: for everybody, signed in or not."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from jobfair import live, selectors
from jobfair.calendar import calendar_file, timetable
from jobfair.catalogue import Asked, Catalogue, chips
from jobfair.fitting import fitting_rows
from jobfair.models import Fair
from jobfair.parts import is_moving, lobby_part, numbers_now, wall_part
from jobfair.presenters import HOUR, FairFace, PlaceRow, StandRow
from jobfair.results import results_of
from jobfair.views.finding import fair_or_404
from jobs.calendar import calendar_response
from jobs.presenters import CompanyPage
from sikas.documents.responses import file_response
from sikas.microcache import micro_cached

# A kept page may say for so long that a fair has not opened yet; it counts down to the second.
SECONDS = 2
LOGO_SECONDS = 3600


@require_safe
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """Lead to the fair that runs or comes next; between fairs, list the past ones."""
    if fair := selectors.current_fair():
        return redirect(fair)
    faces = [FairFace.of(fair) for fair in selectors.past_fairs()]
    return render(request, "jobfair/index.html", {"faces": faces})


@micro_cached(SECONDS)
@require_safe
@login_not_required
def lobby(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where a fair stands, its numbers, what the office announces, and where to begin."""
    fair = fair_or_404(slug)
    context = _page(fair) | {
        "participant": selectors.participant_of(request.user, fair),
        "fitting": fitting_rows(request.user, fair),
        "poll": f"{live.ADDRESS}{fair.slug}.html",
        **lobby_part(fair, numbers_now(fair)),
    }
    return render(request, "jobfair/lobby.html", context)


@micro_cached(SECONDS)
@require_safe
@login_not_required
def wall(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a fair on the screen of a hall: numbers, clock, announcements, positions; no menu."""
    fair = fair_or_404(slug)
    here = timezone.localtime(selectors.time_of(fair)).utcoffset() or timedelta()
    context = _page(fair) | {
        "poll": f"{live.ADDRESS}{fair.slug}.layar.html",
        "zone_hours": int(here.total_seconds() // HOUR),
        **wall_part(fair, numbers_now(fair)),
    }
    return render(request, "jobfair/wall.html", context)


@micro_cached(SECONDS)
@require_safe
@login_not_required
def stands(request: HttpRequest, slug: str) -> HttpResponse:
    """List the booths of a fair, searched and filtered."""
    fair = fair_or_404(slug)
    asked, catalogue = Asked.of(request.GET.dict()), Catalogue.of(fair)
    filters = catalogue.filters(asked)
    found = catalogue.found(asked)
    context = _page(fair) | {
        "asked": asked,
        "filters": filters,
        "chips": chips(asked, filters),
        "rows": [StandRow.of(booth, own, fair.slug) for booth, own in found],
        "position_count": sum(len(own) for _booth, own in found),
    }
    return render(request, "jobfair/stands.html", context)


@micro_cached(SECONDS)
@require_safe
@login_not_required
def stand(request: HttpRequest, slug: str, booth_id: int) -> HttpResponse:
    """Show a booth: the company, when somebody stands in it, its positions."""
    fair = fair_or_404(slug)
    booth = selectors.stand(fair, booth_id)
    if not booth:
        raise Http404
    positions = selectors.places(fair).filter(booth=booth)
    context = _page(fair) | {
        "booth": booth,
        "company": CompanyPage.of(booth.company, ()),
        "hours": booth.hours.all(),
        "rows": [PlaceRow.of(position, fair.slug) for position in positions],
    }
    return render(request, "jobfair/stand.html", context)


@require_safe
@login_not_required
def logo(_request: HttpRequest, slug: str, booth_id: int) -> HttpResponseBase:
    """Send the logo of a listed booth."""
    booth = selectors.stand(fair_or_404(slug), booth_id)
    if not booth or not booth.logo:
        raise Http404
    name = slugify(booth.company.name) or "logo"
    response = file_response(booth.logo, name=name, inline=True)
    response["Cache-Control"] = f"public, max-age={LOGO_SECONDS}"
    return response


@micro_cached(SECONDS)
@require_safe
@login_not_required
def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the timetable of a fair."""
    fair = fair_or_404(slug)
    return render(request, "jobfair/schedule.html", _page(fair) | {"events": timetable(fair)})


@require_safe
@login_not_required
def schedule_file(_request: HttpRequest, slug: str) -> HttpResponse:
    """Give the timetable to a calendar."""
    fair = fair_or_404(slug)
    return calendar_response(calendar_file(fair), fair.slug)


@micro_cached(SECONDS)
@require_safe
@login_not_required
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what came of a fair, once it is over."""
    fair = fair_or_404(slug)
    if not fair.is_over:
        return redirect(fair)
    found = results_of(fair)
    context = _page(fair) | lobby_part(fair, found.snapshot)
    context |= {"announcements": (), "frozen_at": found.frozen_at}
    return render(request, "jobfair/results.html", context)


def _page(fair: Fair) -> dict[str, Any]:
    face = FairFace.of(fair)
    address = settings.SITE_URL + fair.get_absolute_url()
    return {"fair": fair, "face": face, "address": address, "is_moving": is_moving(fair)}
