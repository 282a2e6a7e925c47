"""A hire in the hired person's own word: that it is so, that it is not, and what of the rest."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from jobs.enums import PlacementState
from jobs.forms.answering import DisputeForm
from jobs.journey import Row
from jobs.models import Application, Placement
from jobs.own_applications import LIVING, own_applications
from jobs.services.applying import withdraw_others
from jobs.services.placing import confirm_placement, dispute_placement
from jobs.views.seeker.acting import own_application
from sikas.accounts.views.account import signed_in
from sikas.posting import posted_from
from sikas.workflow.transitions import TransitionRefusedError


@posted_from("application", "receipt")
def confirm(request: HttpRequest, receipt: str) -> HttpResponse:
    """Confirm the hire, then ask about the other applications; a second tap comes as far."""
    application, placement = _told(request, receipt)
    if placement.state == PlacementState.REPORTED:
        try:
            confirm_placement(placement=placement, by=signed_in(request))
        except TransitionRefusedError:
            return _settled(request, application)
    elif placement.state != PlacementState.CONFIRMED:
        return _settled(request, application)
    messages.success(request, _("Selamat bekerja! Penempatan Anda tercatat."))
    return redirect("other_applications", receipt)


@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, receipt: str) -> HttpResponse:
    """Say that the hire did not happen, and why; an officer settles it."""
    application, placement = _told(request, receipt)
    if placement.state != PlacementState.REPORTED:
        return _settled(request, application)
    form = DisputeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            dispute_placement(
                placement=placement, by=signed_in(request), reason=form.cleaned_data["reason"]
            )
        except TransitionRefusedError:
            return _settled(request, application)
        messages.success(request, _("Tercatat. Petugas memeriksanya dan mengabari Anda."))
        return redirect(application)
    return render(
        request, "jobs/applications/dispute.html", {"application": application, "form": form}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def others(request: HttpRequest, receipt: str) -> HttpResponse:
    """Ask somebody who has found work what should become of the other living applications."""
    application, _placement = _told(request, receipt)
    living = list(own_applications(signed_in(request), LIVING).exclude(pk=application.pk))
    if not living:
        return redirect(application)
    missing = False
    if request.method == "POST":
        asked = set(request.POST.getlist("receipts"))
        keys = [row.pk for row in living if row.receipt in asked]
        if keys:
            return _withdraw(request, application, keys)
        missing = True
    context = {
        "application": application,
        "rows": [Row.of(row) for row in living],
        "missing": missing,
    }
    return render(request, "jobs/applications/others.html", context)


def _told(request: HttpRequest, receipt: str) -> tuple[Application, Placement]:
    """Return one's own application and the hire that was told of it; raises Http404 without."""
    application = own_application(request, receipt)
    placement = Placement.objects.filter(application=application).first()
    if not placement:
        raise Http404
    placement.application = application
    return application, placement


def _withdraw(request: HttpRequest, application: Application, keys: list[int]) -> HttpResponse:
    number = withdraw_others(hired=application, keys=keys, by=signed_in(request))
    messages.success(
        request, ngettext("%d lamaran ditarik.", "%d lamaran ditarik.", number) % number
    )
    return redirect(application)


def _settled(request: HttpRequest, application: Application) -> HttpResponse:
    messages.info(request, _("Penempatan ini sudah diselesaikan."))
    return redirect(application)
