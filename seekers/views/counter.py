"""The counter desk: find a person, see the profile at a glance, register, correct, look at a NIK.

What is typed to find somebody is posted, so that neither addresses nor logs hold a NIK or a name.
"""

import copy
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from seekers import counter_forms as forms
from seekers.enums import CounterReason, NikPurpose
from seekers.finding import find
from seekers.glances import glance
from seekers.models import Seeker
from seekers.services import counter
from seekers.services.profile import ChangedMeanwhileError
from sikas import encryption
from sikas.accounts.limits import TooManyAttemptsError
from sikas.accounts.views.account import signed_in
from sikas.accounts.views.limited import refuse
from sikas.accounts.views.officers import View, officers_only
from sikas.origins import OfficialFieldError
from sikas.posting import posted_from

REVEAL = "seekers.reveal_nik"


def at_counter(permission: str = "seekers.serve_counter") -> Callable[[View], View]:
    """Hide a page from everyone but officers with this permission; never let it be stored."""
    return officers_only(permission)


def served(seeker_id: int) -> Seeker:
    """Return the profile, or 404."""
    rows = Seeker.objects.living().select_related("user", "area__parent", "registered_by")
    return get_object_or_404(rows, pk=seeker_id)


@at_counter()
@sensitive_post_parameters("q")
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """Find a person; a NIK that is known leads straight to its holder."""
    form = forms.FindForm(request.POST or None)
    finding = None
    if request.method == "POST" and form.is_valid():
        try:
            finding = find(form.cleaned_data["q"])
        except ValidationError as error:
            form.add_error("q", error)
    if finding and finding.kind == "nik" and len(finding.people) == 1:
        return redirect("counter_person", seeker_id=finding.people[0].key)
    return render(request, "officer/counter.html", {"form": form, "finding": finding})


@at_counter()
@require_http_methods(["GET", "HEAD"])
def person(request: HttpRequest, seeker_id: int) -> HttpResponse:
    """Show a profile at a glance and what can be done for the person."""
    seeker = get_object_or_404(Seeker.objects.select_related("merged_into"), pk=seeker_id)
    if seeker.merged_into_id:
        return redirect("counter_person", seeker_id=seeker.merged_into_id)
    return _show(request, served(seeker_id))


@at_counter()
@sensitive_post_parameters("nik")
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Register somebody who has no account."""
    form = forms.RegisterForm(request.POST or None)
    holder = None
    if request.method == "POST" and form.is_valid():
        try:
            seeker = counter.register(
                officer=signed_in(request), number=form.cleaned_data["nik"], fields=form.values()
            )
        except counter.KnownNikError as known:
            form.add_error("nik", known)
            holder = known.holder
        else:
            messages.success(request, _("%s sudah terdaftar.") % seeker.name)
            return redirect("counter_person", seeker_id=seeker.pk)
    context = {"form": form, "holder": holder, "seeker": None}
    return render(request, "officer/counter_form.html", context)


@at_counter()
@sensitive_post_parameters("nik")
@require_http_methods(["GET", "HEAD", "POST"])
def identity(request: HttpRequest, seeker_id: int) -> HttpResponse:
    """Correct who somebody is, after the KTP."""
    seeker = served(seeker_id)
    form = forms.IdentityForm(request.POST or None, instance=copy.copy(seeker))
    holder = None
    if request.method == "POST" and form.is_valid():
        try:
            changed = _correct(request, seeker, form)
        except counter.KnownNikError as known:
            form.add_error("nik", known)
            holder = known.holder
        except ChangedMeanwhileError as meanwhile:
            form.add_error(None, meanwhile)
            form.take_over(meanwhile.fresh)
        except OfficialFieldError as official:
            form.add_error(None, official)
        else:
            text = _("Identitas diperbaiki.") if changed else _("Tidak ada yang berubah.")
            messages.success(request, text)
            return redirect("counter_person", seeker_id=seeker.pk)
    context = {"form": form, "holder": holder, "seeker": seeker}
    return render(request, "officer/counter_form.html", context)


@at_counter(REVEAL)
@posted_from("counter_person", "seeker_id")
def reveal(request: HttpRequest, seeker_id: int) -> HttpResponse:
    """Show a full NIK once, in the answer to the very request that was logged."""
    seeker = served(seeker_id)
    form = forms.RevealForm(request.POST)
    number, wait = None, None
    if form.is_valid() and seeker.nik_sealed:
        purpose = NikPurpose(form.cleaned_data["purpose"])
        try:
            number = counter.reveal_nik(seeker=seeker, officer=signed_in(request), purpose=purpose)
        except TooManyAttemptsError as refused:
            form.add_error("purpose", refused)
            wait = refused.wait
        except encryption.CannotOpenError:
            form.add_error("purpose", _("NIK ini tidak terbaca. Hubungi admin sistem."))
    return refuse(
        _show(request, seeker, form=form, full_nik=number.grouped if number else ""), wait
    )


def _correct(request: HttpRequest, seeker: Seeker, form: forms.IdentityForm) -> list[str]:
    return counter.correct_identity(
        seeker=seeker,
        officer=signed_in(request),
        values=form.values(),
        number=form.cleaned_data["nik"],
        reason=CounterReason(form.cleaned_data["reason"]),
        seen=form.cleaned_data["seen"],
    )


def _show(
    request: HttpRequest,
    seeker: Seeker,
    *,
    form: forms.RevealForm | None = None,
    full_nik: str = "",
) -> HttpResponse:
    may_reveal = bool(seeker.nik_sealed) and request.user.has_perm(REVEAL)
    context = {
        "seeker": seeker,
        "glance": glance(seeker),
        "form": (form or forms.RevealForm()) if may_reveal else None,
        "full_nik": full_nik,
    }
    return render(request, "officer/counter_person.html", context)
