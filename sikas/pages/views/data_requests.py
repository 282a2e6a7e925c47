"""Asking about one's own data: delete the account, have something corrected, object, cancel."""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sikas.accounts.enums import RequestKind
from sikas.accounts.models import DataRequest
from sikas.accounts.models.requests import MAX_TEXT
from sikas.accounts.services import requests
from sikas.accounts.services.erasure import obstacles
from sikas.accounts.views.account import signed_in
from sikas.pages.my_data import person_of
from sikas.posting import posted_from
from sikas.workflow.transitions import TransitionRefusedError

ASKED_OF_OFFICERS = (RequestKind.CORRECTION, RequestKind.OBJECTION)


class EraseForm(forms.Form):
    """The confirmation that everything goes."""

    sure = forms.BooleanField(
        label=gettext_lazy("Saya mengerti: akun dan data saya dihapus dan tidak dapat kembali."),
        error_messages={"required": gettext_lazy("Centang dulu bahwa Anda mengerti.")},
    )


class AskForm(forms.Form):
    """What an officer should do with one's data."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Permintaan"),
        choices=[(kind.value, kind.label) for kind in ASKED_OF_OFFICERS],
    )
    text = forms.CharField(
        label=gettext_lazy("Data mana, dan apa yang seharusnya"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@never_cache
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Explain what deleting the account does; take the confirmation."""
    user = signed_in(request)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            requests.ask(user=user, kind=RequestKind.ERASURE)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(
                request, _("Akun Anda dihapus 24 jam lagi. Sampai itu masih dapat batal.")
            )
            return redirect("my_data")
    context = {"form": form, "obstacles": obstacles(person_of(user)), "is_staff": user.is_staff}
    return render(request, "pages/my_data_erase.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take a request for an officer."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kind = RequestKind(form.cleaned_data["kind"])
        requests.ask(user=signed_in(request), kind=kind, text=form.cleaned_data["text"])
        messages.success(request, _("Permintaan terkirim. Kami menjawab paling lambat 3 × 24 jam."))
        return redirect("my_data")
    return render(request, "pages/my_data_ask.html", {"form": form})


@posted_from("my_data")
def cancel(request: HttpRequest, request_id: int) -> HttpResponse:
    """Take one's own request back."""
    mine = DataRequest.objects.filter(user=signed_in(request))
    found = get_object_or_404(mine, pk=request_id)
    try:
        requests.cancel(request=found, by=signed_in(request))
    except TransitionRefusedError:
        messages.info(request, _("Permintaan itu sudah selesai."))
    else:
        messages.success(request, _("Permintaan dibatalkan."))
    return redirect("my_data")
