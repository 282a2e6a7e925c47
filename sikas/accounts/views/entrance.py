"""Sign up, sign in, forgotten password."""

from typing import Any

from allauth.account.internal.flows.login import (
    perform_login,
    perform_password_login,
    record_authentication,
)
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from sikas.accounts import forms
from sikas.accounts.enums import Kind
from sikas.accounts.models import Code, User
from sikas.accounts.services import registration
from sikas.accounts.services.outside import Link
from sikas.accounts.views.limited import LimitedFormView

CODE_KEY = "account_code"  # in the session: the id of the code that is being waited for


def remember_code(request: HttpRequest, code: Code) -> HttpResponse:
    """Lead to the page where the code is entered; only this session may enter it."""
    request.session[CODE_KEY] = str(code.pk)
    return redirect("account_code")


def sign_in(request: HttpRequest, user: User, next_url: str | None) -> HttpResponse:
    """Sign in by allauth, which asks for the second factor where there is one."""
    login = Login(user=user, redirect_url=next_url or reverse("account"))
    return perform_password_login(request, {}, login)


def sign_in_from(request: HttpRequest, user: User, provider: str, next_url: str) -> HttpResponse:
    """Sign in who proved an account elsewhere: the second factor follows as after a password."""
    record_authentication(request, user, method="socialaccount", provider=provider)
    return perform_login(request, Login(user=user, redirect_url=next_url or reverse("account")))


def entrances(request: HttpRequest, next_url: str) -> list[dict[str, str]]:
    """Return the name and the address of each way in by an account elsewhere."""
    then = {"next": next_url} if next_url else {}
    return [
        {"name": provider.name, "url": provider.get_login_url(request, **then)}
        for provider in get_adapter().list_providers(request)
    ]


@method_decorator(
    [login_not_required, never_cache, sensitive_post_parameters("password")], name="dispatch"
)
class EntranceView(LimitedFormView):
    """A page for people who are not signed in; others go to their account."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send those who are signed in on their way."""
        if request.user.is_authenticated:
            return redirect(get_next_redirect_url(request) or "account")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Carry on where the visitor wanted to go."""
        next_url = get_next_redirect_url(self.request) or ""
        ways = entrances(self.request, next_url)
        return super().get_context_data(next_url=next_url, entrances=ways, **kwargs)


class LoginView(EntranceView):
    """Sign in by e-mail or phone and password."""

    template_name = "account/login.html"
    form_class = forms.LoginForm

    def form_valid(self, form: forms.LoginForm) -> HttpResponse:
        """Sign in."""
        return sign_in(self.request, form.user, get_next_redirect_url(self.request))


class SignupView(EntranceView):
    """Register as a job seeker or for a company."""

    template_name = "account/signup.html"
    form_class = forms.SignupForm

    def get_initial(self) -> dict[str, Any]:
        """Choose the company when the link says so."""
        company = self.request.GET.get("sebagai") == "perusahaan"
        return {"kind": Kind.COMPANY if company else Kind.SEEKER}

    def form_valid(self, form: forms.SignupForm) -> HttpResponse:
        """Send the code; the account is made when it comes back."""
        data = form.cleaned_data
        code = registration.begin_signup(
            name=data["name"],
            kind=Kind(data["kind"]),
            contact=data["contact"],
            password=data["password"],
            next_url=get_next_redirect_url(self.request) or "",
            link=self.get_link(),
        )
        return remember_code(self.request, code)

    def get_link(self) -> Link | None:
        """Return the account elsewhere that will sign in to the new one."""
        return None


class ResetView(EntranceView):
    """Ask for a code to set a new password."""

    template_name = "account/password_reset.html"
    form_class = forms.ResetForm

    def form_valid(self, form: forms.ResetForm) -> HttpResponse:
        """Send the code, or tell the address that it has no account."""
        code = registration.begin_reset(contact=form.cleaned_data["contact"])
        return remember_code(self.request, code)
