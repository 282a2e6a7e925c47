"""Landing pages by kecamatan and by occupation."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs.landings import find_landing
from jobs.search.selectors import search_vacancies
from jobs.views import list_parts
from jobs.views.card_markup import card_items
from sikas.microcache import micro_cached


@micro_cached(10)
@require_safe
@login_not_required
def landing(request: HttpRequest, kind: str, slug: str, code: str) -> HttpResponse:
    """Show the newest vacancies of one kecamatan or occupation; an empty page is not indexed."""
    page = find_landing(kind, code)
    if page is None:
        raise Http404
    if not page.url.endswith(f"/{slug}-{code}/"):
        return HttpResponsePermanentRedirect(page.url)
    rows = search_vacancies(page.criteria).rows
    context = {
        "page": page,
        "trail": [(_("Lowongan"), reverse("vacancies")), *((at.name, at.url) for at in page.wider)],
        "address": settings.SITE_URL + page.url,
        "cards": card_items(list_parts.cards(rows, reverse("vacancies"))),
        "is_full": len(rows) < page.vacancies,
    }
    return render(request, "jobs/landing.html", context)
