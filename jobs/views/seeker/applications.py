"""One's own applications: the list, one of them whole, its receipt, taking it back."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jobs import journey
from jobs.enums import ApplicationState
from jobs.models import Application, Placement
from jobs.own_applications import (
    ALL,
    ENDED,
    LIVING,
    PAGE,
    Counts,
    application_counts,
    own_applications,
)
from jobs.presenters import VacancyRow
from jobs.responses import response_line
from jobs.saved import is_seeker
from jobs.selectors import similar_vacancies
from jobs.sent import sent_lines
from jobs.services.applying import withdraw_application
from jobs.views.seeker.acting import own_application
from sikas.accounts.views.account import signed_in
from sikas.documents.responses import file_response
from sikas.ui.uploads import FileCard
from sikas.workflow.transitions import TransitionRefusedError

NO_LUCK = (ApplicationState.NOT_SELECTED, ApplicationState.UNANSWERED)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """List the applications one has sent, newest first."""
    person = signed_in(request)
    if not is_seeker(person):
        return render(request, "jobs/applications/not_seeker.html")
    shown = request.GET.get("tampil", ALL)
    shown = shown if shown in (LIVING, ENDED) else ALL
    counts = application_counts(person)
    page = _page(request, shown, counts)
    context = {
        "shown": shown,
        "counts": counts,
        "page": page,
        "rows": [journey.Row.of(application) for application in page],
    }
    return render(request, "jobs/applications/list.html", context)


@require_safe
def detail(request: HttpRequest, receipt: str) -> HttpResponse:
    """Show an application: where it stands, all that happened, what was sent."""
    application = own_application(request, receipt)
    interview = application.interviews.order_by("pk").last()
    papers = application.documents.select_related("file")
    no_luck = application.state in NO_LUCK
    similar = similar_vacancies(application.vacancy) if no_luck else ()
    context = {
        "application": application,
        "employer": application.vacancy.employer,
        "tag": journey.state_tag(application),
        "latest": journey.latest_words(application),
        "interview": interview,
        "placement": Placement.objects.filter(application=application).first(),
        "events": journey.timeline(application),
        "lines": sent_lines(application),
        "cards": [FileCard.of(paper.file, url=_paper_url(receipt, paper.pk)) for paper in papers],
        "similar": [VacancyRow.of(vacancy) for vacancy in similar],
        "may_withdraw": application.is_undecided,
    }
    return render(request, "jobs/applications/detail.html", context)


@require_safe
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """Show the receipt, and what happens next."""
    application = own_application(request, receipt)
    company = application.vacancy.company
    context = {
        "application": application,
        "employer": application.vacancy.employer,
        "tag": journey.state_tag(application),
        "usual": response_line(company) if company else "",
    }
    return render(request, "jobs/applications/receipt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, receipt: str) -> HttpResponse:
    """Ask, then take an application back; a second tap is answered like the first."""
    application = own_application(request, receipt)
    back = redirect("application", receipt)
    if application.state == ApplicationState.WITHDRAWN:
        return back
    if request.method == "POST":
        _take_back(request, application)
        return back
    if not application.is_undecided:
        messages.info(request, _("Lamaran ini sudah selesai, jadi tidak dapat ditarik."))
        return back
    employer = application.vacancy.employer
    context = {"application": application, "employer": employer}
    return render(request, "jobs/applications/withdraw.html", context)


@require_safe
def document(request: HttpRequest, receipt: str, document_id: int) -> HttpResponseBase:
    """Send a document as it went along with an application."""
    papers = own_application(request, receipt).documents.select_related("file")
    paper = get_object_or_404(papers, pk=document_id)
    return file_response(paper.file, name=paper.file.original_name, inline=True)


def _take_back(request: HttpRequest, application: Application) -> None:
    try:
        withdraw_application(application=application, by=signed_in(request))
    except TransitionRefusedError:
        messages.info(request, _("Lamaran ini sudah selesai, jadi tidak dapat ditarik."))
    else:
        messages.success(request, _("Lamaran ditarik. Perusahaan tidak lagi memprosesnya."))


def _page(request: HttpRequest, shown: str, counts: Counts) -> "Page[Application]":
    rows = own_applications(signed_in(request), shown)
    paginator = Paginator(rows, PAGE)
    paginator.count = counts.of(shown)  # counted with the others
    return paginator.get_page(request.GET.get("halaman"))


def _paper_url(receipt: str, document_id: int) -> str:
    return reverse("application_document", args=[receipt, document_id])
