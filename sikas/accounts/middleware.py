"""Officers work with a second factor or not at all."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# What an officer without a second factor needs to get one, or to leave.
OPEN = frozenset({"mfa_activate_totp", "account_reauthenticate", "account_logout"})


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
