"""Pages of a person who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """List the applications one has sent: none yet."""
    return render(request, "pages/applications.html")
