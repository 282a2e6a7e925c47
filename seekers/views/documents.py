"""A seeker's documents: several handed in at once, each read, replaced and removed by itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from seekers import presenters
from seekers.enums import DocumentKind
from seekers.forms.documents import DocumentsForm
from seekers.models import SeekerDocument
from seekers.services.documents import add_documents, remove_document
from seekers.services.profile import start_profile
from seekers.views.own import own_seeker, seeking_person
from sikas.accounts.models import User
from sikas.accounts.views.account import signed_in
from sikas.documents.responses import file_response
from sikas.posting import posted_from
from sikas.ui.uploads import add_refusals


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """Show the documents by kind; keep those that come."""
    person, seeker = seeking_person(request), own_seeker(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    kinds = SeekerDocument.objects.filter(seeker_id=seeker.pk).values_list("kind", flat=True)
    form = DocumentsForm(*sent, there=set(kinds))
    if form.is_bound:
        form.full_clean()
        _keep(request, person, form)
        if not form.errors:
            return redirect("profile_documents")
    papers = presenters.papers(seeker, form)
    return render(request, "seekers/documents.html", {"form": form, "papers": papers})


@require_safe
def download(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """Send a document to its owner; pages show images in place."""
    visible = SeekerDocument.objects.visible_to(signed_in(request)).select_related("file")
    document = get_object_or_404(visible, pk=document_id)
    return file_response(document.file, name=document.file.original_name, inline=True)


@posted_from("profile_documents")
def remove(request: HttpRequest, document_id: int) -> HttpResponse:
    """Remove one of one's own documents."""
    mine = SeekerDocument.objects.filter(seeker__user=seeking_person(request))
    document = get_object_or_404(mine.select_related("file"), pk=document_id)
    remove_document(document=document)
    messages.success(request, _("%s sudah dihapus.") % document)
    return redirect("profile_documents")


def _keep(request: HttpRequest, person: User, form: DocumentsForm) -> None:
    """Keep every file that may be kept, also when another box of the form is wrong."""
    kept = 0
    for kind in DocumentKind:
        uploads = form.cleaned_data.get(kind.value)
        if uploads:
            seeker = start_profile(person=person)
            results = add_documents(seeker=seeker, kind=kind, uploads=uploads)
            kept += add_refusals(form, kind.value, results)
    if kept:
        messages.success(
            request, ngettext("%d berkas tersimpan.", "%d berkas tersimpan.", kept) % kept
        )
