"""Hiring on the company's side: tell of a hire, then close a vacancy that is filled."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from employers.models import Company
from jobs.applicants import applicants_of
from jobs.enums import UNDECIDED, ApplicationState, RejectReason, VacancyState
from jobs.forms.deciding import FilledForm, HireForm
from jobs.models import Application
from jobs.services import hiring
from jobs.services.chosen import ApplicantsBusyError, SuspendedCompanyError
from jobs.services.placing import NoOpeningLeftError
from jobs.views.employer.acting import acting_vacancy
from jobs.views.employer.choosing import acting_applicant, back_to_applicant, kept_filters
from sikas.accounts.views.account import signed_in
from sikas.workflow.transitions import TransitionRefusedError

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def hire(request: HttpRequest, company_id: int, application_id: int) -> HttpResponse:
    """Ask from when and where somebody works, then tell of the hire."""
    company, found = acting_applicant(request, company_id, application_id)
    if ApplicationState.HIRED not in Application.TRANSITIONS[ApplicationState(found.state)]:
        return _moved_on(request, found)
    kind = hiring.default_kind(found.vacancy)
    posted = request.POST if request.method == "POST" else None
    form, is_full = HireForm(posted, initial={"kind": kind}), False
    if form.is_valid():
        try:
            hiring.hire(
                company=company, application=found, by=signed_in(request), **form.cleaned_data
            )
        except NoOpeningLeftError as error:
            form.add_error(None, error)
            is_full = True
        except (ApplicantsBusyError, SuspendedCompanyError) as error:
            form.add_error(None, error)
        except TransitionRefusedError:
            return _moved_on(request, found)
        else:
            return _hired(request, company, found)
    context = {
        "company": company,
        "applicant": found,
        "form": form,
        "is_full": is_full,
        "hired": hiring.hired_for(found.vacancy),
        "kept": kept_filters(request),
    }
    return render(request, "jobs/applicants/hire.html", context)


def _hired(request: HttpRequest, company: Company, found: Application) -> HttpResponse:
    """Go on to the end of the vacancy when its last opening is filled, else to the applicant."""
    words = _("%s diterima. Pelamar diminta mengonfirmasi.")
    messages.success(request, words % found.name)
    hired = hiring.hired_for(found.vacancy)
    if hired.is_full and found.vacancy.state == VacancyState.PUBLISHED:
        return redirect("company_vacancy_filled", company.pk, found.vacancy_id)
    return back_to_applicant(request, found)


def _moved_on(request: HttpRequest, found: Application) -> HttpResponse:
    messages.info(request, _("Itu tidak dapat dilakukan lagi. Ini keadaan lamaran sekarang."))
    return back_to_applicant(request, found)


@page
def filled(request: HttpRequest, company_id: int, vacancy_id: int) -> HttpResponse:
    """Offer to close a vacancy with its hires reported, and to answer those who still wait."""
    company, vacancy = acting_vacancy(request, company_id, vacancy_id)
    address = reverse("company_vacancy_applicants", args=[company.pk, vacancy.pk])
    hired = hiring.hired_for(vacancy)
    if vacancy.state != VacancyState.PUBLISHED or not hired.all:
        messages.info(request, _("Lowongan ini tidak perlu ditutup di sini."))
        return redirect(address)
    form = FilledForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            outcome = hiring.close_as_filled(
                company=company,
                vacancy=vacancy,
                note=form.cleaned_data["text"],
                by=signed_in(request),
            )
        except (ApplicantsBusyError, SuspendedCompanyError) as error:
            messages.error(request, error.messages[0])
            return redirect(address)
        except (ValidationError, TransitionRefusedError):
            # The numbers by sex do not fit what was asked for: the company writes them itself.
            messages.error(request, _("Angka laporannya perlu Anda periksa. Isi di bawah."))
            return redirect("company_vacancy_result", company.pk, vacancy.pk)
        words = _("Lowongan ditutup dan %s pelamar lain dikabari.")
        messages.success(request, words % len(outcome.done))
        return redirect(address)
    waiting = applicants_of(company).filter(vacancy=vacancy, state__in=UNDECIDED)
    context = {
        "company": company,
        "vacancy": vacancy,
        "form": form,
        "hired": hired,
        "waiting": waiting.count(),
        "reason": RejectReason.FILLED.label,
        "back": address,
    }
    return render(request, "jobs/applicants/filled.html", context)
