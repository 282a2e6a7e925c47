"""The officers' queue of companies that wait for verification."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from employers.checks import company_checks
from employers.enums import CompanyState
from employers.models import Company, CompanyQuerySet
from employers.services import decide_company
from sikas.accounts.models import User
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

    def context(self, case: Company) -> dict[str, Any]:
        """Return what the company says of itself, the checklist and what happened before."""
        facts = [
            (_("NIB"), case.nib or ""),
            (_("NPWP"), case.npwp),
            (_("Nomor WLKP"), case.wlkp_number),
            (_("Lapangan usaha"), str(case.industry or "")),
            (_("Alamat"), ", ".join(filter(None, [case.address, str(case.area or "")]))),
            (_("Telepon"), case.phone),
            (_("Email"), case.email),
            (_("Situs"), case.website),
        ]
        return {
            "facts": facts,
            "checks": company_checks(case),
        }

    def decide(self, *, case: Company, to: str, officer: User, reason: str) -> None:
        """Verify, return or reject the company."""
        decide_company(company=case, to=to, officer=officer, reason=reason)
