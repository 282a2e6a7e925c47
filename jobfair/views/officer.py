"""Officers: all fairs, the page of one with what to do next, and drafts from the first word on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jobfair.enums import FairState
from jobfair.forms.officer import AnnounceForm, FairForm
from jobfair.models import Fair
from jobfair.preparing import fair_before, former_companies, phase_tag, steps
from jobfair.services.booths import invite_companies
from jobfair.services.drafts import FIELDS, change_draft, copy_of, create_fair, suggestion
from jobfair.services.fairs import announce_fair
from jobfair.timeline import timeline
from jobfair.views.guards import MANAGE, fair_of, managers, readers
from sikas.accounts.views.account import signed_in
from sikas.workflow.transitions import TransitionRefusedError

PAGE = 20


@readers
@require_safe
def fairs(request: HttpRequest) -> HttpResponse:
    """List all fairs, the newest first."""
    found = Fair.objects.with_phase().order_by("-opens_at", "-pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    rows = [(fair, *phase_tag(fair)) for fair in page]
    context = {"page": page, "rows": rows, "may_manage": request.user.has_perm(MANAGE)}
    return render(request, "officer/fair/list.html", context)


@readers
@require_safe
def fair(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where a fair stands, what to do next, its rules and what was done."""
    found = fair_of(pk)
    context = {
        "fair": found,
        "tag": phase_tag(found),
        "is_draft": found.state == FairState.DRAFT,
        "steps": steps(found),
        "events": timeline(found),
        "may_manage": request.user.has_perm(MANAGE),
    }
    return render(request, "officer/fair/fair.html", context)


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Begin a fair with the usual rules and the next free Monday."""
    last = Fair.objects.exclude(state=FairState.DRAFT).order_by("-opens_at", "-pk").first()
    return _begin(request, suggestion(), {"last": last})


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a fair like an earlier one, with all its rules and its times moved on."""
    source = fair_of(pk)
    return _begin(request, copy_of(source), {"source": source})


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft; what was announced is rescheduled or extended instead."""
    found = fair_of(pk)
    if found.state != FairState.DRAFT:
        messages.info(request, _("Job fair ini sudah diumumkan. Ubah waktunya di ruang kendali."))
        return redirect("officer_fair", pk=pk)
    form = FairForm(request.POST or None, initial={name: getattr(found, name) for name in FIELDS})
    if request.method == "POST" and form.is_valid():
        try:
            change_draft(fair=found, values=form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        except TransitionRefusedError:
            form.add_error(None, _("Job fair ini baru saja diumumkan. Muat ulang halamannya."))
        else:
            messages.success(request, _("Draf tersimpan."))
            return redirect("officer_fair", pk=pk)
    return render(request, "officer/fair/form.html", {"form": form, "fair": found})


@managers
@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft into the calendar, and invite those who took part last time."""
    found = fair_of(pk)
    if found.state != FairState.DRAFT:
        messages.info(request, _("Job fair ini sudah diumumkan."))
        return redirect("officer_fair", pk=pk)
    form = AnnounceForm(request.POST if request.method == "POST" else None)
    former = former_companies(found)
    if request.method == "POST" and form.is_valid():
        try:
            announce_fair(fair=found, by=signed_in(request))
        except ValidationError as error:
            form.add_error(None, error)
        except TransitionRefusedError:
            form.add_error(None, _("Job fair ini baru saja diumumkan. Muat ulang halamannya."))
        else:
            invited = former if form.cleaned_data["invite_former"] else []
            number = invite_companies(fair=found, companies=invited, by=signed_in(request))
            words = _("Diumumkan. %d perusahaan diundang.") if number else _("Diumumkan.")
            messages.success(request, words % number if number else words)
            return redirect("officer_fair", pk=pk)
    context = {"fair": found, "form": form, "former": former, "before": fair_before(found)}
    return render(request, "officer/fair/announce.html", context)


def _begin(request: HttpRequest, initial: dict[str, Any], more: dict[str, Any]) -> HttpResponse:
    form = FairForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_fair(values=form.cleaned_data, by=signed_in(request))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Draf tersimpan. Belum ada yang melihatnya."))
            return redirect("officer_fair", pk=made.pk)
    return render(request, "officer/fair/form.html", {"form": form, "fair": None, **more})
