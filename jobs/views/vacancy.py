"""The public page of one vacancy."""

from functools import cache, partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs import selectors
from jobs.enums import ApplyMode, Source
from jobs.models import Vacancy
from jobs.presenters import VacancyPage, VacancyRow
from jobs.saved import saving_of
from jobs.standing import standing_of


@require_safe
@login_not_required
def vacancy(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a vacancy; a closed one says so, and is gone (410) after 90 days."""
    found = selectors.vacancy_version(pk)
    if not found:
        raise Http404
    if slug != found.slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    is_open = selectors.is_open(found)
    read = cache(partial(_whole, pk))  # while pieces of the page are kept, hardly ever
    if not is_open and selectors.is_gone(read()):
        return render(request, "410.html", status=410)
    similar = [] if is_open else map(VacancyRow.of, selectors.similar_vacancies(read()))
    context = {
        "page": cache(lambda: VacancyPage.of(read(), is_open=is_open)),
        "version": (pk, is_open, found.updated_at),
        "similar": list(similar),
        "indexed": is_open and found.source == Source.LOCAL,
        "is_national": found.source == Source.KARIRHUB,
        "saving": saving_of(request.user, pk) if is_open else None,
        "standing": standing_of(request.user, pk),
        "one_tap": is_open and found.apply_mode == ApplyMode.INTERNAL,
    }
    return render(request, "jobs/vacancy.html", context)


def _whole(pk: int) -> Vacancy:
    if found := selectors.vacancy_page(pk):
        return found
    raise Http404  # withdrawn since its version was read
