"""Pages that everyone may read without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sikas.microcache import micro_cached
from sikas.pages import selectors
from sikas.reference.selectors import districts


@micro_cached(10)
@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Show the search, the portal's figures and how it works."""
    context = {
        "figures": selectors.public_figures(),
        "newest": selectors.newest_vacancies(),
        "districts": districts(),
    }
    return render(request, "pages/home.html", context)


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
