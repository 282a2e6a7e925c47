"""What a company does with a vacancy as a whole: submit, take back, extend, close, throw away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jobs import own_presenters
from jobs.applicant_presenters import waiting_line
from jobs.enums import IN_THE_MAKING
from jobs.forms.moves import ExtensionForm, ResultForm
from jobs.linter import lint_vacancy
from jobs.models import Vacancy
from jobs.moves import moves_of
from jobs.own import applicants_waiting
from jobs.services.drafts import NotWritableError, discard_draft
from jobs.services.hiring import hired_for
from jobs.services.results import TooManyHiredError, report_result
from jobs.services.submission import extend_vacancy, submit_vacancy, take_back
from jobs.views.employer.acting import acting_vacancy
from sikas.accounts.views.account import signed_in
from sikas.workflow.transitions import TransitionRefusedError

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def vacancy(request: HttpRequest, company_id: int, vacancy_id: int) -> HttpResponse:
    """Show a vacancy whole: where it stands, what is missing or found, as it will look; submit."""
    company, found = acting_vacancy(request, company_id, vacancy_id)
    faults: list[str] = []
    if request.method == "POST":
        try:
            submit_vacancy(vacancy=found, by=signed_in(request))
        except ValidationError as error:
            faults = error.messages
        except TransitionRefusedError:
            return _moved_on(request, found)
        else:
            messages.success(request, _("Lowongan diajukan. Petugas memeriksa menurut urutan."))
            return redirect(own_presenters.own_url(found))
    in_the_making = found.state in IN_THE_MAKING
    context = {
        "company": company,
        "vacancy": found,
        "faults": faults,
        "page": own_presenters.preview(found),
        "tag": own_presenters.state_tag(found),
        "next": own_presenters.next_step(found),
        "wanted": own_presenters.wanted(found),
        "report": own_presenters.fill_report(found),
        "in_the_making": in_the_making,
        "gaps": own_presenters.gap_links(found) if in_the_making else [],
        "findings": lint_vacancy(found) if in_the_making else [],
        "edit_links": own_presenters.edit_links(found) if in_the_making else [],
        "applicants": "" if in_the_making else waiting_line(applicants_waiting(company, found)),
        "history": own_presenters.history(found),
        "may": moves_of(found),
    }
    return render(request, "jobs/own/vacancy.html", context)


@page
def withdraw(request: HttpRequest, company_id: int, vacancy_id: int) -> HttpResponse:
    """Ask, then take a vacancy back to correct it."""
    company, found = acting_vacancy(request, company_id, vacancy_id)
    if not moves_of(found)["take_back"]:
        return _moved_on(request, found)
    if request.method == "POST":
        try:
            take_back(vacancy=found, by=signed_in(request))
        except TransitionRefusedError:
            return _moved_on(request, found)
        messages.success(request, _("Lowongan ditarik. Perbaiki, lalu ajukan lagi."))
        return redirect(own_presenters.own_url(found))
    return render(request, "jobs/own/take_back.html", {"company": company, "vacancy": found})


@page
def discard(request: HttpRequest, company_id: int, vacancy_id: int) -> HttpResponse:
    """Ask, then throw a draft away."""
    company, found = acting_vacancy(request, company_id, vacancy_id)
    if not moves_of(found)["discard"]:
        return _moved_on(request, found)
    if request.method == "POST":
        try:
            discard_draft(vacancy=found)
        except NotWritableError:
            return _moved_on(request, found)
        messages.success(request, _("Draf dihapus."))
        return redirect("company_vacancies", company.pk)
    return render(request, "jobs/own/discard.html", {"company": company, "vacancy": found})


@page
def extend(request: HttpRequest, company_id: int, vacancy_id: int) -> HttpResponse:
    """Let an open vacancy run longer."""
    company, found = acting_vacancy(request, company_id, vacancy_id)
    if not moves_of(found)["extend"]:
        return _moved_on(request, found)
    form = ExtensionForm(request.POST if request.method == "POST" else None, vacancy=found)
    if form.is_valid():
        until = form.cleaned_data["until"]
        try:
            extend_vacancy(vacancy=found, until=until, by=signed_in(request))
        except ValidationError as error:
            form.add_error("until", error)
        except TransitionRefusedError:
            return _moved_on(request, found)
        else:
            messages.success(request, _("Batas waktu diperpanjang."))
            return redirect(own_presenters.own_url(found))
    context = {"company": company, "vacancy": found, "form": form}
    return render(request, "jobs/own/extend.html", context)


@page
def result(request: HttpRequest, company_id: int, vacancy_id: int) -> HttpResponse:
    """Tell how many people were hired; an open vacancy closes with it."""
    company, found = acting_vacancy(request, company_id, vacancy_id)
    moves = moves_of(found)
    if not moves["report"]:
        return _moved_on(request, found)
    report = own_presenters.fill_report(found)
    form = ResultForm(
        request.POST if request.method == "POST" else None, report=report, hired=hired_for(found)
    )
    if form.is_valid():
        try:
            report_result(vacancy=found, by=signed_in(request), **form.cleaned_data)
        except TooManyHiredError as error:
            form.add_error(error.field, error)
        except TransitionRefusedError:
            return _moved_on(request, found)
        else:
            messages.success(request, _("Terima kasih. Laporan terisi tersimpan."))
            return redirect(own_presenters.own_url(found))
    context = {"company": company, "vacancy": found, "form": form, "is_open": moves["extend"]}
    return render(request, "jobs/own/result.html", context)


def _moved_on(request: HttpRequest, found: Vacancy) -> HttpResponse:
    messages.info(request, _("Itu tidak dapat dilakukan lagi. Ini keadaan lowongan sekarang."))
    return redirect(own_presenters.own_url(found))
