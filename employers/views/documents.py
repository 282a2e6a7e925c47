"""The documents of a company: hand in several at once, read, replace and remove one."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from employers import presenters, profile
from employers.document_forms import DocumentsForm, ReplacementForm
from employers.enums import DocumentKind, MemberRole
from employers.models import Company, CompanyDocument
from employers.services import documents as services
from employers.views.acting import acting_company
from sikas.accounts.models import User
from sikas.accounts.views.account import signed_in
from sikas.documents.responses import file_response
from sikas.posting import posted_from
from sikas.ui.uploads import add_refusals

page = require_http_methods(["GET", "HEAD", "POST"])


@page
def overview(request: HttpRequest, company_id: int) -> HttpResponse:
    """Show the documents by kind; keep those that come."""
    company = acting_company(request, company_id, owner=request.method == "POST")
    posted = request.method == "POST"
    form = DocumentsForm(*((request.POST, request.FILES) if posted else ()), company=company)
    if form.is_valid():
        _keep(request, company, form)
        if not form.errors:
            return redirect("company_documents", company.pk)
    return _overview(request, company, form)


@require_safe
def download(request: HttpRequest, company_id: int, document_id: int) -> HttpResponseBase:
    """Send a document to a member of the team."""
    person = signed_in(request)
    return _send(get_object_or_404(_visible(person, company_id), pk=document_id))


@posted_from("company_documents", "company_id")
def replace(request: HttpRequest, company_id: int, document_id: int) -> HttpResponse:
    """Put another file in a document's place; the old one stays when the new one is refused."""
    company, document = _own(request, company_id, document_id)
    form = ReplacementForm(request.POST, request.FILES)
    if form.is_valid():
        result = services.replace_document(
            document=document, upload=form.cleaned_data["file"], by=signed_in(request)
        )
        if result.file:
            messages.success(request, _("%s sudah diganti.") % document)
            return redirect("company_documents", company.pk)
        form.add_error("file", f"{result.name}: {' '.join(result.messages)}")
    return _overview(request, company, DocumentsForm(company=company), {document.pk: form})


@page
def remove(request: HttpRequest, company_id: int, document_id: int) -> HttpResponse:
    """Ask, then take a document back."""
    company, document = _own(request, company_id, document_id)
    if request.method == "POST":
        try:
            services.remove_document(document=document)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("%s sudah dihapus.") % document)
        return redirect("company_documents", company.pk)
    context = {"company": company, "document": document}
    return render(request, "employers/document_remove.html", context)


def _overview(
    request: HttpRequest,
    company: Company,
    form: DocumentsForm,
    replacements: Mapping[int, ReplacementForm] | None = None,
) -> HttpResponse:
    is_owner = company.acting_role == MemberRole.OWNER
    replacements = replacements or {}
    context = {
        "company": company,
        "form": form,
        "replacement": next(iter(replacements.values()), None),
        "kinds": presenters.papers(company, form, replacements, is_owner=is_owner),
        "steps": presenters.progress(profile.DOCUMENTS),
        "may_upload": is_owner and bool(form.fields),
    }
    return render(request, "employers/documents.html", context)


def _keep(request: HttpRequest, company: Company, form: DocumentsForm) -> None:
    kept = 0
    for kind, uploads in list(form.cleaned_data.items()):
        results = services.add_documents(
            company=company, kind=DocumentKind(kind), uploads=uploads, by=signed_in(request)
        )
        kept += add_refusals(form, kind, results)
    if kept:
        messages.success(
            request, ngettext("%d berkas tersimpan.", "%d berkas tersimpan.", kept) % kept
        )


def _visible(person: User, company_id: int) -> "QuerySet[CompanyDocument]":
    found = CompanyDocument.objects.visible_to(person).filter(company=company_id)
    return found.select_related("file", "company")


def _own(
    request: HttpRequest, company_id: int, document_id: int
) -> tuple[Company, CompanyDocument]:
    """Return a document that this person may change now."""
    company = acting_company(request, company_id, owner=True)
    document = get_object_or_404(_visible(signed_in(request), company_id), pk=document_id)
    if not profile.is_editable(company, DocumentKind(document.kind).subject):
        raise Http404
    return company, document


def _send(document: CompanyDocument) -> HttpResponseBase:
    return file_response(document.file, name=document.file.original_name, inline=True)
