"""One applicant: what was sent, what happened since, what the team says among itself."""

from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from employers.models import Company
from jobs import applicant_details, applicants
from jobs import applicant_presenters as shown
from jobs.acts import ACTS
from jobs.enums import ApplicationState
from jobs.forms.deciding import NoteForm
from jobs.models import Application, ApplicationDocument
from jobs.sent_cv import sent_cv, sent_pdf, sent_profile
from jobs.services import deciding
from jobs.services.chosen import ApplicantsBusyError, SuspendedCompanyError
from jobs.views.employer.choosing import acting_applicant, back_to_applicant, read_criteria
from sikas.accounts.views.account import signed_in
from sikas.documents.responses import HEADERS, file_response
from sikas.posting import posted_from
from sikas.reference.enums import Disability
from sikas.ui.uploads import FileCard

NOTE_ID = "id_note_%s"
# Which actions make sense in a state; the services decide.
_ENDED = {
    ApplicationState.HIRED: ("pesan", "label"),
    ApplicationState.NOT_SELECTED: ("pesan", "label"),
    ApplicationState.WITHDRAWN: ("label",),
}


@require_safe
def applicant(request: HttpRequest, company_id: int, application_id: int) -> HttpResponse:
    """Show an applicant; that a new one was looked at is told by a POST of the page."""
    company, found = acting_applicant(request, company_id, application_id)
    return _page(request, company, found, NoteForm(auto_id=NOTE_ID))


def _page(
    request: HttpRequest, company: Company, found: Application, note_form: NoteForm
) -> HttpResponse:
    asked = read_criteria(request.GET)
    before, after = applicants.beside(company, asked, found)
    base, kept = reverse("company_applicants", args=[company.pk]), asked.query_string()
    cards = [
        (str(paper), FileCard.of(paper.file, url=_document_url(company.pk, found.pk, paper.pk)))
        for paper in found.documents.select_related("file")
    ]
    state = ApplicationState(found.state)
    words = _ENDED.get(state, tuple(ACTS))
    context = {
        "company": company,
        "applicant": found,
        "tag": shown.state_tag(found),
        "cv": sent_cv(found),
        "disability": _disability(found),
        "cards": cards,
        "events": applicant_details.timeline(found),
        "notes": found.notes.select_related("by").order_by("-at", "-pk"),
        "meetings": applicant_details.meetings(found),
        "placement": applicant_details.placement_words(found),
        "acts": [ACTS[word] for word in words],
        "may_hire": ApplicationState.HIRED in Application.TRANSITIONS[state],
        "is_new": found.state == ApplicationState.SENT,
        "note_form": note_form,
        "kept": kept,
        "here": f"{base}{found.pk}/{kept}",
        "list_url": base + kept,
        "before_url": f"{base}{before}/{kept}" if before else "",
        "after_url": f"{base}{after}/{kept}" if after else "",
    }
    return render(request, "jobs/applicants/detail.html", context)


def _document_url(company_id: int, application_id: int, document_id: int) -> str:
    return reverse("company_applicant_document", args=[company_id, application_id, document_id])


def _disability(found: Application) -> list[str]:
    """Return what the person released for companies to read."""
    told = sent_profile(found).disability
    if not told:
        return []
    kinds = ", ".join(str(Disability(kind).label) for kind in told["kinds"])
    return list(filter(None, [kinds, told["needs"]]))


@posted_from("company_applicant", "company_id", "application_id")
def look(request: HttpRequest, company_id: int, application_id: int) -> HttpResponse:
    """Note that the company looks at an application, and show it."""
    company, found = acting_applicant(request, company_id, application_id)
    # Then a colleague has just seen it, or it is only read.
    with suppress(ApplicantsBusyError, SuspendedCompanyError):
        deciding.view_applications(company=company, keys=[found.pk], by=signed_in(request))
    return back_to_applicant(request, found)


@posted_from("company_applicant", "company_id", "application_id")
def note(request: HttpRequest, company_id: int, application_id: int) -> HttpResponse:
    """Keep a note of the team."""
    company, found = acting_applicant(request, company_id, application_id)
    form = NoteForm(request.POST, auto_id=NOTE_ID)
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            deciding.add_note(company=company, key=found.pk, text=text, by=signed_in(request))
        except ValidationError as error:
            form.add_error("text", error)
    if form.errors:
        return _page(request, company, found, form)
    messages.success(request, _("Catatan tersimpan. Hanya tim Anda yang melihatnya."))
    return back_to_applicant(request, found)


@require_safe
def cv(request: HttpRequest, company_id: int, application_id: int) -> HttpResponse:
    """Send the CV as it was when the application was sent."""
    _company, found = acting_applicant(request, company_id, application_id)
    name = f"cv-{slugify(found.name) or 'pelamar'}-{found.receipt}.pdf"
    return HttpResponse(
        sent_pdf(found),
        content_type="application/pdf",
        headers={**HEADERS, "Content-Disposition": content_disposition_header(True, name) or ""},
    )


@require_safe
def document(
    request: HttpRequest, company_id: int, application_id: int, document_id: int
) -> HttpResponseBase:
    """Send a document that came with an application; a KTP never comes with one."""
    _company, found = acting_applicant(request, company_id, application_id)
    papers = ApplicationDocument.objects.filter(application=found).select_related("file")
    paper = get_object_or_404(papers, pk=document_id)
    name = f"{slugify(paper.get_kind_display())}-{slugify(found.name) or found.receipt}"
    return file_response(paper.file, name=f"{name}.pdf")
