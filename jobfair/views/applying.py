"""Applying in a fair: what is sent to whom, one tap, the receipt with what is left of the quota."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jobfair import selectors
from jobfair.arrival import arrival_of
from jobfair.enums import Phase
from jobfair.forms.applying import FairApplyForm
from jobfair.models import Entry, Fair, Position
from jobfair.presenters import FairFace
from jobfair.services.entering import FairReceipt, RefusedError, apply_in_fair
from jobfair.views.finding import fair_or_404, place_or_404
from jobs.journey import state_tag
from jobs.kept_letter import drop_letter, keep_letter, kept_letter
from jobs.saved import is_seeker
from jobs.selectors import vacancy_page
from jobs.standing import standing_of
from jobs.views.seeker.apply import confirm_context
from seekers.forms.basics import BasicsForms
from seekers.models import Seeker
from seekers.services.profile import own_profile
from seekers.views.own import seeking_person
from sikas.accounts.views.account import signed_in

page = require_http_methods(["GET", "HEAD", "POST"])
OVER = ("late", "gone")  # never to be had again
GONE, CONFLICT = 410, 409


@page
@login_not_required
def apply(request: HttpRequest, slug: str, position_id: int) -> HttpResponse:
    """Show what would be sent to whom, and send it; who is not signed in does that first."""
    fair, position = place_or_404(slug, position_id)
    if not request.user.is_authenticated:
        return _sign_in_first(request, position)
    if not is_seeker(request.user):
        return render(request, "jobfair/not_seeker.html", {"fair": fair})
    seeker = own_profile(request.user)
    if request.method != "POST":
        return _next_screen(request, seeker, position)
    form = FairApplyForm(request.POST, seeker=seeker)
    if not form.is_valid():
        return _next_screen(request, seeker, position, form)
    return _send(request, seeker, position, form)


@page
def basics(request: HttpRequest, slug: str, position_id: int) -> HttpResponse:
    """Save what was missing in the profile, and go on applying."""
    _fair, position = place_or_404(slug, position_id)
    person = seeking_person(request)
    forms = BasicsForms(own_profile(person), request.POST if request.method == "POST" else None)
    if request.method == "POST" and not forms.save(person):
        return _basics_screen(request, position, forms)
    return redirect("fair_apply", slug, position_id)


@require_safe
def receipt(request: HttpRequest, slug: str, receipt: str) -> HttpResponse:
    """Show the receipt of an application in a fair, and what is left of the quota."""
    fair = fair_or_404(slug)
    mine = Entry.objects.filter(fair=fair, application__seeker__user=signed_in(request))
    entry = get_object_or_404(
        mine.select_related("application__vacancy__company", "participant"),
        application__receipt=receipt,
    )
    entry.participant.fair = fair
    context = {
        "fair": fair,
        "face": FairFace.of(fair),
        "entry": entry,
        "application": entry.application,
        "employer": entry.application.vacancy.employer,
        "tag": state_tag(entry.application),
        "participant": entry.participant,
    }
    return render(request, "jobfair/receipt.html", context)


def _sign_in_first(request: HttpRequest, position: Position) -> HttpResponse:
    if request.method == "POST":  # signed out meanwhile
        keep_letter(request, position.vacancy_id)
        messages.warning(
            request,
            _("Anda sudah keluar, jadi lamaran belum terkirim. Pesan Anda tersimpan: masuk lagi."),
        )
    return redirect_to_login(request.path)


def _send(
    request: HttpRequest, seeker: Seeker, position: Position, form: FairApplyForm
) -> HttpResponse:
    if seeker.pk is None:
        keep_letter(request, position.vacancy_id)
        return _next_screen(request, seeker, position)
    try:
        sent = apply_in_fair(
            seeker=seeker,
            position=position,
            key=form.name,
            letter=form.cleaned_data["letter"],
            documents=form.chosen,
            arrived=arrival_of(request),
        )
    except RefusedError as refused:
        return _refused(request, seeker, position, refused)
    drop_letter(request)
    return _show_receipt(request, position.fair, sent)


def _refused(
    request: HttpRequest, seeker: Seeker, position: Position, refused: RefusedError
) -> HttpResponse:
    keep_letter(request, position.vacancy_id)
    if refused.code == "not_ready":
        return _next_screen(request, seeker, position)
    context = {
        "fair": position.fair,
        "face": FairFace.of(position.fair),
        "position": position,
        "words": refused.messages[0],
        "code": refused.code,
        "letter": request.POST.get("letter", ""),
    }
    status = GONE if refused.code in OVER else CONFLICT
    return render(request, "jobfair/refused.html", context, status=status)


def _show_receipt(request: HttpRequest, fair: Fair, sent: FairReceipt) -> HttpResponse:
    if not sent.is_new:
        messages.info(request, _("Lamaran ini sudah terkirim sebelumnya. Ini tanda terimanya."))
    if not sent.is_new and not Entry.objects.filter(fair=fair, application=sent.pk).exists():
        return redirect("application_receipt", sent.number)
    return redirect("fair_receipt", fair.slug, sent.number)


def _next_screen(
    request: HttpRequest, seeker: Seeker, position: Position, form: FairApplyForm | None = None
) -> HttpResponse:
    """Show what comes next: the page of the position, what is missing, or what would be sent."""
    standing = standing_of(request.user, position.vacancy_id)
    is_sent = standing is not None and bool(standing.receipt)
    vacancy = vacancy_page(position.vacancy_id)
    if not vacancy or is_sent or position.fair.phase != Phase.OPEN:
        return redirect("fair_position", position.fair.slug, position.pk)
    if not standing or not standing.is_ready:
        return _basics_screen(request, position, BasicsForms(seeker))
    kept = {"letter": kept_letter(request, position.vacancy_id)}
    form = form or FairApplyForm(seeker=seeker, initial=kept)
    context = confirm_context(vacancy, seeker, form) | {
        "fair": position.fair,
        "position": position,
        "participant": selectors.participant_of(request.user, position.fair),
    }
    return render(request, "jobfair/confirm.html", context)


def _basics_screen(request: HttpRequest, position: Position, forms: BasicsForms) -> HttpResponse:
    context = {
        "fair": position.fair,
        "position": position,
        "vacancy": position.vacancy,
        "forms": list(forms),
    }
    return render(request, "jobfair/basics.html", context)
