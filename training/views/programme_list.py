"""The list of programmes: search, filters with counts, and pages."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sikas.memory import Kept
from sikas.microcache import micro_cached
from sikas.ui.formats import format_number
from training import search
from training.corrections import correct
from training.listing import REACH, Counts, counted, is_walked, listed
from training.search import Criteria
from training.views.card_markup import card_items
from training.widening import Wider, widened

ON_A_PAGE = 20
COUNTS_SECONDS = 60  # how old the counts may be that everyone sees
MOST_DRAWN = 2_000_000  # characters around the rows that are kept in memory


@micro_cached(10)
@require_safe
@login_not_required
def programmes(request: HttpRequest) -> HttpResponse:
    """List the programmes on offer: searched, filtered, with counts by field."""
    (asked, notes), address = search.read(request.GET), reverse("programmes")
    side = _sides.get(asked, lambda: _made_side(asked, address))
    page = _page(min(side.counts.total, REACH), request.GET.get("halaman"), notes)
    offset = max(0, page.start_index() - 1)
    rows = listed(
        side.found,
        limit=min(ON_A_PAGE, REACH - offset),
        offset=offset,
        walks=side.walks,
    )
    context = {
        "asked": asked,
        "notes": notes,
        "side": side,
        "heading": _heading(side.counts),
        "cards": card_items(rows, address),
        "page": page,
        "query": asked.query_string().removeprefix("?"),
        "address": settings.SITE_URL + address,
        "left_out": _left_out(side.counts) if not page.has_next() else "",
    }
    return render(request, "training/programmes.html", context)


def _page(number: int, wanted: str | None, notes: list[str]) -> Page:
    """Return the wanted page, or the first with a note about it."""
    pages = Paginator(range(number), ON_A_PAGE)
    try:
        return pages.page(wanted or 1)
    except InvalidPage:
        notes.append(_("Halaman itu tidak dikenal. Kami tampilkan halaman pertama."))
        return pages.page(1)


@dataclass(frozen=True, slots=True)
class _Side:
    """The search that is answered, what is counted, and what is drawn of it around the rows."""

    found: Criteria
    counts: Counts
    walks: bool
    filters: SafeString
    head: SafeString
    rest: SafeString

    @property
    def weight(self) -> int:
        """Characters that are kept."""
        return len(self.filters) + len(self.head) + len(self.rest)


def _made_side(asked: Criteria, address: str) -> _Side:
    found, counts, wider = _answered(asked)
    context = {
        "asked": asked,
        "fields": _fields(asked, counts),
        "places": [
            (name, area.name, name == asked.place) for name, area in search.places().items()
        ],
        "chips": _chips(asked, address),
        "heading": _heading(counts),
        "meant": found.text if found != asked else "",
        "literal_url": address + asked.changed(literal=True).query_string(),
        "wider": [(text, address + one.query_string()) for one, text in wider],
        "total": counts.total,
    }
    parts = ("filters", "results_head", "results_rest")
    drawn = (render_to_string(f"training/{part}.html", context) for part in parts)
    return _Side(found, counts, counts.total >= REACH and is_walked(found), *drawn)


def _answered(asked: Criteria) -> tuple[Criteria, Counts, list[Wider]]:
    """Return the search with its counts and wider ones, its words corrected if that finds more."""
    counts = counted(asked)
    meant = correct(asked) if asked.words and not (counts.total or asked.literal) else None
    if meant:
        corrected = counted(meant)
        wider = widened(meant, corrected)
        if corrected.total or wider:
            return meant, corrected, wider
    return asked, counts, widened(asked, counts)


_sides: Kept[_Side] = Kept(COUNTS_SECONDS, MOST_DRAWN, lambda side: side.weight)


def _heading(counts: Counts) -> str:
    """Return how many programmes were found; what is not counted is said to be more."""
    if not counts.total:
        return _("Tidak ada program pelatihan")
    number = format_number(counts.total)
    if counts.is_capped:
        return _("Lebih dari %s program pelatihan") % number
    return ngettext("%s program pelatihan", "%s program pelatihan", counts.total) % number


def _left_out(counts: Counts) -> str:
    """Return how to find what no page leads to; empty where pages lead to all."""
    if counts.total <= REACH and not counts.is_capped:
        return ""
    words = _("Ini %s program pertama. Cari dengan kata atau saringan untuk menemukan yang lain.")
    return words % format_number(REACH)


def _fields(asked: Criteria, counts: Counts) -> list[tuple[str, str, bool]]:
    """Return (field, how many programmes, is chosen) of the fields that lead somewhere.

    Of more hits than are counted, of all fields and without numbers.
    """
    is_sample = counts.by_field is None
    found = (counted(Criteria()) if is_sample else counts).by_field or {}
    names = sorted({*filter(None, found), *filter(None, [asked.field])})
    return [
        (name, "" if is_sample else format_number(found.get(name, 0)), name == asked.field)
        for name in names
    ]


def _chips(asked: Criteria, address: str) -> list[tuple[str, str, str]]:
    """Return (filter, value, address without it) for each filter in use."""
    place = search.places().get(asked.place)
    used = (
        (_("Kejuruan"), asked.field, asked.changed(field="")),
        (_("Tempat"), place.name if place else "", asked.changed(place="")),
        (
            _("Pendaftaran"),
            _("masih dibuka") if asked.open_only else "",
            asked.changed(open_only=False),
        ),
        (
            _("Kata"),
            _("salah satu kata") if asked.any_word and asked.has_several_words else "",
            asked.changed(any_word=False),
        ),
    )
    return [(label, value, address + left.query_string()) for label, value, left in used if value]
