"""The account of who is signed in: overview, security, contacts, password."""

from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from allauth.account.views import LogoutView as AllauthLogoutView
from allauth.account.views import ReauthenticateView as AllauthReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView

from sikas.accounts import forms
from sikas.accounts.models import User
from sikas.accounts.services import outside, registration, sessions
from sikas.accounts.views.entrance import remember_code
from sikas.accounts.views.limited import LimitedFormView, RefusalMixin
from sikas.next_steps import next_steps
from sikas.notifications.inbox import unread_count
from sikas.panels import panels


def signed_in(request: HttpRequest) -> User:
    """Return who is signed in; LoginRequiredMiddleware made sure that somebody is."""
    return cast(User, request.user)


@method_decorator(never_cache, name="dispatch")
class AccountView(TemplateView):
    """Akun Saya: who you are and what to do next."""

    template_name = "account/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what a safe account has."""
        user = signed_in(self.request)
        return super().get_context_data(
            account=user,
            next_steps=next_steps(user),
            panels=panels(user),
            has_second_factor=is_mfa_enabled(user),
            devices=sessions.living_sessions(user=user).count(),
            unread=unread_count(user),
            **kwargs,
        )


@method_decorator(never_cache, name="dispatch")
class SecurityView(TemplateView):
    """Password, contacts, second factor and devices on one page."""

    template_name = "account/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the state of the second factor."""
        user = signed_in(self.request)
        codes = Authenticator.objects.filter(
            user=user, type=Authenticator.Type.RECOVERY_CODES
        ).first()
        return super().get_context_data(
            account=user,
            has_second_factor=is_mfa_enabled(user, [Authenticator.Type.TOTP]),
            codes_left=len(codes.wrap().get_unused_codes()) if codes else 0,
            accounts_elsewhere=_accounts_elsewhere(self.request, user),
            **kwargs,
        )


def _accounts_elsewhere(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    """Return what can be connected, and what is; officers have none."""
    providers = [] if user.is_staff else get_adapter().list_providers(request)
    linked = {link.provider for link in outside.links(user=user)} if providers else set()
    return [{"name": each.name, "is_linked": each.id in linked} for each in providers]


@method_decorator([never_cache, reauthentication_required(app="accounts")], name="dispatch")
class ContactView(LimitedFormView):
    """Add or change an e-mail or phone: a code proves that the new one is yours."""

    def form_valid(self, form: forms.ResetForm) -> HttpResponse:
        """Send the code to the new address; nothing changes until it comes back."""
        code = registration.begin_contact(
            user=signed_in(self.request), contact=form.cleaned_data["contact"]
        )
        return remember_code(self.request, code)


class EmailView(ContactView):
    """Add or change the e-mail."""

    template_name = "account/email.html"
    form_class = forms.AddEmailForm


class PhoneView(ContactView):
    """Add or change the phone number."""

    template_name = "account/phone_change.html"
    form_class = forms.AddPhoneForm


@method_decorator(
    [never_cache, sensitive_post_parameters("old_password", "password")], name="dispatch"
)
class ChangePasswordView(LimitedFormView):
    """Change the password; other devices are signed out."""

    template_name = "account/password_change.html"
    form_class = forms.ChangePasswordForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Check both passwords against their owner."""
        return super().get_form_kwargs() | {"user": signed_in(self.request)}

    def form_valid(self, form: forms.ChangePasswordForm) -> HttpResponse:
        """Save it, end every session and go on in a new one."""
        user = signed_in(self.request)
        registration.change_password(user=user, password=form.cleaned_data["password"])
        update_session_auth_hash(self.request, user)
        UserSession.objects.create_from_request(self.request)
        messages.success(self.request, _("Kata sandi baru tersimpan. Perangkat lain sudah keluar."))
        return redirect("account_security")


class ReauthenticateView(RefusalMixin, AllauthReauthenticateView):
    """Ask for the password again before something sensitive."""

    template_name = "account/reauthenticate.html"


@method_decorator(login_not_required, name="dispatch")
class LogoutView(AllauthLogoutView):
    """Ask, then sign out."""

    template_name = "account/logout.html"
