"""The profile of a company, filled in step by step and submitted."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers import presenters, profile
from employers.enums import MemberRole
from employers.forms import FORMS, IdentityForm, StepForm, SubmissionForm
from employers.models import Company
from employers.services import submit_company
from employers.services.profile import (
    ChangedMeanwhileError,
    LockedError,
    TakenNibError,
    TooManyDraftsError,
    save_step,
    start_company,
)
from employers.views.acting import acting_company
from sikas.accounts.models import User
from sikas.accounts.views.account import signed_in
from sikas.origins import OfficialFieldError, origin_of
from sikas.workflow.transitions import TransitionRefusedError

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def new(request: HttpRequest) -> HttpResponse:
    """Begin a company: its first step. Officers verify companies and have none."""
    person = signed_in(request)
    if person.is_staff:
        raise Http404
    form = IdentityForm(request.POST or None, instance=Company(), person=person)
    if form.is_valid() and (company := _start(person, form)):
        messages.success(request, _("Tersimpan. Anda dapat melanjutkan kapan saja."))
        return redirect("company_step", company.pk, profile.STEPS[1].slug)
    if form.is_bound and (company := form.own_company):
        return redirect("company_step", company.pk, profile.STEPS[0].slug)
    context = {"form": form, "steps": presenters.progress(form.step)}
    return render(request, "employers/new.html", context)


@page
def step(request: HttpRequest, company_id: int, step_slug: str) -> HttpResponse:
    """Show one step and save it by itself."""
    company = acting_company(request, company_id, owner=True)
    if step_slug not in FORMS:
        raise Http404
    shown = copy(company)  # a form changes what it is given
    form = FORMS[step_slug](request.POST or None, instance=shown, person=signed_in(request))
    form.wanted = presenters.wanted(company)
    if form.is_valid() and _save(company, form):
        messages.success(request, _("Tersimpan."))
        return redirect(presenters.after(company, form.step))
    context = {
        "company": company,
        "form": form,
        "steps": presenters.progress(form.step),
        "wlkp_is_old": profile.wlkp_is_old(company),
    }
    return render(request, "employers/step.html", context)


@page
def summary(request: HttpRequest, company_id: int) -> HttpResponse:
    """Show the whole profile and what is missing; submit it."""
    company = acting_company(request, company_id, owner=request.method == "POST")
    is_owner = company.acting_role == MemberRole.OWNER
    form = SubmissionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _submit(request, company, form):
        return redirect("company_dashboard", company.pk)
    context = {
        "company": company,
        "form": form,
        "parts": presenters.parts(company, is_owner=is_owner),
        "origin": origin_of(company),
        "gaps": presenters.gap_links(company),
        "warnings": list(profile.warnings(company)),
        "may_submit": is_owner and company.may_submit,
    }
    return render(request, "employers/profile.html", context)


def _start(person: User, form: IdentityForm) -> Company | None:
    try:
        return start_company(person=person, values=form.values)
    except TakenNibError as error:
        form.add_error("nib", error)
    except TooManyDraftsError as error:
        form.add_error(None, error)
    return None


def _save(company: Company, form: StepForm) -> bool:
    try:
        save_step(
            company=company,
            values=form.values,
            seen=form.cleaned_data["seen"],
            columns=form.columns,
        )
    except ChangedMeanwhileError as error:
        form.add_error(None, error)
        form.show_newer(error.fresh)
        return False
    except TakenNibError as error:
        form.add_error("nib", error)
        return False
    except (LockedError, OfficialFieldError) as error:
        form.add_error(None, error)
        return False
    return True


def _submit(request: HttpRequest, company: Company, form: SubmissionForm) -> bool:
    try:
        submit_company(company=company, by=signed_in(request), note=form.cleaned_data["note"])
    except ValidationError as error:
        form.add_error(None, error)
        return False
    except TransitionRefusedError:
        messages.info(request, _("Perusahaan ini sudah diajukan."))
    else:
        messages.success(request, _("Perusahaan diajukan. Petugas memeriksanya menurut urutan."))
    return True
