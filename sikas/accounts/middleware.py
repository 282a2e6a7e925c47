"""Who is not signed in is led to sign in; officers work with a second factor or not at all."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

# What an officer without a second factor needs to get one, or to leave.
OPEN = frozenset({"mfa_activate_totp", "account_reauthenticate", "account_logout"})

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class SignInMiddleware(LoginRequiredMiddleware):
    """Leads who is not signed in to the entrance, and from there back to where he was.

    Whose session ended before he pressed a button returns to the page of the button: many
    addresses that take what is sent show no page.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        """Redirect to the entrance."""
        page = "" if request.method in READING else _page_before(request)
        return redirect_to_login(
            page or request.get_full_path(),
            resolve_url(self.get_login_url(view_func)),
            self.get_redirect_field_name(view_func),
        )


def _page_before(request: HttpRequest) -> str:
    """Return the address of the page of ours from which somebody came, empty when unknown."""
    address = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return urlsplit(address)._replace(scheme="", netloc="", fragment="").geturl() if ours else ""


class OfficerSecondFactorMiddleware:
    """Leads every officer without an authenticator app to its set-up and shows him nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the decision falls when the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Redirect unless the page is open to this user."""
        user = request.user
        match = request.resolver_match
        if not user.is_authenticated or not user.is_staff or (match and match.view_name in OPEN):
            return None
        if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            return None
        return redirect("mfa_activate_totp")
