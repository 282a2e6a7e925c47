"""Training for everybody: the page of one programme, and what search engines read."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sikas.accounts.enums import Kind
from sikas.accounts.models import User
from training import selectors
from training.enums import Source
from training.models import Programme
from training.presenters import ProgrammePage


@require_safe
@login_not_required
def programme(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a programme; a closed one says so, and is gone (410) after 90 days."""
    found = selectors.programme_page(pk)
    if not found:
        raise Http404
    if slug != found.slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    if selectors.is_gone(found):
        return render(request, "410.html", status=410)
    page = ProgrammePage.of(found, found.schedules.all())
    is_seeker, interest = _is_seeker(request), _interest(request, found)
    context = {
        "page": page,
        "indexed": page.is_open and found.source == Source.LOCAL,
        "is_seeker": is_seeker,
        "interest": interest,
        "may_tell": page.is_open and not interest and (is_seeker or request.user.is_anonymous),
    }
    return render(request, "training/programme.html", context)


@require_safe
@login_not_required
@cache_control(public=True, max_age=600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the pages that search engines may know, with their true dates of change."""
    entries = [
        (settings.SITE_URL + one.get_absolute_url(), one.updated_at)
        for one in selectors.indexed().only("title", "updated_at").order_by("pk")
    ]
    context = {"entries": [(settings.SITE_URL + reverse("programmes"), None), *entries]}
    return render(request, "components/sitemap.xml", context, "application/xml")


def _is_seeker(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.kind == Kind.SEEKER


def _interest(request: HttpRequest, programme: Programme) -> Any:
    if isinstance(request.user, User) and _is_seeker(request):
        return selectors.interest_of(request.user, programme)
    return None
