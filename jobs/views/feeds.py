"""Sitemaps and Atom feeds."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from jobs import sitemaps
from jobs.models import Vacancy
from jobs.presenters import pay_line, place_line
from sikas.microcache import micro_cached
from sikas.reference.enums import AreaLevel, CodeSystem
from sikas.reference.models import Area

ITEMS_IN_A_FEED = 30
XML = "application/xml"
SECTIONS = {"halaman": sitemaps.pages, "perusahaan": sitemaps.companies}


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
    return render(request, "jobs/sitemap.xml", {"entries": entries}, XML)


class VacancyFeed(Feed):
    """The newest open vacancies, of all the regency or of one kecamatan."""

    feed_type = Atom1Feed

    def get_object(self, _request: HttpRequest, code: str = "") -> Area | None:
        """Return the kecamatan of the address, if it names one."""
        if not code:
            return None
        if not code.isprintable():  # PostgreSQL takes no NUL
            raise Http404
        return get_object_or_404(
            Area, system=CodeSystem.KEMENDAGRI, level=AreaLevel.DISTRICT, code=code
        )

    def title(self, area: Area | None) -> str:
        """Name the feed."""
        return _("Lowongan terbaru di %s") % area.name if area else _("Lowongan terbaru")

    def link(self, area: Area | None) -> str:
        """Return the page that shows the same."""
        address = reverse("vacancies")
        return f"{address}?kecamatan={area.code}" if area else address

    def feed_url(self, area: Area | None) -> str:
        """Return the feed's own address."""
        own = reverse("feed_district", args=[area.code]) if area else reverse("feed")
        return settings.SITE_URL + own

    def items(self, area: Area | None) -> list[Vacancy]:
        """Return the newest vacancies."""
        rows = Vacancy.objects.public().select_related("company", "area__parent")
        if area:
            rows = rows.filter(Q(area=area) | Q(area__parent=area))
        return list(rows.order_by("-published_at", "-pk")[:ITEMS_IN_A_FEED])

    def item_title(self, item: Vacancy) -> str:
        """Name position and employer."""
        return f"{item.title} – {item.company or item.employer_name}"

    def item_description(self, item: Vacancy) -> str:
        """Say what one wants to know first."""
        return f"{pay_line(item.pay_min, item.pay_max)} · {place_line(item.area)}"

    def item_pubdate(self, item: Vacancy) -> datetime | None:
        """Return when it was published."""
        return item.published_at

    def item_updateddate(self, item: Vacancy) -> datetime:
        """Return when it last changed."""
        return item.updated_at


feed = micro_cached(60)(require_safe(login_not_required(VacancyFeed())))
