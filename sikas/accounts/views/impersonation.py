"""An administrator looks as somebody else: asks with a purpose, and ends it."""

import time
import uuid

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sikas.accounts import limits
from sikas.accounts.impersonation import SESSION_KEY
from sikas.accounts.models.impersonation import MAX_TEXT, LookPurpose
from sikas.accounts.services import impersonation
from sikas.accounts.views.account import signed_in
from sikas.accounts.views.limited import refuse
from sikas.posting import posted_from


class LookForm(forms.Form):
    """Why an administrator looks as a person."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("Keperluan"),
        choices=LookPurpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih keperluannya.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Keterangan"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Tulis mengapa Anda perlu melihat.")},
    )


def has_fresh_second_factor(request: HttpRequest) -> bool:
    """Tell whether a code was entered in this session minutes ago."""
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, signed_in(request))
    return any(record["method"] == "mfa" and record["at"] > since for record in records)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for the purpose, then look as this person; a code is asked for first."""
    officer = signed_in(request)
    if not (officer.is_staff and officer.has_perm(impersonation.PERMISSION)):
        raise Http404
    person = get_object_or_404(impersonation.lookable(), pk=pk)
    if not has_fresh_second_factor(request):
        back = urlencode({"next": request.path})
        return redirect(f"{reverse('mfa_reauthenticate')}?{back}")
    form = LookForm(request.POST if request.method == "POST" else None)
    wait = None
    if form.is_valid():
        try:
            limits.take("impersonate", person=str(officer.pk))
            made = impersonation.start(
                officer=officer,
                person=person,
                purpose=LookPurpose(form.cleaned_data["purpose"]),
                text=form.cleaned_data["text"],
            )
        except ValidationError as refused:
            form.add_error(None, refused)
            wait = getattr(refused, "wait", None)
        else:
            request.session[SESSION_KEY] = made.pk
            return redirect("account")
    context = {"form": form, "person": person}
    return refuse(render(request, "account/impersonation_start.html", context), wait)


@posted_from("home")
def end(request: HttpRequest) -> HttpResponse:
    """Go on as oneself."""
    key = request.session.pop(SESSION_KEY, None)
    if key is None:
        raise Http404
    impersonation.end(key=key, officer=signed_in(request))
    messages.success(request, _("Anda kembali sebagai diri sendiri."))
    return redirect("admin:index")
