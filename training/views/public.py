"""Training for everybody: the list, the page of one programme, and what search engines read."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sikas.accounts.enums import Kind
from sikas.accounts.models import User
from sikas.microcache import micro_cached
from sikas.ui.formats import format_number
from training import search, selectors
from training.enums import Source
from training.models import Programme
from training.presenters import Card, ProgrammePage
from training.search import Criteria

ON_A_PAGE = 20


@micro_cached(10)
@require_safe
@login_not_required
def programmes(request: HttpRequest) -> HttpResponse:
    """List the programmes on offer: searched, filtered, with counts by field."""
    (asked, notes), address = search.read(request.GET), reverse("programmes")
    counts = selectors.count_by_field(asked)
    number = counts.get(asked.field, 0) if asked.field else sum(counts.values())
    page = _page(number, request.GET.get("halaman"), notes)
    rows = selectors.listed(asked, limit=ON_A_PAGE, offset=max(0, page.start_index() - 1))
    context = {
        "asked": asked,
        "notes": notes,
        "heading": _heading(number),
        "cards": [Card.of(row, address) for row in rows],
        "page": page,
        "fields": _fields(asked, counts),
        "places": [
            (name, area.name, name == asked.place) for name, area in search.places().items()
        ],
        "chips": _chips(asked, address),
        "address": settings.SITE_URL + address,
    }
    return render(request, "training/programmes.html", context)


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


def _page(number: int, wanted: str | None, notes: list[str]) -> Page:
    """Return the wanted page, or the first with a note about it."""
    pages = Paginator(range(number), ON_A_PAGE)
    try:
        return pages.page(wanted or 1)
    except InvalidPage:
        notes.append(_("Halaman itu tidak dikenal. Kami tampilkan halaman pertama."))
        return pages.page(1)


def _is_seeker(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.kind == Kind.SEEKER


def _interest(request: HttpRequest, programme: Programme) -> Any:
    if isinstance(request.user, User) and _is_seeker(request):
        return selectors.interest_of(request.user, programme)
    return None


def _heading(number: int) -> str:
    if not number:
        return _("Tidak ada program pelatihan")
    words = ngettext("%s program pelatihan", "%s program pelatihan", number)
    return words % format_number(number)


def _fields(asked: Criteria, counts: Any) -> list[tuple[str, str, bool]]:
    """Return (field, how many programmes, is chosen) of the fields that lead somewhere."""
    names = sorted({*filter(None, counts), *filter(None, [asked.field])})
    return [(name, format_number(counts.get(name, 0)), name == asked.field) for name in names]


def _chips(asked: Criteria, address: str) -> list[tuple[str, str, str]]:
    """Return (filter, value, address without it) for each filter in use."""
    place = search.places().get(asked.place)
    used = (
        (_("Kejuruan"), asked.field, asked.without(field="")),
        (_("Tempat"), place.name if place else "", asked.without(place="")),
        (
            _("Pendaftaran"),
            _("masih dibuka") if asked.open_only else "",
            asked.without(open_only=False),
        ),
    )
    return [(label, value, address + left.query_string()) for label, value, left in used if value]
