"""Data of applicants taken out of the portal, and who took them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, QueryDict
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from employers.views.acting import acting_company
from jobs.deadlines import today
from jobs.enums import ExportKind
from jobs.models import ApplicantExport
from jobs.services.chosen import ForeignApplicantsError
from jobs.services.exporting import export_applicants
from jobs.views.employer.choosing import chosen, read_criteria, way_back
from sikas.accounts.views.account import signed_in
from sikas.documents.responses import HEADERS
from sikas.posting import posted_from

ON_A_PAGE = 50
TYPES = {
    ExportKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportKind.ZIP: "application/zip",
}


@posted_from("company_applicants", "company_id")
def export(request: HttpRequest, company_id: int) -> HttpResponseBase:
    """Send the chosen applicants as a sheet or as CVs; who took what is written down."""
    company = acting_company(request, company_id)
    asked = request.POST.get("jenis", ExportKind.XLSX)
    if asked not in ExportKind.values:
        raise Http404
    kind, choice = ExportKind(asked), chosen(request, company, else_all=True)
    if not choice.keys:
        messages.error(request, _("Tidak ada pelamar yang dapat diunduh."))
        return redirect(way_back(request, company))
    keys = [*choice.keys, 0] if choice.too_many else choice.keys  # one too many is refused below
    try:
        file = export_applicants(
            company=company,
            keys=keys,
            kind=kind,
            asked=read_criteria(QueryDict(request.POST.get("saringan", "").lstrip("?"))),
            by=signed_in(request),
        )
    except ForeignApplicantsError:
        raise Http404 from None
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(way_back(request, company))
    name = f"pelamar-{today():%Y-%m-%d}.{kind.value}"
    return FileResponse(
        file, as_attachment=True, filename=name, content_type=TYPES[kind], headers=HEADERS
    )


@require_safe
def journal(request: HttpRequest, company_id: int) -> HttpResponse:
    """Show the owner who took data of applicants out of the portal."""
    company = acting_company(request, company_id, owner=True)
    rows = ApplicantExport.objects.filter(company=company).select_related("by")
    page = Paginator(rows.order_by("-at", "-pk"), ON_A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "jobs/applicants/exports.html", {"company": company, "page": page})
