"""Enter the code that was sent, and what follows from it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from sikas import clock
from sikas.accounts import forms, limits
from sikas.accounts.enums import Purpose
from sikas.accounts.models import Code
from sikas.accounts.services import codes, outside, registration
from sikas.accounts.views.entrance import CODE_KEY, sign_in
from sikas.accounts.views.limited import LimitedFormView, refuse

# Where somebody begins again when a code can no longer be used.
STARTS = {
    Purpose.SIGNUP: "account_signup",
    Purpose.RESET: "account_reset_password",
    Purpose.CONTACT: "account_security",
}
NEW_PASSWORD_TIME = timedelta(minutes=30)


def _expected_code(request: HttpRequest) -> Code | None:
    """Return the code this session waits for; a code of an account only for its owner."""
    if CODE_KEY not in request.session:
        return None
    code = Code.objects.filter(pk=request.session[CODE_KEY]).first()
    if code and code.purpose == Purpose.CONTACT and code.user_id != request.user.pk:
        return None
    return code


def _start(code: Code) -> str:
    """Return the name of the page where one begins again."""
    link = code.data.get("link")
    return f"{link['provider']}_login" if link else STARTS[Purpose(code.purpose)]


@method_decorator([login_not_required, never_cache], name="dispatch")
class CodeView(LimitedFormView):
    """Six digits, once for every purpose; also sends them again."""

    template_name = "account/code.html"
    form_class = forms.CodeForm
    code: Code

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the code that this session asked for."""
        code = _expected_code(request)
        if code is None:
            return redirect("account" if request.user.is_authenticated else "account_login")
        if code.confirmed_at and code.purpose == Purpose.RESET:
            return redirect("account_new_password")
        self.code = code
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Count attempts against the address the code was sent to."""
        return super().get_form_kwargs() | {"target": self.code.address}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say where the code went and what can still be done."""
        is_open = codes.is_open(self.code)
        return super().get_context_data(
            contact=self.code.contact,
            is_open=is_open,
            can_send=is_open and self.code.sent < codes.MAX_SENT,
            start=_start(self.code),
            minutes=codes.MINUTES,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check the digits, or send them again."""
        if "resend" in request.POST:
            return self._send_again()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: forms.CodeForm) -> HttpResponse:
        """Go on with the purpose when the digits fit."""
        code = codes.check_code(code_id=self.code.pk, digits=form.cleaned_data["code"])
        if code is None:
            form.add_error("code", self._why_not())
            return self.form_invalid(form)
        if code.purpose == Purpose.RESET:
            return redirect("account_new_password")
        return self._complete(code)

    def _why_not(self) -> str:
        self.code.refresh_from_db()
        if codes.is_open(self.code):
            return _("Kode tidak cocok. Periksa pesan terakhir dari kami.")
        return _("Kode ini tidak berlaku lagi. Minta kode baru.")

    def _send_again(self) -> HttpResponse:
        form = forms.CodeForm(request=self.request, target=self.code.address)
        try:
            form.take("send_code", target=self.code.address)
        except limits.TooManyAttemptsError as refused:
            messages.error(self.request, refused.messages[0])
            page = self.render_to_response(self.get_context_data(form=form))
            return refuse(page, refused.wait)
        if codes.send_again(code=self.code):
            messages.success(self.request, _("Kode baru sudah dikirim. Pakai kode yang terbaru."))
        else:
            messages.error(self.request, _("Kode tidak dapat dikirim lagi. Mulai dari awal."))
        return redirect("account_code")

    def _complete(self, code: Code) -> HttpResponse:
        del self.request.session[CODE_KEY]
        try:
            if code.purpose == Purpose.CONTACT:
                registration.complete_contact(code=code)
                messages.success(self.request, _("Kontak baru tersimpan."))
                return redirect("account_security")
            user = registration.complete_signup(code=code)
        except (
            registration.ContactTakenError,
            registration.CodeGoneError,
            outside.LinkTakenError,
        ) as refused:
            messages.error(self.request, refused.messages[0])
            return redirect("account_login")
        messages.success(self.request, _("Akun Anda sudah jadi. Selamat datang!"))
        return sign_in(self.request, user, code.data["next"])


@method_decorator(
    [login_not_required, never_cache, sensitive_post_parameters("password")], name="dispatch"
)
class NewPasswordView(FormView):
    """Set the new password after a confirmed code; then sign in with it."""

    template_name = "account/new_password.html"
    form_class = forms.NewPasswordForm
    code: Code

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit only the session that confirmed a reset code a moment ago."""
        code = _expected_code(request)
        if code is None or code.purpose != Purpose.RESET or not _is_fresh(code):
            return redirect("account_reset_password")
        self.code = code
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Check the password against its owner."""
        return super().get_form_kwargs() | {"user": self.code.user}

    def form_valid(self, form: forms.NewPasswordForm) -> HttpResponse:
        """Save it, end other sessions and sign in."""
        password = form.cleaned_data["password"]
        del self.request.session[CODE_KEY]
        try:
            user = registration.complete_reset(code=self.code, password=password)
        except registration.CodeGoneError as gone:
            messages.error(self.request, gone.messages[0])
            return redirect("account_reset_password")
        messages.success(self.request, _("Kata sandi baru tersimpan."))
        return sign_in(self.request, user, None)


def _is_fresh(code: Code) -> bool:
    return code.confirmed_at is not None and clock.now() - code.confirmed_at < NEW_PASSWORD_TIME
