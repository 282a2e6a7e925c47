"""The list of open vacancies: search, filters with counts, and pages."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jobs.enums import Source
from jobs.saved import is_seeker, saved_among
from jobs.search import criteria as searches
from jobs.search import cursors, lists
from jobs.search.criteria import Criteria
from jobs.search.groups import GROUPS, HERE
from jobs.search.lists import Lists
from jobs.search.selectors import Counts, Row, count_facets
from jobs.search.widening import Found, find
from jobs.views import list_parts
from jobs.views.browse import browse_html
from jobs.views.card_markup import card_items, save_buttons
from sikas.accounts.models import User
from sikas.memory import Kept
from sikas.microcache import micro_cached

CURSOR = "lanjut"  # the parameter that says where a later page begins
UNLISTED = (HERE, "perusahaan")  # what is chosen elsewhere than among the filters
COUNTS_SECONDS = 60  # how old the counts may be that everyone sees
MOST_FILTERS = 4_000_000  # characters of filters that are kept in memory


@micro_cached(10)
@require_safe
@login_not_required
def vacancy_list(request: HttpRequest) -> HttpResponse:
    """Show a page of vacancies; htmx gets only the part that changes."""
    known = lists.current()
    asked, notes = searches.read(request.GET, known)
    mark = request.GET.get(CURSOR, "")
    cursor = cursors.decode(mark) if mark else None
    if mark and not cursor:
        notes.append(_("Halaman itu tidak dikenal. Kami tampilkan halaman pertama."))
    found = find(asked, cursor)
    side = _side(asked, found.criteria, known)
    address = reverse("vacancies")
    here = {CURSOR: mark} if cursor else {}
    following = found.page.next.encode() if found.page.next else ""
    context = {
        "asked": asked,
        "notes": notes,
        "filters": side.filters,
        "scopes": side.scopes,
        "chips": list_parts.chips(asked, known, address),
        "cards": _cards(request.user, found.page.rows, address),
        "back": address + asked.query_string(**here) if is_seeker(request.user) else "",
        "heading": list_parts.heading(found, side.counts, asked),
        "has_national": any(row.source == Source.KARIRHUB for row in found.page.rows),
        "explained": list_parts.explained(found, asked, address),
        "alert_url": _alert_url(request.user, asked, found),
        "next_url": following and address + found.criteria.query_string(**{CURSOR: following}),
        "first_url": address + asked.query_string() if cursor else "",
        "canonical": settings.SITE_URL + address + asked.query_string(),
        "feed_url": reverse("feed") + asked.query_string(),
        "is_searched": not asked.is_empty,
        "browse": browse_html() if asked.without(HERE).is_empty else "",
    }
    htmx = getattr(request, "htmx", None)
    is_part = bool(htmx and not htmx.history_restore_request)
    template = "jobs/vacancy_list_part.html" if is_part else "jobs/vacancy_list.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    if is_part:
        response["HX-Push-Url"] = address + asked.query_string(**here)
    return response


def _cards(user: User | AnonymousUser, rows: list[Row], address: str) -> SafeString:
    """Return the cards; a job seeker's have a button to keep the vacancy, for one query more."""
    cards = list_parts.cards(rows, address)
    if not is_seeker(user):
        return card_items(cards)
    saved = saved_among(user, [row.vacancy_id for row in rows])
    return card_items(cards, save_buttons(rows, saved))


def _alert_url(user: User | AnonymousUser, asked: Criteria, found: Found) -> str:
    """Return where to be told of new vacancies for the search: with the words as corrected.

    Filters that were left out because nothing met them stay. Empty for who seeks no work.
    """
    if asked.is_empty or not (user.is_anonymous or is_seeker(user)):
        return ""
    wanted = replace(asked, text=found.criteria.text) if found.corrected else asked
    return reverse("save_search") + wanted.in_usual_order().query_string()


@dataclass(frozen=True, slots=True)
class _Side:
    """What is counted, and what is drawn with it: where to look, and the filters."""

    counts: Counts
    scopes: list[list_parts.Scope]
    filters: SafeString


def _side(asked: Criteria, found: Criteria, known: Lists) -> _Side:
    """Return the counts of what was found in the filters of what was asked; kept for a while."""
    return _sides.get((found.hits_key, asked), lambda: _made_side(asked, found, known))


def _made_side(asked: Criteria, found: Criteria, known: Lists) -> _Side:
    counts = count_facets(found)
    facets = [group for group in GROUPS if group.column and group.param != HERE]
    context = {
        "filters": [list_parts.filter_options(one, asked, counts, known) for one in facets],
        "kept": [(name, value) for name in UNLISTED for value in asked.values(name)],
        "orders": list_parts.orders(asked),
    }
    scopes = list_parts.scopes(asked, found, counts, known, reverse("vacancies"))
    return _Side(counts, scopes, render_to_string("jobs/vacancy_filters.html", context))


_sides: Kept[_Side] = Kept(COUNTS_SECONDS, MOST_FILTERS, lambda side: len(side.filters))
