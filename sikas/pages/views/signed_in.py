"""Pages of a person who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """List the applications one has sent: none yet."""
    return render(request, "pages/applications.html")


@require_safe
def account(_request: HttpRequest) -> HttpResponse:
    """Lead to the settings of one's own account."""
    return redirect("account_email")
