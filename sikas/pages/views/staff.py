"""The living component page: every component in every state, for officers only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sikas.pages import samples
from sikas.pages.views.errors import ERROR_PAGES
from sikas.reference.selectors import districts
from sikas.ui.icons import PATHS


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show the components."""
    _only_officers(request)
    wrong = samples.SampleForm({"name": "", "code": "12a", "born_day": "31", "born_month": "2"})
    context = {
        "form_fresh": samples.SampleForm(prefix="baru"),
        "form_wrong": wrong,
        "error_pages": ERROR_PAGES,
        "icon_names": sorted(PATHS),
        "districts": districts(),
        "tags": samples.TAGS,
        "notices": samples.NOTICES,
        "origin": samples.ORIGIN,
        "found": samples.FOUND,
        "steps": samples.STEPS,
        "scopes": samples.SCOPES,
        "chips": samples.CHIPS,
        "sources": samples.SOURCES,
        "events": samples.timeline(),
        "chart": samples.CHART,
        "file_cards": samples.FILE_CARDS,
        "page": samples.page(),
        "address": request.build_absolute_uri("/"),
    }
    return render(request, "pages/components.html", context)


@require_safe
def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """Show an error page as people get it, status and all."""
    _only_officers(request)
    if status not in ERROR_PAGES:
        raise Http404
    return render(request, f"{status}.html", status=status)


def _only_officers(request: HttpRequest) -> None:
    """Hide the page from everyone else."""
    if not getattr(request.user, "is_staff", False):
        raise Http404
