"""The second factor: authenticator app and recovery codes, which are shown once."""

from typing import Any
from urllib.parse import quote

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base.views import AuthenticateView as AllauthAuthenticateView
from allauth.mfa.base.views import ReauthenticateView as AllauthReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.totp.internal.flows import activate_totp
from allauth.mfa.totp.views import ActivateTOTPView as AllauthActivateTOTPView
from allauth.mfa.totp.views import DeactivateTOTPView as AllauthDeactivateTOTPView
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from sikas.accounts.services import sessions
from sikas.accounts.views.account import signed_in
from sikas.accounts.views.limited import RefusalMixin, refuse


def _show_codes(request: HttpRequest, codes: Authenticator) -> HttpResponse:
    """Show recovery codes in the answer to the very request that made them: never again."""
    shown = codes.wrap().generate_codes()
    text = "\n".join([_("Kode pemulihan SIKAS"), "", *shown, ""])
    context = {"codes": shown, "download": f"data:text/plain;charset=utf-8,{quote(text)}"}
    response = render(request, "mfa/recovery_codes/codes.html", context)
    response["Cache-Control"] = "no-store"
    return response


class AuthenticateView(AllauthAuthenticateView):
    """The second step of a sign-in."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the page again; 429 when a limit refused."""
        return refuse(super().form_invalid(form), form.wait)


class ReauthenticateView(RefusalMixin, AllauthReauthenticateView):
    """Ask for a code again before something sensitive."""


@method_decorator(never_cache, name="dispatch")
class ActivateTOTPView(RefusalMixin, AllauthActivateTOTPView):
    """Connect an authenticator app; then show the recovery codes."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Save the secret; sessions that began without a second factor end."""
        user = signed_in(self.request)
        _app, codes = activate_totp(self.request, form)
        sessions.end_all(user=user, keep=self.request.session.session_key or "")
        if codes is None:
            return redirect("account_security")
        return _show_codes(self.request, codes)


@method_decorator(never_cache, name="dispatch")
class DeactivateTOTPView(AllauthDeactivateTOTPView):
    """Disconnect the app; not for officers."""


@method_decorator([never_cache, reauthentication_required(app="accounts")], name="dispatch")
class RecoveryCodesView(FormView):
    """Make new recovery codes; the old ones stop working."""

    template_name = "mfa/recovery_codes/generate.html"
    form_class = GenerateRecoveryCodesForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Only for who has an app connected."""
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, _form: forms.Form) -> HttpResponse:
        """Make and show them."""
        return _show_codes(self.request, generate_recovery_codes(self.request))
