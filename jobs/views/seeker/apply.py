"""Applying: what is missing on one screen, what is sent on the next, then the receipt."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobs import selectors
from jobs.enums import ApplyMode
from jobs.forms.applying import ApplyForm
from jobs.kept_letter import drop_letter, keep_letter, kept_letter
from jobs.models import Vacancy
from jobs.presenters import VacancyRow
from jobs.saved import is_seeker
from jobs.sent import as_sent_now, sent_lines, short_of
from jobs.services.applying import (
    ProfileNotReadyError,
    Receipt,
    VacancyNotOpenError,
    submit_application,
)
from jobs.standing import bare_seeker, standing_of
from seekers.forms.basics import BasicsForms
from seekers.models import Seeker
from seekers.services.profile import own_profile
from seekers.views.own import seeking_person
from sikas.accounts.models import User
from sikas.prepared import LAST_KEY
from sikas.ui.formats import in_sentence

page = require_http_methods(["GET", "HEAD", "POST"])
GONE = 410


@page
@login_not_required
def apply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show what would be sent to whom, and send it; who is not signed in does that first."""
    if not 0 < pk <= LAST_KEY:
        raise Http404
    if not request.user.is_authenticated:
        return _sign_in_first(request, pk)
    if not is_seeker(request.user):
        return render(request, "jobs/apply/not_seeker.html", {"slug": slug, "pk": pk})
    if request.method != "POST":
        return _next_screen(request, request.user, pk)
    seeker = bare_seeker(request.user)
    form = ApplyForm(request.POST, seeker=seeker)
    if not form.is_valid() or seeker.pk is None:
        return _next_screen(request, request.user, pk, form)
    return _send(request, request.user, seeker, pk, form)


@page
def basics(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Save what was missing in the profile, and go on applying."""
    person = seeking_person(request)
    forms = BasicsForms(own_profile(person), request.POST if request.method == "POST" else None)
    if request.method == "POST" and not forms.save(person):
        return _basics_screen(request, _open_vacancy(pk), forms)
    return redirect("apply", slug, pk)


def _sign_in_first(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":  # signed out meanwhile
        keep_letter(request, pk)
        messages.warning(
            request,
            _("Anda sudah keluar, jadi lamaran belum terkirim. Pesan Anda tersimpan: masuk lagi."),
        )
    return redirect_to_login(request.path)


def _send(
    request: HttpRequest, person: User, seeker: Seeker, pk: int, form: ApplyForm
) -> HttpResponse:
    try:
        sent = submit_application(
            seeker=seeker,
            vacancy=Vacancy(pk=pk),
            key=form.name,
            letter=form.cleaned_data["letter"],
            documents=form.chosen,
        )
    except VacancyNotOpenError:
        return _closed(request, pk, form.cleaned_data["letter"])
    except ProfileNotReadyError:
        return _next_screen(request, person, pk)
    drop_letter(request)
    return _show_receipt(request, sent)


def _show_receipt(request: HttpRequest, sent: Receipt) -> HttpResponse:
    if not sent.is_new:
        messages.info(request, _("Lamaran ini sudah terkirim sebelumnya. Ini tanda terimanya."))
    return redirect("application_receipt", sent.number)


def _next_screen(
    request: HttpRequest, person: User, pk: int, form: ApplyForm | None = None
) -> HttpResponse:
    """Show what comes next: the receipt there is, what is missing, or what would be sent."""
    standing = standing_of(person, pk)
    if standing and standing.receipt:
        return redirect("application_receipt", standing.receipt)
    vacancy = selectors.vacancy_page(pk)
    if not vacancy or not selectors.is_open(vacancy):
        return _closed(request, pk, request.POST.get("letter", ""))
    if vacancy.apply_mode != ApplyMode.INTERNAL:
        return redirect(vacancy)
    seeker = own_profile(person)
    if not standing or not standing.is_ready:
        if request.method == "POST":
            keep_letter(request, pk)
        return _basics_screen(request, vacancy, BasicsForms(seeker))
    kept = {"letter": kept_letter(request, pk)}
    form = form or ApplyForm(seeker=seeker, initial=kept)
    return render(request, "jobs/apply/confirm.html", confirm_context(vacancy, seeker, form))


def confirm_context(vacancy: Vacancy, seeker: Seeker, form: ApplyForm) -> dict[str, Any]:
    """Return what the screen before sending shows: what goes to whom, and what is short."""
    now = as_sent_now(seeker)
    lines = sent_lines(now)
    papers: Any = form.fields["documents"]
    papers.choices = list(papers.choices)  # asked once; a callable is true even when it is empty
    return {
        "vacancy": vacancy,
        "form": form,
        "lines": lines,
        "what": ", ".join(in_sentence(label) for label, _said in lines),
        "warnings": " ".join(short_of(vacancy, now)),
        "has_papers": bool(papers.choices),
    }


def _basics_screen(request: HttpRequest, vacancy: Vacancy, forms: BasicsForms) -> HttpResponse:
    return render(request, "jobs/apply/basics.html", {"vacancy": vacancy, "forms": list(forms)})


def _open_vacancy(pk: int) -> Vacancy:
    vacancy = selectors.vacancy_page(pk)
    if not vacancy:
        raise Http404
    return vacancy


def _closed(request: HttpRequest, pk: int, letter: str) -> HttpResponse:
    """Say that the vacancy takes nothing (any more), with the letter to be copied."""
    vacancy = selectors.vacancy_page(pk)
    if vacancy and selectors.is_open(vacancy):  # applied for at the portal of origin
        return redirect(vacancy)
    if not vacancy and not letter:
        raise Http404
    similar = selectors.similar_vacancies(vacancy) if vacancy else ()
    context = {"vacancy": vacancy, "letter": letter, "similar": list(map(VacancyRow.of, similar))}
    return render(request, "jobs/apply/closed.html", context, status=GONE)
