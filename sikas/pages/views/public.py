"""Pages that everyone may read without signing in."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from jobfair.presenters import FairFace
from jobfair.selectors import current_fair
from jobs.landings import here
from jobs.search.totals import SECONDS
from jobs.views.browse import browse_html
from sikas.memory import remembered
from sikas.microcache import micro_cached
from sikas.pages import selectors
from sikas.reference.selectors import districts

FAIR_SECONDS = 5  # how long the home page may say that a fair has not opened yet


@micro_cached(10)
@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Show the search, the portal's figures and how it works."""
    context = {
        "figures": selectors.public_figures(),
        "newest": selectors.newest_vacancies(),
        "newest_url": reverse("vacancies") + here().query_string(),
        "fair": fair_html(),
        "search": search_html(),
        "browse": browse_html(),
        "address": f"{settings.SITE_URL}/",
    }
    return render(request, "pages/home.html", context)


@remembered(SECONDS)
def search_html() -> SafeString:
    """Return the form that searches from the home page."""
    context = {"query": "", "chosen": "", "districts": districts()}
    return render_to_string("components/hero_search.html", context)


@remembered(FAIR_SECONDS)
def fair_html() -> SafeString:
    """Return the strip of the fair that runs or comes next; nothing without one."""
    fair = current_fair()
    if not fair:
        return SafeString("")
    return render_to_string("jobfair/strip.html", {"fair": fair, "face": FairFace.of(fair)})


@micro_cached(60)
@require_safe
@login_not_required
def content(request: HttpRequest, template: str) -> HttpResponse:
    """Show a page of text."""
    return render(request, f"pages/{template}.html")


@micro_cached(60)
@require_safe
@login_not_required
def plain(request: HttpRequest, template: str, content_type: str) -> HttpResponse:
    """Give machines a small file: robots.txt, the manifest."""
    return render(request, f"pages/{template}", content_type=content_type)


@require_safe
@login_not_required
def icon(_request: HttpRequest) -> HttpResponse:
    """Lead browsers that show a file, a feed or JSON to the icon: those name none."""
    return redirect(static("img/favicon.svg"))
