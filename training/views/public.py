"""Training for everybody: the page of one programme, and what search engines read."""

from functools import cache, partial

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sikas import clock
from sikas.accounts.enums import Kind
from sikas.accounts.models import User
from training import selectors
from training.enums import Source
from training.models import Interest
from training.models.programmes import programme_address, programme_slug
from training.presenters import ProgrammePage


@require_safe
@login_not_required
def programme(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a programme; a closed one says so, and is gone (410) after 90 days."""
    found = selectors.programme_version(pk)
    if not found:
        raise Http404
    address = programme_address(found.title, pk)
    if slug != programme_slug(found.title):
        return HttpResponsePermanentRedirect(address)
    if found.is_gone:
        return render(request, "410.html", status=410)
    is_seeker, interest = _is_seeker(request), _interest(request, pk)
    context = {
        "page": cache(partial(_page, pk)),  # while pieces of the page are kept, hardly ever
        "version": (pk, found.rows, timezone.localdate(clock.now())),
        "address": address,
        "is_mirrored": found.source != Source.LOCAL,
        "indexed": found.is_open and found.source == Source.LOCAL,
        "is_seeker": is_seeker,
        "interest": interest,
        "may_tell": found.is_open and not interest and (is_seeker or request.user.is_anonymous),
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


def _interest(request: HttpRequest, pk: int) -> Interest | None:
    if isinstance(request.user, User) and _is_seeker(request):
        return selectors.interest_of(request.user, pk)
    return None


def _page(pk: int) -> ProgrammePage:
    if found := selectors.programme_page(pk):
        return ProgrammePage.of(found, found.schedules.all())
    raise Http404  # hidden since its version was read
