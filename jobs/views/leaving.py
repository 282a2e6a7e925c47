"""Leaving for the portal of origin: said before, registered, then one is sent there."""

import re
from urllib.parse import urlsplit

from csp.utils import build_policy
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jobs import selectors
from jobs.enums import ApplyMode, Source
from jobs.services.leaving import register_departure
from sikas.accounts.models import User

SEE_OTHER = 303
_HOST = re.compile(r"[a-z0-9.-]+(:[0-9]+)?")


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def leave(request: HttpRequest, slug: str, pk: int) -> HttpResponse:  # noqa: ARG001 - of the address
    """Say that one leaves and what that portal learns (nothing); register the click; lead there."""
    vacancy = selectors.vacancy_page(pk)
    if not vacancy:
        raise Http404
    origin = origin_of(vacancy.apply_url)
    if not selectors.is_open(vacancy) or vacancy.apply_mode != ApplyMode.EXTERNAL or not origin:
        return redirect(vacancy)
    if request.method == "POST":
        user = request.user if isinstance(request.user, User) else None
        register_departure(vacancy=vacancy, user=user)
        answer = HttpResponse(status=SEE_OTHER)
        answer["Location"] = vacancy.apply_url
        return answer
    context = {
        "vacancy": vacancy,
        "portal": Source(vacancy.source).label,
        "host": urlsplit(origin).netloc,
    }
    response = render(request, "jobs/leave.html", context)
    # Browsers that hold redirects of a form to the policy as well must let this one pass.
    response["Content-Security-Policy"] = build_policy(update={"form-action": [origin]})
    return response


def origin_of(url: str) -> str:
    """Return `https://host`, empty for what is no address of the web."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc.lower())
    return f"{parts.scheme}://{parts.netloc.lower()}" if is_web and url.isprintable() else ""
