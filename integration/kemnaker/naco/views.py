"""Pages from which one goes to the ministry, the one it leads back to, and what may follow."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.providers.base.constants import AuthProcess
from csp.utils import build_policy
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from integration.kemnaker.naco import waiting
from integration.kemnaker.naco.forms import LeaveForm
from integration.kemnaker.naco.provider import NacoProvider
from jobs.views.leaving import origin_of
from sikas.accounts.services import outside
from sikas.accounts.services.outside import Link
from sikas.accounts.views.account import signed_in
from sikas.accounts.views.entrance import EntranceView, SignupView
from sikas.accounts.views.limited import LimitedFormView

View = Callable[..., HttpResponseBase]


def offered(view: View) -> View:
    """Hide a view, also from who is not signed in, while the ministry has given us no keys."""

    @login_not_required
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not NacoProvider(request).is_offered:
            raise Http404
        return view(request, *args, **kwargs)

    return shown


class LeadingOutMixin:
    """A page whose form ends at the ministry."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Let the form's redirect pass where browsers hold it to the policy as well."""
        response: HttpResponse = super().render_to_response(context, **kwargs)  # type: ignore[misc]
        origin = origin_of(settings.MINISTRY["account_url"])
        response["Content-Security-Policy"] = build_policy(update={"form-action": [origin]})
        return response


class StartView(LeadingOutMixin, EntranceView):
    """Say what signing in by the ministry's account means, and lead there."""

    template_name = "siapkerja/start.html"
    form_class = LeaveForm

    def form_valid(self, _form: LeaveForm) -> HttpResponse:
        """Go; only a page of our own is come back to."""
        next_url = get_next_redirect_url(self.request)
        return NacoProvider(self.request).redirect(self.request, AuthProcess.LOGIN, next_url)


@method_decorator([never_cache, sensitive_post_parameters("password")], name="dispatch")
class RegisterView(SignupView):
    """Register as who is known at the ministry: his name and e-mail are filled in, not believed.

    A code proves the contact as in any sign-up, and the answer tells no more about accounts.
    """

    template_name = "siapkerja/register.html"
    waiting: waiting.Waiting

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit who came from the ministry a moment ago."""
        found = waiting.waiting(request)
        if found is None:
            return redirect("siapkerja_login")
        self.waiting = found
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Fill in what the ministry said."""
        known = {"name": self.waiting.name, "contact": self.waiting.email}
        return super().get_initial() | known

    def get_link(self) -> Link:
        """Return the account that will sign in to the new one."""
        return Link(provider=NacoProvider.id, uid=self.waiting.uid)

    def form_valid(self, form: Any) -> HttpResponse:
        """Send the code; what is needed from here on goes with it."""
        response = super().form_valid(form)
        waiting.forget(self.request)
        return response


@method_decorator([never_cache, reauthentication_required(app="accounts")], name="dispatch")
class ConnectionsView(LeadingOutMixin, LimitedFormView):
    """Connect the account of who is signed in with the ministry's, or part them."""

    template_name = "siapkerja/connections.html"
    form_class = LeaveForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Officers have no such account."""
        if signed_in(request).is_staff:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say since when they are connected."""
        links = outside.links(user=signed_in(self.request)).filter(provider=NacoProvider.id)
        return super().get_context_data(link=links.first(), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Part them, or go to the ministry to connect them."""
        if "unlink" not in request.POST:
            return super().post(request, *args, **kwargs)
        if outside.disconnect(user=signed_in(request), provider=NacoProvider.id):
            messages.success(request, _("Akun SIAPkerja dilepas."))
        return redirect("account_security")

    def form_valid(self, _form: LeaveForm) -> HttpResponse:
        """Go; the session remembers for whom."""
        whose = {"user": str(signed_in(self.request).pk)}
        return NacoProvider(self.request).redirect(
            self.request, AuthProcess.CONNECT, next_url=None, data=whose
        )
