"""Looking as somebody else: every request of it is read only, in Python and in the database.

The officer's own session goes on and is all there is: the person gets no session, no device and no
sign-in. Only pages are shown; files, exports and pages behind a password are not.
"""

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any, cast

from django.conf import settings
from django.db import InternalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from sikas import logs
from sikas.accounts.models import Impersonation, User
from sikas.accounts.services import impersonation

SESSION_KEY = "impersonation"  # in the officer's session: what he looks at
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
Handler = Callable[[HttpRequest], HttpResponseBase]


class ImpersonationMiddleware:
    """Shows an administrator the portal as the person whom he chose, and changes nothing.

    Stands behind authentication and before all that asks who somebody is.
    """

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Put the person in the officer's place for a page; refuse all else but the end."""
        key = _key(request)
        if key is None or request.path == reverse("impersonation_end"):
            return self._get_response(request)
        officer = cast(User, request.user)
        looking = officer.is_authenticated and impersonation.current(key=key, officer=officer)
        if not looking:
            return _refused(request, "over")
        vars(request)["impersonation"] = looking
        request.user = cast(User, looking.person)
        if request.method not in SAFE_METHODS:
            return _refused(request, "read_only")
        with _read_only():
            response = self._get_response(request)
        return _shown(request, response, looking)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a page that tried to write as if it could not be opened."""
        if isinstance(error, InternalError) and "impersonation" in vars(request):
            vars(request)["tried_to_write"] = True
            return HttpResponse()  # becomes a page once the transaction is over
        return None


def _key(request: HttpRequest) -> Any:
    """Return what the session says is looked at; who has no session pays nothing."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.session.get(SESSION_KEY)


@contextmanager
def _read_only() -> Any:
    """Let the database refuse every write; nothing of the request is kept."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set transaction read only")
        yield
        transaction.set_rollback(True)


def _shown(
    request: HttpRequest, response: HttpResponseBase, looking: Impersonation
) -> HttpResponseBase:
    """Let pages pass and count them; nothing else leaves the portal."""
    if not _is_page(response) or "tried_to_write" in vars(request):
        refused = _refused(request, "not_shown")
        vars(refused)["_resource_closers"] += vars(response)["_resource_closers"]  # its file
        return refused
    response.headers["Cache-Control"] = "no-store"
    if response.status_code == 200:  # noqa: PLR2004
        impersonation.note_page(impersonation=looking, route=logs.route(request))
    return response


def _is_page(response: HttpResponseBase) -> bool:
    """Tell whether it is something to look at, or leads to it without a password."""
    if target := response.headers.get("Location", ""):
        return not target.startswith(reverse("account_reauthenticate"))
    return response.headers.get("Content-Type", "").startswith("text/html")


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    response = render(request, "account/impersonation_refused.html", {"why": why}, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response
