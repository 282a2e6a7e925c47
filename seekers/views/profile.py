"""The profile: all of it on one page, and the steps that fill it in, each saved by itself."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction as database
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from seekers import presenters, steps
from seekers.completeness import completeness
from seekers.forms.disability import DisabilityForm
from seekers.forms.steps import FORMS, IdentityForm, StepForm, WishesForm
from seekers.models import Seeker, SeekerDisability
from seekers.services import disability as disabilities
from seekers.services.identity import birth_date_warning, give_nik
from seekers.services.profile import ChangedMeanwhileError, save_step, start_profile
from seekers.views.own import own_seeker, seeking_person
from sikas.accounts.models import User
from sikas.origins import OfficialFieldError, origin_of

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show how complete the profile is, what comes next, and every part of it."""
    seeker = own_seeker(request)
    done, origin = completeness(seeker), origin_of(seeker)
    context = {
        "seeker": seeker,
        "done": done,
        "parts": presenters.parts(seeker, done, origin),
        "origin": origin,
        "warning": birth_date_warning(seeker),
    }
    return render(request, "seekers/profile.html", context)


@sensitive_post_parameters("nik")
@page
def step(request: HttpRequest, name: str) -> HttpResponse:
    """Show one step and save it by itself."""
    person, seeker = seeking_person(request), own_seeker(request)
    posted = request.POST if request.method == "POST" else None
    form = FORMS[name](posted, instance=copy(seeker))  # a form changes what it is given
    searching = "search" in request.POST
    if form.is_bound and not searching and form.is_valid() and _save(person, form):
        return _go_on(request, form.step, own_seeker(request))
    context: dict[str, Any] = {"form": form, "step": form.step, "count": len(steps.STEPS)}
    return render(request, f"seekers/step_{name}.html", context)


@vary_on_headers("HX-Request")
@require_safe
def occupations(request: HttpRequest) -> HttpResponse:
    """Give htmx the boxes of occupations that fit the words typed; others have the whole page."""
    seeking_person(request)
    if not getattr(request, "htmx", False):
        return redirect("profile_wishes")
    chosen = request.GET.getlist("wished_occupations")
    form = WishesForm(
        instance=Seeker(),
        initial={"find": request.GET.get("find", ""), "wished_occupations": chosen},
    )
    return render(request, "seekers/occupations.html", {"form": form})


@page
def disability(request: HttpRequest) -> HttpResponse:
    """Tell a disability, change what was told, or withdraw the consent."""
    person, seeker = seeking_person(request), own_seeker(request)
    if "withdraw" in request.POST:  # a second tap is answered like the first
        disabilities.withdraw_disability(seeker=seeker)
        messages.success(request, _("Persetujuan ditarik. Data disabilitas Anda sudah dihapus."))
        return redirect("profile_disability")
    told = SeekerDisability.objects.filter(seeker_id=seeker.pk).first()
    form = DisabilityForm(request.POST if request.method == "POST" else None, told=told)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("kinds", "needs", "released")}
        disabilities.tell_disability(seeker=start_profile(person=person), **values)
        return _go_on(request, steps.DISABILITY, seeker)
    context = {
        "form": form,
        "told": told,
        "step": steps.DISABILITY,
        "count": len(steps.STEPS),
    }
    return render(request, "seekers/disability.html", context)


def _go_on(request: HttpRequest, step: steps.Step, seeker: Seeker) -> HttpResponse:
    messages.success(request, _("Tersimpan."))
    if step == steps.IDENTITY and (warning := birth_date_warning(seeker)):
        messages.warning(request, warning)
    return redirect(presenters.after(step, completeness(seeker)))


def _save(person: User, form: StepForm) -> bool:
    try:
        with database.atomic():
            seeker = start_profile(person=person)
            save_step(
                seeker=seeker,
                values=form.values,
                seen=form.cleaned_data["seen"],
                columns=form.step.columns,
            )
            if isinstance(form, IdentityForm) and form.number:
                give_nik(seeker=seeker, number=form.number)
    except ChangedMeanwhileError as error:
        form.add_error(None, ValidationError(error.messages))
        form.show_newer(error.fresh)
        return False
    except OfficialFieldError as error:
        form.add_error(None, ValidationError(error.messages))
        return False
    return True
