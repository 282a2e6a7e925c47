"""The officers' queue of companies that wait for verification."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from employers.case_forms import CompanyDecisionForm
from employers.checks import company_checks
from employers.enums import CompanyState, ReviewSubject
from employers.models import Company, CompanyDocument, CompanyQuerySet
from employers.services import decide_company
from sikas.accounts.models import User
from sikas.documents.responses import file_response
from sikas.ui.queues import CaseQueue, Decision


class CompanyQueue(CaseQueue):
    """Companies that ask to be verified."""

    name = "company_queue"
    address = "perusahaan/"
    title = gettext_lazy("Perusahaan menunggu pemeriksaan")
    permission = "employers.verify_company"
    template = "officer/company_case.html"
    decisions = (
        Decision(CompanyState.VERIFIED, gettext_lazy("Verifikasi"), "v", "btn", needs_reason=False),
        Decision(CompanyState.RETURNED, gettext_lazy("Minta perbaikan"), "p", "btn btn-quiet"),
        Decision(CompanyState.REJECTED, gettext_lazy("Tolak"), "t", "btn btn-danger"),
    )
    snippets = (
        gettext_lazy("NIB tidak sesuai dengan nama perusahaan di OSS."),
        gettext_lazy("Laporan WLKP sudah lewat satu tahun. Perbarui, lalu ajukan lagi."),
        gettext_lazy("Alamat belum lengkap. Tulis nama jalan atau dusun, desa, dan kecamatan."),
        gettext_lazy("Nomor telepon tidak dapat dihubungi."),
    )

    def waiting(self) -> CompanyQuerySet:
        """Return the companies that wait."""
        return Company.objects.waiting().select_related("industry", "area")

    def form(self, case: Company, data: Any, _officer: User) -> CompanyDecisionForm:
        """Return the decision with a reason for each part."""
        return CompanyDecisionForm(data, queue=self, company=case)

    def context(self, case: Company) -> dict[str, Any]:
        """Return the checklist; the form has the parts and what the company wrote."""
        return {"checks": company_checks(case)}

    def decide(
        self,
        *,
        case: Company,
        to: str,
        officer: User,
        reason: str,
        items: Mapping[ReviewSubject, str] | None = None,
        seen: str = "",
    ) -> None:
        """Verify, return or reject the company."""
        decide_company(company=case, to=to, officer=officer, reason=reason, items=items, seen=seen)

    def urls(self) -> list[URLPattern]:
        """Add the papers of a case."""
        address = f"{self.address}<int:pk>/dokumen/<int:document_id>/"
        view = self.guard(require_safe(self.document))
        return [*super().urls(), path(address, view, name=f"{self.name}_document")]

    def document(self, _request: HttpRequest, pk: int, document_id: int) -> HttpResponseBase:
        """Send a paper of a company that was filed; drafts are nobody's business."""
        filed = CompanyDocument.objects.filter(company=pk, company__submissions__isnull=False)
        found = filed.select_related("file").distinct()
        document = get_object_or_404(found, pk=document_id)
        return file_response(document.file, name=document.file.original_name, inline=True)
