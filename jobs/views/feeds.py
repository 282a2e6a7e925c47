"""Sitemaps and Atom feeds."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from jobs import sitemaps
from jobs.lines import pay_of, where_line
from jobs.models import Vacancy
from jobs.search import criteria as searches
from jobs.search import lists
from jobs.search.criteria import Criteria
from jobs.search.selectors import search_vacancies
from sikas.microcache import micro_cached

ITEMS_IN_A_FEED = 30
XML = "application/xml"
SECTIONS = {
    "halaman": sitemaps.pages,
    "jelajah": sitemaps.landings,
    "perusahaan": sitemaps.companies,
}


@require_safe
@login_not_required
@cache_control(public=True, max_age=600)
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """List the sitemaps."""
    return render(request, "jobs/sitemap_index.xml", {"entries": sitemaps.index()}, XML)


@require_safe
@login_not_required
@cache_control(public=True, max_age=600)
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """List the addresses of one kind of pages."""
    return _sitemap(request, SECTIONS[section]())


@require_safe
@login_not_required
@cache_control(public=True, max_age=600)
def sitemap_vacancies(request: HttpRequest, chunk: int) -> HttpResponse:
    """List the open vacancies of one chunk."""
    entries = list(sitemaps.vacancies(chunk)) if chunk < 2**31 // sitemaps.CHUNK else []
    if not entries:
        raise Http404
    return _sitemap(request, entries)


def _sitemap(request: HttpRequest, entries: Iterable[sitemaps.Entry]) -> HttpResponse:
    return render(request, "components/sitemap.xml", {"entries": entries}, XML)


def readable(line: str) -> str:
    """Return a line without signs that XML cannot hold: one vacancy must not break a feed."""
    return "".join(sign for sign in line if sign.isprintable())


class VacancyFeed(Feed):
    """The newest open vacancies: all, of one kecamatan, or of any search of the list."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, code: str = "") -> Criteria:
        """Return the search of the address."""
        known = lists.current()
        if not code:
            return searches.read(request.GET, known)[0]
        plain = code.replace(".", "")
        if plain not in known.districts:
            raise Http404
        return Criteria(chosen=(("kecamatan", (plain,)),))

    def title(self, asked: Criteria) -> str:
        """Name the feed."""
        known = lists.current()
        chosen = [
            group.name(value, known) or value for group, values in asked.filters for value in values
        ]
        what = ", ".join(filter(None, [asked.text, *chosen]))
        return readable(_("Lowongan terbaru: %s") % what) if what else _("Lowongan terbaru")

    def link(self, asked: Criteria) -> str:
        """Return the page that shows the same."""
        return reverse("vacancies") + asked.query_string()

    def feed_url(self, asked: Criteria) -> str:
        """Return the feed's own address."""
        return settings.SITE_URL + reverse("feed") + asked.query_string()

    def items(self, asked: Criteria) -> list[Vacancy]:
        """Return the newest vacancies."""
        newest = replace(asked, order=searches.NEWEST)
        numbers = [row.vacancy_id for row in search_vacancies(newest, size=ITEMS_IN_A_FEED).rows]
        found = Vacancy.objects.public().select_related("company", "area__parent")
        return list(found.filter(pk__in=numbers).order_by("-published_at", "-pk"))

    def item_title(self, item: Vacancy) -> str:
        """Name position and employer."""
        return readable(f"{item.title} – {item.company or item.employer_name}")

    def item_description(self, item: Vacancy) -> str:
        """Say what one wants to know first."""
        return readable(f"{pay_of(item)} · {where_line(item)}")

    def item_pubdate(self, item: Vacancy) -> datetime | None:
        """Return when it was published."""
        return item.published_at

    def item_updateddate(self, item: Vacancy) -> datetime:
        """Return when it last changed."""
        return item.updated_at


feed = micro_cached(60)(require_safe(login_not_required(VacancyFeed())))
